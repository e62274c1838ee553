"""A real etcd with the generated configuration, certificates, unit and firewall."""

import re

import pytest

CLIENT = "set -a; . /etc/etcd/etcdctl.env; exec etcdctl"


@pytest.fixture(scope="module")
def members(certified):
    """The masters, with the firewall up and a healthy etcd that was started all at once."""
    cluster = certified.cluster
    for machine in certified.machines.values():
        machine.must("sh", "-c", "for file in /etc/nftables.d/*.nft; do nft -f $file || exit; done")
    for master in certified.masters:
        # The program that the unit names; Debian's takes the place of the newer release.
        master.must("ln", "-sf", "/usr/bin/etcd", cluster.values["etcd_program"])
        for box in cluster.boxes(master.name, "/var/lib/etcd", "run"):
            master.perform(box)
    daemons = [master.start("etcd.service") for master in certified.masters]
    for daemon in daemons:
        daemon.wait_until_ready(60)
    return certified


def test_checks_of_the_page(members):
    """what the page shows as checks of etcd succeeds on every master"""
    for master in members.masters:
        checks = [
            command
            for command in members.cluster.commands
            if command.step.startswith("07-etcd#") and command.kind == "check"
            # Here is no systemd; the unit's program was started in its place, and it is Debian's.
            if master.name in command.hosts
            and not any(word in command.text for word in ("systemctl", "--version"))
        ]
        assert checks
        for check in checks:
            master.perform(check)


def test_members(members):
    """every master is a member, one of them leads, and all hold what one was given"""
    first, last = members.masters[0], members.masters[-1]
    first.must("sh", "-c", f"{CLIENT} put /acceptance written-by-{first.name}")
    assert f"written-by-{first.name}" in last.must("sh", "-c", f"{CLIENT} get /acceptance")
    table = first.must("sh", "-c", f"{CLIENT} endpoint status --write-out=simple")
    leaders = [line.split(", ")[4] for line in table.splitlines()]
    assert sorted(leaders) == ["false"] * (len(members.masters) - 1) + ["true"]


def test_foreign_certificates(members):
    """etcd answers no client whose certificate comes from the cluster's own authority"""
    directory = members.cluster.values["cert_dir"]
    command = f"""set -a; . /etc/etcd/etcdctl.env
        ETCDCTL_CERT={directory}/kubelet.crt ETCDCTL_KEY={directory}/kubelet.key
        exec etcdctl --command-timeout=3s --dial-timeout=3s get /acceptance"""
    result = members.masters[0].run("sh", "-c", command)
    assert result.returncode != 0 and "written-by" not in result.stdout
    assert re.search("deadline exceeded|bad certificate", result.stdout), result.stdout


def open_ports(machine, targets):
    """Those of the (address, port) pairs to which the machine can connect."""
    probes = [
        f"(timeout 1 bash -c '</dev/tcp/{address}/{port}' && echo {address} {port}) 2>&- &"
        for address, port in targets
    ]
    answer = machine.must("bash", "-c", "\n".join([*probes, "wait"]))
    return {tuple(line.split()) for line in answer.splitlines()}


def test_firewall_and_etcd(members):
    """masters reach etcd's ports, workers do not, and nobody reaches its metrics from outside"""
    addresses = [entry["ip"] for entry in members.cluster.values["masters"]]
    ports = {(address, port) for address in addresses for port in ("2379", "2380")}
    metrics = {(address, "2381") for address in addresses}
    for machine in members.machines.values():
        inside = machine in members.masters
        assert open_ports(machine, ports | metrics) == (ports if inside else set()), machine.name
        own = {("127.0.0.1", "2381")}
        assert open_ports(machine, own) == (own if inside else set()), machine.name


def test_restarted_member(members):
    """a quorum goes on without the member that stops, which then comes back with all data"""
    *others, stopped = members.masters
    stopped.stop()
    if others:
        others[0].must("sh", "-c", f"{CLIENT} put /acceptance written-without-{stopped.name}")
    value = f"written-{'without' if others else 'by'}-{stopped.name}"
    stopped.start("etcd.service").wait_until_ready(60)
    command = CLIENT.replace("exec", "ETCDCTL_ENDPOINTS=https://127.0.0.1:2379; exec")
    assert value in stopped.must("sh", "-c", f"{command} get /acceptance")
