"""Machines made of Linux namespaces, joined by a bridge.

Each has a network, a host name and mounts of its own: /etc, /srv, /var and /usr/local are overlays
in memory, so the generated files are used under the paths for which they were written, and nothing
reaches the machine that runs the checks. A machine is gone when the process that holds it ends.
"""

import ipaddress
import os
import shlex
import socket
import subprocess
from pathlib import Path

HOLD = """
set -eu
echo "$1" >/proc/sys/kernel/hostname
mkdir -p "$2"
mount -t tmpfs -o mode=0755 machine "$2"
for folder in etc srv var usr/local; do
  mkdir -p "$2/$folder/upper" "$2/$folder/work"
  mount -t overlay -o "lowerdir=/$folder,upperdir=$2/$folder/upper,workdir=$2/$folder/work" \
    overlay "/$folder"
done
ip link set lo up
echo ready
exec cat
"""

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


class Machine:
    def __init__(self, name, folder):
        self.name, self.folder, self._daemons = name, folder, []
        # Ends by itself when our end of its input is closed, even if we are killed.
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "--", "sh", "-c", HOLD, "hold", name, folder],
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

    def run(self, *command, **options):
        """Runs a command; its output and errors together, its exit code."""
        return subprocess.run(
            self.enter(*command),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
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
            self._plug(machine, index, entry["ip"], network.prefixlen, values["node_mtu"])
            if not self.fresh:
                machine.install(self.cluster)
        self.workstation = Machine("workstation", self.folder / "workstation")
        taken = {entry["ip"] for entry in values["machines"]} | {values.get("master_ip")}
        address = network.broadcast_address - 1
        while str(address) in taken:
            address -= 1
        self._plug(self.workstation, "w", address, network.prefixlen, values["node_mtu"])
        self.switch.must("ip", "link", "set", "bridge", "up")

    def _plug(self, machine, index, address, prefix, mtu):
        """Joins a machine to the switch."""
        port = f"port{index}"
        ends = ["type", "veth", "peer", "name", "eth0", "mtu", str(mtu), "netns", str(machine.pid)]
        self.switch.must("ip", "link", "add", port, "mtu", str(mtu), *ends)
        self.switch.must("ip", "link", "set", port, "master", "bridge", "up")
        machine.must("ip", "address", "add", f"{address}/{prefix}", "dev", "eth0")
        machine.must("ip", "link", "set", "eth0", "up")


def unit_settings(text):
    """The settings of a unit file; of those that are given several times, the last."""
    lines = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name: value for name, _, value in lines}
