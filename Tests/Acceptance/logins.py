"""Logging in from a network's workstation to its machines: Debian's sshd, and a key."""

import subprocess

# Nothing of the machine that runs the checks is read or written: keys and settings are in a folder
# of the checks.
SSHD = """
HostKey {folder}/host-key
AuthorizedKeysFile {folder}/key.pub
PermitRootLogin prohibit-password
PasswordAuthentication no
UsePAM no
StrictModes no
PidFile none
"""
CLIENT = """
Host *
IdentityFile {folder}/key
UserKnownHostsFile {folder}/known-hosts
StrictHostKeyChecking accept-new
"""
# A locked password would keep out even a key.
ACCOUNTS = """
set -eu
sed -i 's/^root:[^:]*:/root:*:/' /etc/shadow
[ "$1" = root ] || {
  useradd --password '*' --no-create-home --home-dir /var/lib --shell /bin/sh "$1"
  echo "$1 ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/login
  chmod 0440 /etc/sudoers.d/login
}
mount -t tmpfs -o mode=0755 run /run
mkdir /run/sshd
"""


class Logins:
    """Use as a context; `path` is to stand first in the workstation's PATH."""

    def __init__(self, network, user, folder):
        self.network, self.user, self.folder, self.servers = network, user, folder, {}
        folder.mkdir(parents=True)
        for name in ("host-key", "key"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name]
            subprocess.run(command, check=True)
        (folder / "sshd.conf").write_text(SSHD.format(folder=folder))
        (folder / "ssh.conf").write_text(CLIENT.format(folder=folder))
        self.path = folder / "bin"
        self.path.mkdir()
        wrapper = self.path / "ssh"
        wrapper.write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {folder}/ssh.conf "$@"\n')
        wrapper.chmod(0o755)

    def __enter__(self):
        for name, machine in self.network.machines.items():
            machine.must("sh", "-c", ACCOUNTS, "sh", self.user)
            self.start(name)
        return self

    def start(self, name):
        command = ["/usr/sbin/sshd", "-D", "-e", "-f", str(self.folder / "sshd.conf")]
        log = (self.folder / f"{name}.log").open("a")
        with log:
            self.servers[name] = subprocess.Popen(
                self.network[name].enter("setpriv", "--pdeathsig=KILL", *command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def stop(self, name):
        server = self.servers.pop(name)
        server.terminate()
        server.wait(timeout=10)

    def __exit__(self, *_):
        for name in list(self.servers):
            self.stop(name)

    def run(self, *command, cwd):
        """Runs a command on the workstation; its output and errors together, its exit code."""
        place = ["env", f"--chdir={cwd}", "sh", "-c", 'PATH=$1:$PATH; shift; "$@"', "sh"]
        return self.network.workstation.run(*place, str(self.path), *command)
