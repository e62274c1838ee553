"""A whole cluster from its archive alone: booted machines, a workstation, and a mirror for downloads."""

import gzip
import hashlib
import io
import ipaddress
import shutil
import subprocess
import sys
import tarfile
import zipapp
from pathlib import Path

from booted import STANDINS, BootedMachine
from machines import Machine, connect
from site_reader import Cluster

KUBECTL = Path(sys.executable).with_name("kubectl")
CNI_PLUGINS = Path("/usr/lib/cni")
MIRROR_PORT = 8080
# Commands and checks that need what the stand-ins do not do: pods that run, and so their network, names and logs.
NEED_PODS = {
    "coredns-apply": "it waits for the pods of CoreDNS",
    "smoke-apply": "it waits for pods on every machine",
    "check-coredns": "CoreDNS would be a pod",
    "check-dns-service": "CoreDNS would be a pod",
    "check-smoke": "pods are neither scheduled nor run",
    "check-pod-to-pod": "there is no pod",
    "check-cluster-ip": "there is no pod behind the Service",
    "check-dns-name": "there is no pod, and no DNS",
    "check-node-port": "there is no pod behind the Service",
    "check-logs": "there is no pod",
    "check-exec": "there is no pod",
}


class Mirror:
    """The files that a cluster downloads, at the paths where it looks for them."""

    def __init__(self, cluster, folder):
        self.folder, self._values = folder, cluster.values
        (listed,) = (path for path in cluster.files if path.name == "files.list")
        paths = listed.read_text().split()
        programs = [path for path in paths if not path.endswith((".sha256", ".sha256sum", "SUMS"))]
        for path in programs:
            self._write(path, self._content(path))
        for path in set(paths) - set(programs):
            target = path.removesuffix("sum").removesuffix(".sha256")
            assert target in programs, path
            self._write(path, hashlib.sha256((folder / target).read_bytes()).hexdigest().encode())

    def _write(self, path, data):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)

    def _content(self, path):
        name = path.rpartition("/")[2]
        if name == "kubectl":
            return KUBECTL.resolve().read_bytes()
        if name.startswith("kube"):
            return all_in_one(self._values["k8s_release"], self.folder.parent)
        if name.startswith("cni-plugins"):
            return archive({p.name: p.read_bytes() for p in CNI_PLUGINS.iterdir()})
        if name.startswith("crictl"):
            text = (STANDINS / "crictl").read_text()
            return archive(
                {"crictl": text.replace("@VERSION@", self._values["crictl_version"]).encode()}
            )
        raise AssertionError(f"nothing stands for {path}")


def all_in_one(version, folder):
    """The program that stands for the daemons of Kubernetes, as one file."""
    source = folder / "kubernetes"
    if not source.exists():
        shutil.copytree(
            STANDINS / "kubernetes", source, ignore=shutil.ignore_patterns("__pycache__")
        )
        (source / "version").write_text(version)
    program = io.BytesIO()
    zipapp.create_archive(source, program, interpreter="/usr/bin/python3 -B")
    return program.getvalue()


def archive(files):
    data = io.BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as zipped:
        with tarfile.open(fileobj=zipped, mode="w") as tar:
            for name, content in files.items():
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = len(content), 0o755
                tar.addfile(entry, io.BytesIO(content))
    return data.getvalue()


class Rig:
    def __init__(self, cluster: Cluster, folder: Path):
        folder.mkdir(parents=True)
        self.cluster, self.folder = cluster, folder
        self.machines, self.switch, self.workstation, self._server = {}, None, None, None
        self.home = f"/root/{cluster.name}"

    def __enter__(self):
        try:
            self._make_keys()
            self._boot()
            self._serve()
            self.unpack()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._server:
            self._server.kill()
            self._server.wait()
        for machine in [*self.machines.values(), self.workstation, self.switch]:
            if machine:
                machine.close()

    def __getitem__(self, name):
        return self.machines[name]

    def _make_keys(self):
        keys = self.folder / "keys"
        keys.mkdir(mode=0o700)
        for name in ("user", "host"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", keys / name]
            subprocess.run(command, check=True)
        kind, key, _ = (keys / "host.pub").read_text().split()
        (keys / "known_hosts").write_text(f"* {kind} {key}\n")

    def _boot(self):
        values = self.cluster.values
        network = ipaddress.ip_network(values["node_network"])
        self.switch = Machine("switch", self.folder / "switch")
        self.switch.must("ip", "link", "add", "bridge", "type", "bridge", "forward_delay", "0")
        self.switch.must("ip", "link", "set", "bridge", "up")
        settings = self._shared_settings()
        keys = self.folder / "keys"
        self.address = ipaddress.ip_address(values["download_mirror"].split("//")[1].split(":")[0])
        self.workstation = BootedMachine("workstation", self.folder / "workstation", keys)
        for entry in values["machines"]:
            name, place = entry["name"], self.folder / entry["name"]
            self.machines[name] = BootedMachine(name, place, keys, values["ssh_user"], settings)
        for machine in (self.workstation, *self.machines.values()):
            machine.wait_until_booted()
        connect(self.switch, "ws", self.workstation, f"{self.address}/{network.prefixlen}")
        for index, entry in enumerate(values["machines"]):
            machine = self.machines[entry["name"]]
            connect(self.switch, f"port{index}", machine, f"{entry['ip']}/{network.prefixlen}")
            # A way out, as every machine has one; it ends here.
            machine.must("ip", "route", "add", "default", "via", str(self.address))

    def _shared_settings(self):
        """The kernel settings of the cluster that no machine has for itself."""
        names = set()
        for path in self.cluster.files:
            if "/sysctl.d/" in str(path):
                lines = [line for line in path.read_text().splitlines() if "=" in line]
                names |= {line.partition("=")[0].strip() for line in lines if line[0] != "#"}
        return sorted(name.replace(".", "/") for name in names if not name.startswith("net."))

    def _serve(self):
        mirror = Mirror(self.cluster, self.folder / "mirror")
        command = [sys.executable, "-m", "http.server", "--bind", str(self.address)]
        command += ["--directory", str(mirror.folder), str(MIRROR_PORT)]
        self._server = subprocess.Popen(
            ["nsenter", f"--target={self.workstation.pid}", "--net", "--", *command],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "mirror.log").open("w"),
        )

    def step(self, id):
        """The step that a command or check belongs to."""
        return next(command.step for command in self.cluster.commands if command.id == id)

    def unpack(self, cluster=None):
        """Unpacks the cluster's archive on the workstation, over what is there."""
        path = (cluster or self.cluster).cluster_archive
        self.workstation.must("tar", "-xzf", str(path), "-C", "/root")

    def script(self, name, *arguments, timeout=3000):
        """Runs a script of the archive as a reader would: its folder, its name, real ssh."""
        command = f'cd {self.home} && exec ./{name} "$@"'
        return self.workstation.run("bash", "-c", command, name, *arguments, timeout=timeout)

    def must(self, name, *arguments):
        result = self.script(name, *arguments)
        if result.returncode:
            text = f"{name} {' '.join(arguments)}:\n{result.stdout[-3000:]}\n{self._journals()}"
            raise AssertionError(text)
        return result.stdout

    def _journals(self):
        """The last words of what does not run."""
        failed = "systemctl --no-legend --plain --state=failed,activating,auto-restart list-units"
        command = (
            f"{failed} | while read -r unit _; do journalctl --no-pager --lines=12 -u $unit; done"
        )
        return "".join(m.run("sh", "-c", command).stdout for m in self.machines.values())

    def kubectl(self, *arguments):
        config = f"--kubeconfig={self.home}/secrets/out/kubeconfig/admin.kubeconfig"
        return self.workstation.must("/usr/local/bin/kubectl", config, *arguments)

    def verdicts(self, *arguments):
        """verify.sh: its exit code, and the result of each check, by its id and place."""
        result = self.script("verify.sh", "--lines", *arguments)
        rows = [line.split("\t") for line in result.stdout.splitlines() if line.count("\t") >= 5]
        return result.returncode, {(row[2], row[-1]): row[0] for row in rows}
