"""Machines that a systemd of their own has booted, as empty as after the installation of Debian.

They are made of the same stuff as those of machines.py, with process ids, control groups and devices
of their own besides, and without the rights to touch what all machines share: clock, modules, kernel
settings outside of the network. Reached over ssh, from a workstation on the same segment.
"""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from machines import ENTER, ROOT, Machine, seen

# Units of Debian's that want devices, terminals or a clock.
MASKED = """console-getty.service dev-hugepages.mount dev-mqueue.mount getty.target proc-sys-fs-binfmt_misc.automount
  sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount
  systemd-binfmt.service systemd-firstboot.service systemd-logind.service systemd-networkd.service
  systemd-pstore.service systemd-remount-fs.service systemd-resolved.service systemd-timesyncd.service
  systemd-udev-trigger.service systemd-udevd.service tmp.mount"""
# $cgroup is the control group of the machine, $keys a folder with ssh's keys, $login who comes in with
# them, $settings the kernel settings that a cluster changes and that all machines share: writing them changes a file of ours.
BOOT = (
    ROOT
    + r"""
cd "$root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=0755 dev dev
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 kmsg:1:3 console:1:3; do
  IFS=: read -r file major minor <<END
$device
END
  mknod -m 0666 "dev/$file" c "$major" "$minor"
done
ln -s /proc/self/fd dev/fd
ln -s pts/ptmx dev/ptmx
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
for folder in dev/shm tmp var/tmp; do mount -t tmpfs -o mode=1777 shared "$folder"; done
# For what an empty machine does not have, and for an overlay on which another one can stand.
mkdir -p var/lib/containerd opt srv
for folder in run root home opt srv usr/local var/lib/containerd usr/lib/modules; do
  mkdir -p "$folder"
  mount -t tmpfs -o mode=0755 own "$folder"
done
mkdir -p run/lock usr/local/bin usr/local/sbin
for folder in "$@"; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
done
# Kernel settings outside of the network belong to all machines.
mount --bind proc/sys proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,ro proc/sys
mkdir "$home/settings"
for setting in $settings; do
  copy=$home/settings/$(echo "$setting" | tr / .)
  cat "proc/sys/$setting" >"$copy"
  mount --bind "$copy" "proc/sys/$setting"
done
# Modules that this kernel has built in or loaded.
modules=usr/lib/modules/$(uname -r)
mkdir -p "$modules"
: >"$modules/modules.order"
: >"$modules/modules.builtin"
grep -qw overlay proc/filesystems && echo kernel/fs/overlayfs/overlay.ko >>"$modules/modules.builtin"
[ ! -e proc/sys/net/bridge/bridge-nf-call-iptables ] ||
  echo kernel/net/bridge/br_netfilter.ko >>"$modules/modules.builtin"
depmod --basedir "$root" "$(uname -r)"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 sys/fs/cgroup
else
  mount -t tmpfs -o mode=0755 cgroup sys/fs/cgroup
  mkdir sys/fs/cgroup/systemd
  mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
  # One hierarchy is enough to keep services apart; systemd would make folders in the others, too.
  head -n 1 proc/cgroups >"$home/cgroups"
  mount --bind "$home/cgroups" proc/cgroups
fi
mount -o remount,bind,ro sys

rm -rf etc/systemd/system/* etc/sysctl.d/* usr/lib/sysctl.d/* etc/ssh/* etc/etcd etc/containerd \
  etc/kubernetes etc/cni etc/nftables.d etc/haproxy var/lib/etcd var/lib/kubelet var/lib/bespoke var/backups
mkdir -p etc/systemd/system/multi-user.target.wants etc/systemd/journald.conf.d var/backups
for unit in $masked; do ln -s /dev/null "etc/systemd/system/$unit"; done
ln -s /lib/systemd/system/multi-user.target etc/systemd/system/default.target
printf '[Journal]\nStorage=volatile\nReadKMsg=no\nForwardToConsole=no\n' >etc/systemd/journald.conf.d/own.conf
: >etc/fstab
rm -f etc/machine-id etc/resolv.conf etc/hosts etc/hostname
: >etc/machine-id
# In the range for documentation: nobody answers there.
echo 'nameserver 192.0.2.53' >etc/resolv.conf
echo debian >etc/hostname
printf '127.0.0.1\tlocalhost\n127.0.1.1\tdebian\n' >etc/hosts
# What needs a network or a clock: see the folder standins.
install -m 0755 "$standins/apt-get" usr/bin/apt-get
install -m 0755 "$standins/timedatectl" usr/bin/timedatectl
if [ "$name" = workstation ]; then
  install -d -m 0700 root/.ssh
  install -m 0600 "$keys/user" root/.ssh/id_ed25519
  install -m 0644 "$keys/known_hosts" root/.ssh/known_hosts
else
  person=root folder=root
  if [ "$login" != root ]; then
    # Somebody who may call sudo without a password, and root may not come in.
    person=58000 folder=home/$login
    echo "$login:x:58000:58000::/home/$login:/bin/sh" >>etc/passwd
    echo "$login:x:58000:" >>etc/group
    echo "$login:*:20000:0:99999:7:::" >>etc/shadow
    echo "$login ALL=(ALL) NOPASSWD: ALL" >etc/sudoers.d/own
    install -d -m 0755 -o 58000 -g 58000 "$folder"
  fi
  install -d -m 0700 -o "$person" "$folder/.ssh"
  install -m 0600 -o "$person" "$keys/user.pub" "$folder/.ssh/authorized_keys"
  install -m 0600 "$keys/host" etc/ssh/ssh_host_ed25519_key
  printf 'HostKey /etc/ssh/ssh_host_ed25519_key\nUsePAM no\nUseDNS no\nMaxStartups 100\n' >etc/ssh/sshd_config
  ln -s /lib/systemd/system/ssh.service etc/systemd/system/multi-user.target.wants/ssh.service
fi
echo debian >/proc/sys/kernel/hostname
"""
    + ENTER
    + r"""
# Nothing of the clock, the modules or the log of the kernel: all machines share these.
exec env -i container=acceptance PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  setpriv --bounding-set=-sys_time,-sys_module,-sys_boot,-sys_rawio,-syslog \
  /lib/systemd/systemd --system systemd.legacy_systemd_cgroup_controller=1 </dev/null >/dev/null 2>&1
"""
)
JOIN = r"""
mkdir "$cgroup" && echo $$ >"$cgroup/cgroup.procs" && exec "$@"
"""
STANDINS = Path(__file__).parent / "standins"


def own_cgroup(name):
    """A place for the control group of a machine, below our own."""
    top = Path("/sys/fs/cgroup")
    unified = (top / "cgroup.controllers").exists()
    if not unified:
        top /= "systemd"
    start = "0::" if unified else "name=systemd:"
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, _, place = line.partition(start)
        if place:
            return top / place.lstrip("/") / f"acceptance-{os.getpid()}-{name}"
    raise RuntimeError("no control group in which systemd could work")


class BootedMachine(Machine):
    def __init__(self, name, folder, keys, login="root", settings=()):
        self.name, self.folder, self._daemons = name, folder, []
        self.cgroup = own_cgroup(name)
        environment = os.environ | {
            "cgroup": str(self.cgroup),
            "keys": str(keys),
            "login": login,
            "masked": MASKED,
            "settings": " ".join(settings),
            "standins": str(STANDINS),
        }
        self.log = folder.parent / f"{name}.boot.log"
        with self.log.open("w") as log:
            # Killed with us, and pid 1 with it, and all processes of the machine with that.
            self._holder = subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", "sh", "-c", JOIN, "join"]
                + ["unshare", "--net", "--mount", "--uts", "--ipc", "--pid", "--cgroup"]
                + ["--fork", "--kill-child", "sh", "-c", BOOT, "boot", name, folder, *seen()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
            )
        # Its process 1, as seen from here.
        self._first = None

    def wait_until_booted(self):
        until = time.monotonic() + 60
        while not self._has_booted():
            if self._holder.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self.name} does not boot: {self.log.read_text()}")
            time.sleep(0.1)

    def _has_booted(self):
        if self._holder.poll() is not None:
            return False
        if self._first is None:
            if Path(f"/proc/{self.pid}/comm").read_text() != "unshare\n":
                return False
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            self._first = int(children[0]) if children else None
            return False
        command = Path(f"/proc/{self._first}/cmdline").read_bytes()
        if not command.startswith(b"/lib/systemd/systemd"):
            return False
        unit = "multi-user.target" if self.name == "workstation" else "ssh.service"
        return self.run("systemctl", "is-active", "--quiet", unit).returncode == 0

    def enter(self, *command):
        spaces = ["--net", "--mount", "--uts", "--ipc", "--pid", "--cgroup"]
        plain = ["env", "-i", "HOME=/root", "LC_ALL=C.UTF-8"]
        plain += ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        return ["nsenter", f"--target={self._first}", *spaces, "--", *plain, *command]

    def write(self, path, text):
        self.must("sh", "-c", 'mkdir -p "${1%/*}" && cat >"$1"', "sh", path, input=text)

    def close(self):
        if self._first:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._first, signal.SIGKILL)
        self._holder.kill()
        self._holder.wait(timeout=30)
        for _ in range(50):
            for folder, _, _ in os.walk(self.cgroup, topdown=False):
                with contextlib.suppress(OSError):
                    os.rmdir(folder)
            if not self.cgroup.exists():
                break
            time.sleep(0.1)
