"""Machines made of Linux namespaces, joined by a bridge.

Each has a network, a host name and a root folder of its own: an overlay in memory over that of the
machine that runs the checks. So the generated files are used under the paths for which they were
written, and nothing outside changes. A machine is gone when the process that holds it ends.
"""

import ipaddress
import os
import shlex
import socket
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# Makes a root folder out of memory and of the outside one, in a mount namespace of its own.
# $1 is the name, $2 an empty folder; what else is named is seen inside, too.
ROOT = r"""
set -eu
name=$1 home=$2
shift 2
mount --make-rprivate /
mkdir -p "$home"
mount -t tmpfs -o mode=0755 machine "$home"
root=$home/root
mkdir "$home/upper" "$home/work" "$root"
mount -t overlay -o "lowerdir=/,upperdir=$home/upper,workdir=$home/work" overlay "$root"
for folder in "$@"; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
done
"""
ENTER = r"""
cd "$root"
mkdir .outside
pivot_root . .outside
umount -l /.outside
rmdir /.outside
cd /
ip link set lo up
"""
HOLD = (
    ROOT
    + r"""
for folder in dev proc sys; do mount --rbind "/$folder" "$root/$folder"; done
# The network of this namespace, not of the outside one.
mount -t sysfs sysfs "$root/sys"
echo "$name" >/proc/sys/kernel/hostname
"""
    + ENTER
    + r"""
echo ready
exec cat
"""
)

SSH = """#!/bin/sh
# Stands for ssh: runs the command on the machine with that address.
set -eu
case $1 in
%s
*)
  echo "no such machine: $1" >&2
  exit 255
  ;;
esac
shift
exec nsenter --target="$pid" --net --mount --uts -- sh -c "$*"
"""
SUDO = r"""cd /usr/local/bin && printf '#!/bin/sh\nexec "$@"\n' >sudo && chmod 0755 sudo"""


def seen():
    """What the checks share with their machines: where they write, and this repository."""
    return [os.environ["ACCEPTANCE_FOLDER"], str(REPOSITORY)]


class Machine:
    def __init__(self, name, folder):
        self.name, self.folder, self._daemons = name, folder, []
        # Ends by itself when our end of its input is closed, even if we are killed.
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "--"]
            + ["sh", "-c", HOLD, "hold", name, folder, *seen()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if self._holder.stdout.readline() != "ready\n":
            raise RuntimeError(self._holder.communicate()[1])

    @property
    def pid(self):
        return self._holder.pid

    def enter(self, *command):
        return ["nsenter", f"--target={self.pid}", "--net", "--mount", "--uts", "--", *command]

    def run(self, *command, timeout=60, **options):
        """Runs a command; its output and errors together, its exit code."""
        return subprocess.run(
            self.enter(*command),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            **options,
        )

    def must(self, *command, **options):
        """Runs a command that has to work; its output."""
        result = self.run(*command, **options)
        assert result.returncode == 0, (
            f"{self.name}: {shlex.join(map(str, command))}: {result.stdout}"
        )
        return result.stdout

    def perform(self, command):
        """Runs a box of the runbook as a reader would, and holds it to its `expect`."""
        result = self.run("bash", "-c", command.text)
        shown = f"{self.name}, {command.title}: {result.stdout}"
        assert result.returncode == 0, shown
        assert not command.expect or command.expect in result.stdout, shown
        return result.stdout

    def read(self, path):
        return self.must("cat", path)

    def install(self, cluster):
        """Puts the files of the machine's archive into their places."""
        archive = cluster.host_archive(self.name)
        self.must("mkdir", "/var/bundle")
        self.must("tar", "-xzf", archive, "-C", "/var/bundle", "--strip-components=1")
        self.must("sh", "/var/bundle/install.sh")

    def start(self, service):
        """Starts a unit's program as its user, as systemd would; a `Daemon`."""
        daemon = Daemon(self, service)
        self._daemons.append(daemon)
        return daemon

    def stop(self):
        """Stops what was started."""
        while self._daemons:
            self._daemons.pop().stop()

    def close(self):
        self.stop()
        self._holder.stdin.close()
        self._holder.wait(timeout=10)


class Daemon:
    """The main process of a `Type=notify` service."""

    def __init__(self, machine, service):
        unit = unit_settings(machine.read(f"/etc/systemd/system/{service}"))
        assert unit["Type"] == "notify"
        user = unit.get("User", "root")
        path = machine.folder.parent / f"{machine.name}-{service}.notify"
        path.unlink(missing_ok=True)
        self.log = machine.folder.parent / f"{machine.name}-{service}.log"
        self._ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ready.bind(str(path))
        os.chmod(path, 0o666)
        command = [
            "setpriv",
            f"--reuid={user}",
            f"--regid={user}",
            "--init-groups",
            "--pdeathsig=KILL",
            "env",
            f"NOTIFY_SOCKET={path}",
            *shlex.split(unit["ExecStart"]),
        ]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                machine.enter(*command), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def wait_until_ready(self, seconds):
        """Waits for the daemon's own word that it serves; what it said instead, on failure."""
        self._ready.settimeout(seconds)
        try:
            while b"READY=1" not in self._ready.recv(4096):
                pass
        except TimeoutError:
            raise AssertionError(f"not ready: {self.log.read_text()[-4000:]}") from None

    def stop(self):
        self._ready.close()
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Network:
    """A cluster's machines, each with its address on one segment, and a workstation.

    `fresh` machines have neither a name nor a file of the cluster yet.
    """

    def __init__(self, cluster, folder: Path, fresh=False):
        folder.mkdir(parents=True)
        self.cluster, self.folder, self.fresh, self.machines = cluster, folder, fresh, {}
        self.switch = self.workstation = None

    def __enter__(self):
        try:
            self._connect()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for machine in (*self.machines.values(), self.workstation, self.switch):
            if machine:
                machine.close()

    def __getitem__(self, name):
        return self.machines[name]

    @property
    def masters(self):
        return [self[machine["name"]] for machine in self.cluster.values["masters"]]

    def hand_out(self, pki, folder, *names):
        """Runs hand-out.sh as on a workstation; ssh and sudo are stand-ins."""
        values = self.cluster.values
        folder.mkdir(parents=True, exist_ok=True)
        cases = [
            f"{values['ssh_user']}@{entry['ip']}) pid={self[entry['name']].pid} ;;"
            for entry in values["machines"]
        ]
        ssh = folder / "ssh"
        ssh.write_text(SSH % "\n".join(cases))
        ssh.chmod(0o755)
        for machine in self.machines.values():
            machine.must("sh", "-c", SUDO)
        return subprocess.run(
            ["dash", pki.secrets / "hand-out.sh", *names],
            cwd="/",
            capture_output=True,
            text=True,
            env=os.environ | {"BESPOKE_SSH": str(ssh)},
        )

    def _connect(self):
        values = self.cluster.values
        network = ipaddress.ip_network(values["node_network"])
        self.switch = Machine("switch", self.folder / "switch")
        self.switch.must("ip", "link", "add", "bridge", "type", "bridge")
        for index, entry in enumerate(values["machines"]):
            name = entry["name"]
            machine = Machine("fresh" if self.fresh else name, self.folder / name)
            self.machines[name] = machine
            connect(
                self.switch,
                f"port{index}",
                machine,
                f"{entry['ip']}/{network.prefixlen}",
                values["node_mtu"],
            )
            if not self.fresh:
                machine.install(self.cluster)
        self.workstation = Machine("workstation", self.folder / "workstation")
        taken = {entry["ip"] for entry in values["machines"]} | {values.get("master_ip")}
        address = network.broadcast_address - 1
        while str(address) in taken:
            address -= 1
        connect(
            self.switch,
            "portw",
            self.workstation,
            f"{address}/{network.prefixlen}",
            values["node_mtu"],
        )
        self.switch.must("ip", "link", "set", "bridge", "up")


def connect(switch, port, machine, address, mtu=1500):
    """Lays a cable from a port of the switch's bridge to the machine, which gets an address."""
    link = ["ip", "link", "add", port, "mtu", str(mtu), "type", "veth"]
    link += ["peer", "name", "eth0", "mtu", str(mtu), "netns", str(machine.pid)]
    switch.must(*link)
    switch.must("ip", "link", "set", port, "master", "bridge", "up")
    machine.must("ip", "address", "add", address, "dev", "eth0")
    machine.must("ip", "link", "set", "eth0", "up")


def unit_settings(text):
    """The settings of a unit file; of those that are given several times, the last."""
    lines = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name: value for name, _, value in lines}
