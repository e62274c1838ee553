"""A cluster as it stands before its first daemon: every machine's files, placed by the bundle's own scripts.

`install.sh` places what the site has; `make-pki.sh`, `make-secrets.sh` and `hand-out.sh` make and
copy the rest. A stand-in for ssh runs what it is given in a mount namespace, in which the folders
of one machine lie over /etc, /srv, /var and /root; nothing else of this machine is touched.
"""

import os
import pwd
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from cryptography import x509
from site_reader import Cluster, unpack

SSH = """#!/bin/sh
# Stands for ssh: runs the command where the machine with that address keeps its files.
set -eu
while :; do
  case ${1:-} in
    -[46AaCfGgKkMNnqsTtVvXxYy]) shift ;;
    -*) shift 2 ;;
    *) break ;;
  esac
done
case $1 in
%s
*)
  echo "no such machine: $1" >&2
  exit 255
  ;;
esac
shift
root=%s/$name
exec unshare --mount -- sh -euc '
  root=$1
  shift
  for folder in etc srv var root; do mount --bind "$root/$folder" "/$folder"; done
  exec sh -c "$*"' sh "$root" "$@"
"""
SUDO = '#!/bin/sh\nexec "$@"\n'
# The daemons that a generated file starts, and the suffix of the unit or manifest that does.
DAEMONS = (
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kubelet",
    "kube-proxy",
)


@dataclass(frozen=True)
class Daemon:
    """A program with its arguments, as a unit or a static pod starts it."""

    program: str
    arguments: tuple
    source: str

    @cached_property
    def flags(self):
        """Each flag with its value; one that stands alone has the value 'true'."""
        pairs = (argument.partition("=") for argument in self.arguments)
        return {name: value if sign else "true" for name, sign, value in pairs}


class Estate:
    def __init__(self, cluster: Cluster, folder: Path):
        self.cluster, self.folder = cluster, folder
        self.workstation = unpack(cluster.cluster_archive, folder / "workstation")
        self.roots = folder / "roots"
        for machine in self.machines:
            self._install(machine["name"])
        self._script("pki/make-pki.sh")
        self._script("secrets/make-secrets.sh")
        self._script("secrets/hand-out.sh")

    @property
    def values(self):
        return self.cluster.values

    @property
    def machines(self):
        return self.values["machines"]

    @property
    def masters(self):
        return [machine["name"] for machine in self.values["masters"]]

    @property
    def kubelets(self):
        return [machine["name"] for machine in self.values["kubelets"]]

    @property
    def etcd_user(self):
        return pwd.getpwnam("etcd").pw_uid if has_etcd_user() else 990

    @property
    def secrets(self):
        return self.workstation / "secrets" / "out"

    def address(self, name):
        return next(machine["ip"] for machine in self.machines if machine["name"] == name)

    def path(self, host, path):
        """Where a host's file lies in this estate."""
        return self.roots / host / path.lstrip("/")

    def read(self, host, path):
        return self.path(host, path).read_text()

    def yaml(self, host, path):
        return yaml.safe_load(self.read(host, path))

    def certificate(self, name):
        return x509.load_pem_x509_certificate(
            (self.workstation / "pki/out" / f"{name}.crt").read_bytes()
        )

    def daemons(self, host):
        """What units and static pods of a host start, by the program's name."""
        found = {}
        for unit in sorted((self.roots / host / "etc/systemd/system").glob("*.service")):
            for command in starts(unit.read_text()):
                program = command[0].rpartition("/")[2]
                found[program] = Daemon(program, tuple(command[1:]), str(unit.name))
        for manifest in sorted((self.roots / host / "etc/kubernetes/static-pods").glob("*.yaml")):
            pod = yaml.safe_load(manifest.read_text())
            for container in pod["spec"]["containers"]:
                command = [*container.get("command", []), *container.get("args", [])]
                program = command[0].rpartition("/")[2]
                assert program not in found, f"{host}: {program} is a unit and a static pod"
                found[program] = Daemon(program, tuple(command[1:]), manifest.name)
        return found

    def commands(self, host):
        """The text of all that is run on a host, and of all scripts that are placed there."""
        run = [box.text for box in self.cluster.commands if not box.hosts or host in box.hosts]
        scripts = (self.roots / host / "usr/local").rglob("*")
        return "\n".join(run + [path.read_text() for path in scripts if path.is_file()])

    def _install(self, host):
        root = self.roots / host
        for folder in ("etc", "srv", "var", "root", "usr/local"):
            (root / folder).mkdir(parents=True)
        for name in ("passwd", "group", "nsswitch.conf"):
            shutil.copy(f"/etc/{name}", root / "etc")
        # The runbook makes this user on the masters before anything needs it.
        if not has_etcd_user():
            with (root / "etc/passwd").open("a") as users, (root / "etc/group").open("a") as groups:
                users.write("etcd:x:990:990::/var/lib/etcd:/usr/sbin/nologin\n")
                groups.write("etcd:x:990:\n")
        archive = self.cluster.path / "hosts" / f"{host}.tar.gz"
        if archive.exists():
            bundle = unpack(archive, self.folder / "bundles" / host)
            run(["sh", bundle / "install.sh", "--root", root], cwd="/")

    def _script(self, path):
        programs = self.folder / "programs"
        programs.mkdir(exist_ok=True)
        cases = [
            f"{machine['ip']} | *@{machine['ip']}) name={machine['name']} ;;"
            for machine in self.machines
        ]
        for name, text in (
            ("ssh", SSH % ("\n".join(cases), shlex.quote(str(self.roots)))),
            ("sudo", SUDO),
        ):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        run(
            ["dash", path],
            cwd=self.workstation,
            env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home)},
        )


def has_etcd_user():
    return any(user.pw_name == "etcd" for user in pwd.getpwall())


def run(command, **options):
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"
    return result.stdout


def starts(unit):
    """The command of each ExecStart of a unit."""
    text = unit.replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("ExecStart="):
            yield shlex.split(line.partition("=")[2])
