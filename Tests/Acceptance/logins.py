"""Logging in from a network's workstation to its machines: OpenSSH's client, Dropbear's server.

Dropbear, because its package does not open the machine that runs the checks to the network.
"""

import subprocess
import time

CLIENT = """
Host *
IdentityFile {folder}/key
UserKnownHostsFile {folder}/known-hosts
StrictHostKeyChecking accept-new
"""
# Homes are below /var, which each machine has for itself. A locked password would keep out a key.
ACCOUNTS = """
set -eu
user=$1
key=$2
# Else sudo waits for a name server.
echo "127.0.1.1 fresh $3" >>/etc/hosts
sed -i 's|^root:[^:]*:\\(.*\\):/root:|root:x:\\1:/var/root:|' /etc/passwd
sed -i 's/^root:[^:]*:/root:*:/' /etc/shadow
mkdir -m 0700 /var/root
[ "$user" = root ] || {
  useradd --password '*' --create-home --home-dir "/var/$user" --shell /bin/sh "$user"
  echo "$user ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/login
  chmod 0440 /etc/sudoers.d/login
}
install -d -m 0700 -o "$user" "/var/$user/.ssh"
install -m 0600 -o "$user" "$key" "/var/$user/.ssh/authorized_keys"
"""


class Logins:
    """Use as a context."""

    def __init__(self, network, user, folder):
        self.network, self.user, self.folder, self.servers = network, user, folder, {}
        folder.mkdir(parents=True)
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"]
        subprocess.run(command, check=True)
        (folder / "ssh.conf").write_text(CLIENT.format(folder=folder))
        # The guide's own commands say `ssh`, too.
        self.path = folder / "bin"
        self.path.mkdir()
        wrapper = self.path / "ssh"
        wrapper.write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {folder}/ssh.conf "$@"\n')
        wrapper.chmod(0o755)

    def __enter__(self):
        for name, machine in self.network.machines.items():
            machine.must("sh", "-c", ACCOUNTS, "sh", self.user, self.folder / "key.pub", name)
            key = self.folder / f"{name}.host-key"
            command = ["dropbearkey", "-t", "ed25519", "-f", key]
            subprocess.run(command, check=True, capture_output=True)
            self.start(name)
        return self

    def start(self, name):
        """Starts the server of a machine."""
        key = self.folder / f"{name}.host-key"
        # In the foreground, messages to the log, keys only; no file of its process number.
        command = ["dropbear", "-F", "-E", "-s", "-p", "22", "-P", "", "-r", str(key)]
        with (self.folder / f"{name}.log").open("a") as log:
            self.servers[name] = subprocess.Popen(
                self.network[name].enter("setpriv", "--pdeathsig=KILL", *command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        for _ in range(100):
            if ":22 " in self.network[name].must("ss", "-Hltn"):
                return
            time.sleep(0.1)
        raise RuntimeError((self.folder / f"{name}.log").read_text())

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
