"""The generated nftables files, judged by nft and loaded into a real kernel."""

import ipaddress
import json

import pytest


@pytest.fixture(scope="module")
def rules(network):
    """For each machine the paths of its nft files."""
    rules = {name: [] for name in network.machines}
    for file in network.cluster.manifest["files"]:
        if file["path"].endswith(".nft"):
            rules[file["host"]].append(file["installPath"])
    if not any(rules.values()):
        pytest.skip("this cluster has neither firewall nor masquerading")
    return rules


def ruleset(machine):
    """What the kernel holds, without the numbers that grow with each load."""
    listed = json.loads(machine.must("nft", "-j", "list", "ruleset"))["nftables"]
    for entry in listed:
        for thing in entry.values():
            thing.pop("handle", None)
    return [entry for entry in listed if "metainfo" not in entry]


def elements(machine, name):
    (entry,) = [e["set"] for e in ruleset(machine) if e.get("set", {}).get("name") == name]
    return {
        ipaddress.ip_network(
            element
            if isinstance(element, str)
            else "{addr}/{len}".format(**element["prefix"])
            if "prefix" in element
            else element
        )
        for element in entry["elem"]
    }


def test_syntax(network, rules):
    """nft accepts each file"""
    for name, paths in rules.items():
        for path in paths:
            assert network[name].must("nft", "-c", "-f", path) == ""


def test_load_twice(network, rules):
    """loading a file again leaves exactly the same rules"""
    for name, paths in rules.items():
        machine = network[name]
        for path in paths:
            machine.must("nft", "-f", path)
        once = ruleset(machine)
        for path in paths:
            machine.must("nft", "-f", path)
        assert ruleset(machine) == once and once, name


def test_other_tables_survive(network, rules):
    """what else is on the machine stays"""
    machine = next(iter(network.machines.values()))
    machine.must("nft", "add table inet stranger")
    for path in rules[machine.name]:
        machine.must("nft", "-f", path)
    tables = [entry["table"]["name"] for entry in ruleset(machine) if "table" in entry]
    machine.must("nft", "delete table inet stranger")
    assert "stranger" in tables


def test_sets(network, rules):
    """the sets in the kernel hold the addresses of the manifest"""
    values = network.cluster.values
    if values["firewall"] != "nftables":
        pytest.skip("this cluster has no firewall")
    wanted = {
        "masters": [machine["ip"] for machine in values["masters"]],
        "machines": [machine["ip"] for machine in values["machines"]],
        "admins": values["admin_networks"],
        "pods": [values["pod_cidr"]],
    }
    for name, paths in rules.items():
        for path in paths:
            network[name].must("nft", "-f", path)
        for set_name, addresses in wanted.items():
            expected = {ipaddress.ip_network(address) for address in addresses}
            assert elements(network[name], set_name) == expected, (name, set_name)


def test_page_checks(network, rules):
    """what the page shows as checks of the firewall succeeds on every machine"""
    for name, paths in rules.items():
        for path in paths:
            network[name].must("nft", "-f", path)
        for check in network.cluster.boxes(name, "nft "):
            network[name].perform(check)
