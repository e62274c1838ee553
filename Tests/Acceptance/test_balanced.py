"""Three masters behind a load balancer, built from the cluster's archive by somebody who is not root.

As in test_runbook.py, what no registry of packages has is a stand-in; HAProxy and etcd are real.
"""

import json
import time

import pytest
from rig import Rig
from site_reader import Cluster

CLUSTER = """
title: Three masters behind a load balancer, not root
cluster_name: trio
k8s_version: 1.37
node_network: 192.168.78.0/24
ssh_user: operator
machines:
  - {name: a1, ip: 192.168.78.11, role: master, runs_pods: false}
  - {name: a2, ip: 192.168.78.12, role: master, runs_pods: false}
  - {name: a3, ip: 192.168.78.13, role: master, runs_pods: false}
  - {name: w1, ip: 192.168.78.21}
  - {name: lb1, ip: 192.168.78.9, role: balancer}
pod_network: vxlan
proxy_token: true
etcd_source: distro
containerd_major: 1.6
cgroup_driver: cgroupfs
fail_cgroup_v1: false
swap: tolerate
download_mirror: http://192.168.78.2:8080
"""
MASTERS = ["a1", "a2", "a3"]


@pytest.fixture(scope="module")
def trio(namespaces, program, copy_workspace, folder):
    workspace = copy_workspace("balanced")
    (workspace.clusters / "trio.yaml").write_text(CLUSTER)
    site = program.build(workspace, folder / "balanced-site")
    try:
        rig = Rig(Cluster(site / "kubernetes" / "trio"), folder / "balanced").__enter__()
    except RuntimeError as error:
        pytest.skip(f"no systemd can be booted in namespaces here: {error}")
    rig.must("distribute.sh")
    rig.must("run.sh", "--to", "check-ready")
    yield rig
    rig.__exit__()


def etcd_status(rig, master):
    command = "set -a; . /etc/etcd/etcdctl.env; etcdctl endpoint status --write-out=json"
    return json.loads(rig[master].run("sh", "-c", command).stdout.splitlines()[-1])


def test_built(trio):
    """distribute.sh and run.sh build it through sudo: one etcd of three, one API behind the balancer"""
    status = etcd_status(trio, "a1")
    assert len(status) == 3 and len({entry["Status"]["leader"] for entry in status}) == 1
    assert trio.kubectl("get", "nodes", "--output=name").split() == ["node/w1"]
    endpoints = trio.kubectl("get", "endpoints", "kubernetes", "--output=json")
    (subset,) = json.loads(endpoints)["subsets"]
    assert [entry["ip"] for entry in subset["addresses"]] == [f"192.168.78.1{n}" for n in (1, 2, 3)]
    server = trio.kubectl(
        "config", "view", "--minify", "--output=jsonpath={.clusters[0].cluster.server}"
    )
    assert server == "https://192.168.78.9:6443"


def test_verify(trio):
    """verify.sh passes every check of what has been done, on all hosts"""
    code, verdicts = trio.verdicts("--done-only")
    assert code == 0 and "FAILED" not in verdicts.values(), verdicts
    hosts = {place for (name, place), verdict in verdicts.items() if verdict == "ok"}
    assert hosts >= {*MASTERS, "w1", "lb1", "here"}


def holders(rig):
    output = "jsonpath={.items[*].spec.holderIdentity}"
    leases = rig.kubectl("--namespace=kube-system", "get", "leases", f"--output={output}")
    return {holder.partition("_")[0] for holder in leases.split()}


def test_lost_master(trio):
    """without one master the API goes on behind the balancer, and others take the lead; verify.sh says who is gone"""
    lost = sorted(holders(trio))[0]
    trio.machines.pop(lost).close()
    until = time.monotonic() + 90
    while True:
        answer = trio.workstation.run(
            "kubectl",
            f"--kubeconfig={trio.home}/secrets/out/kubeconfig/admin.kubeconfig",
            "--request-timeout=5s",
            "get",
            "nodes",
        )
        if answer.returncode == 0 and "w1" in answer.stdout:
            break
        assert time.monotonic() < until, answer.stdout
        time.sleep(1)
    while lost in holders(trio):
        assert time.monotonic() < until
        time.sleep(1)
    code, verdicts = trio.verdicts("--only", trio.step("etcd-start"))
    assert code == 1
    assert {place for (_, place), verdict in verdicts.items() if verdict == "FAILED"} >= {lost}
    others = {place for (name, place), _ in verdicts.items() if name == "check-etcd-active"}
    assert others == set(MASTERS) - {lost}
