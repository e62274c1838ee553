"""The archive of a cluster, used as its readers use it, on machines that know nothing yet.

Real: systemd, ssh, OpenSSL, etcd, nft, containerd with runc, the CNI plugins, kubectl, and every
script and command of the archive, none of them changed. Stand-ins, as no registry of packages has
the real ones: the five daemons of Kubernetes, crictl, the web server with the downloads, apt-get and
timedatectl. `NEED_PODS` in rig.py lists the checks that are left out, and why.
"""

import os
import re
import signal
import subprocess
import time

import pytest
from rig import NEED_PODS, Rig
from site_reader import Cluster

SMALL = """
title: One master, two workers, what Debian 12 has
cluster_name: rig
k8s_version: 1.37
node_network: 192.168.77.0/24
machines:
  - {name: m1, ip: 192.168.77.11, role: master}
  - {name: n1, ip: 192.168.77.21}
  - {name: n2, ip: 192.168.77.22}
etcd_source: distro
containerd_major: 1.6
# The machines share their kernel, and with it swap and the generation of control groups.
cgroup_driver: cgroupfs
fail_cgroup_v1: false
swap: tolerate
download_mirror: http://192.168.77.2:8080
"""
READY = "check-ready"


@pytest.fixture(scope="module")
def workspace(copy_workspace):
    workspace = copy_workspace("runbook")
    (workspace.clusters / "rig.yaml").write_text(SMALL)
    return workspace


@pytest.fixture(scope="module")
def rig(namespaces, program, workspace, folder):
    site = program.build(workspace, folder / "runbook-site")
    cluster = Cluster(site / "kubernetes" / "rig")
    try:
        rig = Rig(cluster, folder / "runbook").__enter__()
    except RuntimeError as error:
        pytest.skip(f"no systemd can be booted in namespaces here: {error}")
    yield rig
    rig.__exit__()


@pytest.fixture(scope="module")
def distributed(rig):
    rig.must("distribute.sh")
    return rig


def remembered(rig):
    """What run.sh on the workstation and those on the hosts have noted as done, with the time."""
    command = "find /root/rig/.bespoke/done /var/lib/bespoke/rig/done -type f -printf '%f %T@\\n' 2>/dev/null"
    return {
        (machine.name, line)
        for machine in [rig.workstation, *rig.machines.values()]
        for line in machine.run("sh", "-c", command).stdout.splitlines()
    }


def test_nothing_before(rig):
    """before distribute.sh, run.sh names the hosts that have no bundle yet, and runs nothing"""
    result = rig.script("run.sh")
    assert result.returncode == 1
    for name in rig.machines:
        assert f"run sh distribute.sh {name} first" in result.stdout
    assert not remembered(rig)


def test_distribute(distributed):
    """distribute.sh brings each machine its bundle and installs it; the second time nothing is new"""
    table = distributed.must("distribute.sh").splitlines()[-len(distributed.machines) :]
    assert [line.split()[:2] for line in table] == [["ok", name] for name in distributed.machines]
    assert all(re.search(r" \d+ files, all up to date$", line) for line in table), table


@pytest.fixture(scope="module")
def interrupted(distributed):
    """run.sh, killed while the masters' etcd is started."""
    command = distributed.workstation.enter(
        "sh", "-c", "cd /root/rig && exec ./run.sh --to etcd-start"
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("-- etcd-start on "):
                os.killpg(process.pid, signal.SIGKILL)
                break
        else:
            raise AssertionError("".join(lines[-40:]))
    return distributed


@pytest.fixture(scope="module")
def ready(interrupted):
    """The cluster as far as it goes without pods."""
    before = remembered(interrupted)
    interrupted.output = interrupted.must("run.sh", "--to", READY)
    interrupted.kept = before
    return interrupted


def test_resume(ready):
    """after a kill run.sh goes on with the command that was at work, and repeats nothing else"""
    assert ready.kept <= remembered(ready)
    first = re.search(r"^-- (\S+)", ready.output, re.MULTILINE)
    assert first[1] == "etcd-start"
    assert re.search(r"^\d+ commands: \d+ run, [1-9]\d* done before$", ready.output, re.MULTILINE)


def test_run_again(ready):
    """a second run.sh does nothing"""
    before = remembered(ready)
    assert re.search(r"^\d+ commands: 0 run, ", ready.must("run.sh", "--to", READY), re.MULTILINE)
    assert remembered(ready) == before


def test_cluster(ready):
    """the cluster has its nodes with their blocks, and an API that knows its users"""
    values = ready.cluster.values
    columns = "custom-columns=:metadata.name,:spec.podCIDR,:status.addresses[0].address"
    rows = ready.kubectl("get", "nodes", "--no-headers", f"--output={columns}").splitlines()
    wanted = [[m["name"], m["pod_cidr"], m["ip"]] for m in values["machines"]]
    assert [row.split() for row in rows] == wanted
    assert values["service_ip"] in ready.kubectl("get", "service", "kubernetes")
    for user, verb, answer in (
        ("system:node:n1", "list secrets", "no"),
        ("kube-apiserver-kubelet-client", "get nodes/proxy", "yes"),
    ):
        words = verb.split()
        result = ready.workstation.run(
            "sh", "-c",
            'cd /root/rig && exec kubectl --kubeconfig=secrets/out/kubeconfig/admin.kubeconfig auth can-i "$@"',
            "sh", *words, f"--as={user}",
        )  # fmt: skip
        assert result.stdout.splitlines()[-1] == answer, (user, result.stdout)


def test_kubelet_door(ready):
    """port 10250 opens for the apiserver's certificate, not for another one, and not without"""
    master, address = ready["m1"], "https://192.168.77.21:10250/healthz"
    folder = ready.cluster.values["cert_dir"]
    curl = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", f"{folder}/ca.crt"]
    for name, code in (("apiserver-kubelet-client", "200"), ("kubelet", "403"), (None, "401")):
        pair = ["--cert", f"{folder}/{name}.crt", "--key", f"{folder}/{name}.key"] if name else []
        assert master.must(*curl, *pair, address) == code, name


@pytest.fixture(scope="module")
def finished(ready):
    """All the rest, but for what needs pods; of that, the API gets the objects."""
    ready.must("run.sh", "--only", ready.step("encryption-make"))
    for name in ("coredns", "smoke"):
        ready.kubectl("apply", f"--filename={ready.home}/addons/{name}.yaml")
    ready.must("run.sh", "--from", "check-keys-private")
    return ready


def test_left_out(finished, folder):
    """run.sh has done all but what needs pods"""
    listed = finished.must("run.sh", "--list", "--lines").splitlines()
    open_ = {line.split("\t")[1] for line in listed if not line.startswith("done\t")}
    assert open_ == set(NEED_PODS)
    print("".join(f"left out: {name}: {reason}\n" for name, reason in NEED_PODS.items()), end="")


def test_verify(finished):
    """verify.sh passes all checks of what has been done, and skips those that need pods"""
    # On a busy machine a lease may be late for a moment.
    code, verdicts = finished.verdicts("--done-only", "--wait", "60")
    bad = {name: result for name, result in verdicts.items() if result not in ("ok", "skipped")}
    assert code == 0 and not bad, bad
    skipped = {name for (name, _), result in verdicts.items() if result == "skipped"}
    assert skipped == {name for name in NEED_PODS if name.startswith("check-")}
    table = finished.script("verify.sh", "--only", READY)
    assert table.returncode == 0 and re.search(r"^ok .*check-ready", table.stdout, re.MULTILINE), (
        table.stdout
    )


def test_broken_daemon(finished):
    """verify.sh names the checks that a stopped daemon fails, where it was stopped, and only these"""
    step = finished.step("kube-proxy-start")
    finished["n1"].must("systemctl", "stop", "kube-proxy.service")
    result = finished.script("verify.sh", "--only", step)
    code, verdicts = finished.verdicts("--only", step)
    finished["n1"].must("systemctl", "start", "kube-proxy.service")
    assert code == result.returncode == 1
    failed = {place for place, verdict in verdicts.items() if verdict == "FAILED"}
    assert failed == {("check-proxy-mode", "n1"), ("check-proxy-health", "n1")}
    assert re.search(r"FAILED.*n1", result.stdout)
    code, _ = finished.verdicts("--only", step, "--wait", "30")
    assert code == 0


def test_broken_etcd(finished):
    """without etcd the API is not ready, and verify.sh on that host alone says so"""
    master, step = finished["m1"], finished.step("etcd-start")
    master.must("systemctl", "stop", "etcd.service")
    code, verdicts = finished.verdicts("m1", "--only", step, "--only", "check-apiserver-ready")
    master.must("systemctl", "start", "etcd.service")
    assert code == 1 and set(verdicts.values()) == {"FAILED"}, verdicts
    names = {"check-etcd-active", "check-etcd-health", "check-etcd-members", "check-etcd-status"}
    assert {name for name, _ in verdicts} == names | {"check-apiserver-ready"}


def test_wrong_host(finished):
    """the bundle of one machine refuses to be used on another"""
    name = finished["n2"].must("readlink", "-f", "/var/lib/bespoke/rig/bundle").strip()
    packed = subprocess.run(
        finished["n1"].enter("tar", "-C", "/var/lib/bespoke/rig/bundle", "-cf", "-", "."),
        capture_output=True,
        check=True,
    ).stdout
    subprocess.run(
        finished["n2"].enter("sh", "-c", "mkdir /root/foreign && tar -C /root/foreign -xf -"),
        input=packed,
        check=True,
    )
    for script in ("install.sh", "run.sh", "verify.sh"):
        result = finished["n2"].run("sh", f"/root/foreign/{script}")
        assert result.returncode == 1 and "n1" in result.stdout, (script, result.stdout)
    assert finished["n2"].must("readlink", "-f", "/var/lib/bespoke/rig/bundle").strip() == name


def test_damaged_bundle(finished):
    """a damaged file is found on the workstation and on the host, before anything is done"""
    for machine, path, script in (
        (finished.workstation, "/root/rig/hosts/n1/files/etc/crictl.yaml", "/root/rig/distribute.sh"),
        (finished["n1"], "/var/lib/bespoke/rig/bundle/files/etc/crictl.yaml", "/var/lib/bespoke/rig/bundle/run.sh"),
    ):  # fmt: skip
        machine.must("sh", "-c", 'cp -p "$1" /tmp/kept && echo broken >>"$1"', "sh", path)
        result = machine.run("sh", script)
        machine.must("cp", "-p", "/tmp/kept", path)
        assert result.returncode == 1, result.stdout
        assert "damaged" in result.stdout and "crictl.yaml" in result.stdout, result.stdout


def test_changed_value(finished, program, workspace, folder):
    """a changed value: run.sh asks for distribute.sh, then does again what rests on it, and nothing else"""
    (workspace.clusters / "rig.yaml").write_text(SMALL + "max_pods: 77\n")
    site = program.build(workspace, folder / "runbook-site-2")
    finished.unpack(Cluster(site / "kubernetes" / "rig"))
    before = remembered(finished)
    result = finished.script("run.sh", "--to", READY)
    assert result.returncode == 1 and "run sh distribute.sh n2 first" in result.stdout
    table = finished.must("distribute.sh").splitlines()[-3:]
    assert all(" 1 changed" in line for line in table), table
    output = finished.must("run.sh", "--to", READY)
    again = set(re.findall(r"^-- (\S+) on ", output, re.MULTILINE))
    assert "kubelet-start" in again and "etcd-start" not in again, output
    changed = {line.split()[0] for _, line in remembered(finished) - before}
    assert "make-pki-run" not in changed and "hand-out-run" not in changed
    until = time.monotonic() + 30
    capacity = ["get", "nodes", "--output=jsonpath={.items[*].status.capacity.pods}"]
    while finished.kubectl(*capacity).split() != ["77"] * 3:
        assert time.monotonic() < until
        time.sleep(1)
