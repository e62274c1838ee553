"""The bundles' scripts on fresh machines behind a real sshd: first a small guide, then the real one."""

import re
import subprocess

import pytest

from logins import Logins
from machines import Network
from program import Workspace
from site_reader import Cluster, unpack

GUIDE = """\
title: Demo
languages: [en]
hosts: machines
ssh: {address: ip, user: login}
"""
PAGE = """\
# Talk

```yaml params
login: {type: ident, default: root}
node_mtu: {type: int, default: 1500}
node_network: {type: cidr, default: 10.77.0.0/24}
word: {type: ident, default: hello}
machines:
  type: list
  items:
    name: {type: dnsLabel}
    ip: {type: ip}
  default:
    - {name: left, ip: 10.77.0.1}
    - {name: right, ip: 10.77.0.2}
```

The network {{ node_network }} has an MTU of {{ node_mtu }}; log in as {{ login }}.

## Name

```bash run id=name on="m in machines" title="Give the name"
echo {{ m.name }} >/proc/sys/kernel/hostname
```

```bash check id=named on="m in machines" expect="{{ m.name }}" title="The name is right"
hostname
```

## Secret

```bash run id=make-secret title="Make a secret"
umask 077
echo "secret of $(id -u)" >secret
```

## Serve

```text file=/srv/demo/word id=word on="m in machines" mode=0640 title="The word"
{{ word }} from {{ m.name }}
```

```bash run id=serve on="m in machines" title="Start the service"
if [ -e /srv/demo/pid ]; then kill "$(cat /srv/demo/pid)" || true; fi
cd /srv/demo
setsid timeout 600 python3 -m http.server --bind {{ m.ip }} 8077 >log 2>&1 </dev/null &
echo $! >pid
```

```bash check id=talk on="m in machines" expect="{{ word }} from" title="Everybody answers"
#@ for o in machines
python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=2).read().decode())' http://{{ o.ip }}:8077/word
#@ end
```

```bash check id=ask expect="{{ word }} from" title="The workstation is answered"
#@ for o in machines
python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=2).read().decode())' http://{{ o.ip }}:8077/word
#@ end
```
"""


class Demo:
    """The small guide on its machines, with one login name."""

    def __init__(self, program, folder, user):
        self.program, self.folder, self.user = program, folder, user
        self.workspace = Workspace(folder / "workspace")
        content = self.workspace.path / "content" / "demo"
        for name in ("en", "clusters"):
            (content / name).mkdir(parents=True)
        (content / "guide.yaml").write_text(GUIDE)
        (content / "en" / "01-talk.md").write_text(PAGE)
        self.values = content / "clusters" / "lab.yaml"
        self.build()
        self.cluster = Cluster(folder / "site" / "demo" / "lab")

    def build(self, word="hello"):
        """Builds, and unpacks over what there is."""
        self.values.write_text(f"login: {self.user}\nword: {word}\n")
        site = self.program.build(self.workspace, self.folder / "site")
        target = self.folder / "unpacked"
        target.mkdir(exist_ok=True)
        archive = site / "demo" / "lab" / "lab.tar.gz"
        subprocess.run(["tar", "-xzf", archive, "-C", target], check=True)
        self.path = target / "lab"


@pytest.fixture(scope="module", params=["root", "helper"])
def demo(request, namespaces, program, folder):
    demo = Demo(program, folder / "demo" / request.param, request.param)
    with (
        Network(demo.cluster, demo.folder / "machines", fresh=True) as network,
        Logins(network, request.param, demo.folder / "logins") as logins,
    ):
        demo.network, demo.logins = network, logins
        demo.run = lambda *command: logins.run("sh", *command, cwd=demo.path)
        yield demo
        for machine in network.machines.values():
            machine.run("sh", "-c", "kill $(cat /srv/demo/pid)")


def must(result):
    assert result.returncode == 0, result.stdout
    return result.stdout


def test_build_with_a_host_missing(demo):
    """distribute.sh serves the hosts that it reaches; run.sh runs nothing before all are served"""
    demo.logins.stop("right")
    result = demo.run("distribute.sh")
    assert result.returncode == 1, result.stdout
    assert re.search(r"^ok +left +1 files?: 1 installed", result.stdout, re.MULTILINE)
    assert re.search(r"^FAILED +right +cannot be reached", result.stdout, re.MULTILINE)
    result = demo.run("run.sh")
    assert result.returncode == 1 and "nothing was run" in result.stdout, result.stdout
    demo.logins.start("right")


def test_build(demo):
    """distribute.sh and run.sh make the cluster of fresh machines, whose names are not set yet"""
    for machine in demo.network.machines.values():
        assert machine.must("hostname").strip() == "fresh"
    assert "would install /srv/demo/word" in must(demo.run("distribute.sh", "--dry-run", "right"))
    must(demo.run("distribute.sh"))
    shown = must(demo.run("run.sh"))
    assert "10 commands: 10 run, 0 done before" in shown
    for name, machine in demo.network.machines.items():
        assert machine.must("hostname").strip() == name
        assert machine.read("/srv/demo/word") == f"hello from {name}\n"
        paths = ["/var/lib/bespoke/lab", "/var/lib/bespoke/lab/run.log"]
        assert machine.must("stat", "-c", "%a %U", *paths) == "700 root\n600 root\n"
    assert "10 commands: 0 run, 10 done before" in must(demo.run("run.sh"))


def test_verify(demo):
    """verify.sh makes all checks on all machines, and fails when one does"""
    shown = must(demo.run("verify.sh"))
    assert "5 checks: 5 ok, 0 FAILED, 0 skipped" in shown
    left = demo.network["left"]
    left.must("sh", "-c", "kill $(cat /srv/demo/pid)")
    result = demo.run("verify.sh")
    assert result.returncode == 1
    assert "5 checks: 2 ok, 3 FAILED, 0 skipped" in result.stdout
    must(demo.run("run.sh", "--only", "serve", "--again"))
    must(demo.run("verify.sh"))


def test_change(demo):
    """a changed value reaches the file on the hosts, and the commands of its step run again"""
    demo.build(word="goodbye")
    shown = must(demo.run("distribute.sh", "--diff"))
    assert "-hello from left" in shown and "+goodbye from right" in shown
    assert demo.network["left"].read("/srv/demo/word") == "hello from left\n"
    result = demo.run("run.sh")
    assert result.returncode == 1 and "distribute.sh left first" in result.stdout
    must(demo.run("distribute.sh"))
    shown = must(demo.run("run.sh"))
    assert "10 commands: 5 run, 5 done before" in shown
    assert "goodbye from right" in shown
    must(demo.run("verify.sh"))


def test_by_hand(demo):
    """a host's own archive knows what is done there, and stops where others come first"""
    left = demo.network["left"]
    archive = demo.cluster.host_archive("left")
    left.must("mkdir", "-p", "/srv/hand")
    left.must("tar", "-xzf", archive, "-C", "/srv/hand", "--strip-components=1")
    assert "all up to date" in left.must("sh", "/srv/hand/install.sh")
    assert "4 commands: 0 run, 4 done before" in left.must("sh", "/srv/hand/run.sh")
    left.must("sh", "/srv/hand/verify.sh")
    left.must("rm", "-r", "/var/lib/bespoke/lab/done")
    result = left.run("sh", "/srv/hand/run.sh", input="")
    assert result.returncode == 3 and "on the workstation: Make a secret" in result.stdout
    assert "2 run, 2 done before" in left.must("sh", "/srv/hand/run.sh", "--yes")
    result = demo.network["right"].run("sh", "/srv/hand/run.sh")
    assert result.returncode != 0


@pytest.fixture(scope="module")
def real(namespaces, cluster, folder):
    """The real guide's cluster on fresh machines, with the workstation's archive unpacked."""
    own = folder / "bundles" / cluster.name
    user = cluster.values["ssh_user"]
    with (
        Network(cluster, own / "machines", fresh=True) as network,
        Logins(network, user, own / "logins") as logins,
    ):
        top = unpack(cluster.cluster_archive, own / "unpacked")
        yield network, lambda *command: logins.run("sh", *command, cwd=top)


def test_real_guide(real, cluster):
    """the real guide: bundles reach machines, run.sh makes and hands out certificates, checks pass"""
    network, run = real
    shown = must(run("distribute.sh"))
    assert len(re.findall(r"^ok ", shown, re.MULTILINE)) == len(network.machines)
    for file in cluster.manifest["files"]:
        if "host" in file:
            path = file["installPath"]
            assert network[file["host"]].must("sha256sum", path).split()[0] == file["sha256"]
    steps = {
        step["id"]
        for step in cluster.manifest["steps"]
        if {command["id"] for command in step["commands"]}
        & {"make-pki-run", "distribute-pki-run"}
    }
    assert steps
    chosen = [word for step in sorted(steps) for word in ("--only", step)]
    shown = must(run("run.sh", "--wait", "0", *chosen))
    assert re.search(r"(\d+) commands: \1 run, 0 done before", shown), shown
    shown = must(run("verify.sh", *chosen))
    assert " 0 FAILED" in shown and not shown.startswith("0 checks")
