"""The generated network set-up, on machines of its own."""

import ipaddress
import json
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def pod_network(network):
    """The machines after the routes or the tunnels have been raised."""
    script = {"routed": "pod-routes", "vxlan": "pod-overlay"}[network.cluster.values["pod_network"]]
    for machine in network.machines.values():
        machine.must(f"/usr/local/sbin/{script}", "start")
    return network, script


def test_installed_files(network):
    """each file lies where the manifest says, with its mode and owner"""
    for file in network.cluster.manifest["files"]:
        if "host" in file:
            machine, path = network[file["host"]], file["installPath"]
            status = machine.must("stat", "-c", "%a %U:%G", path).strip()
            assert status == f"{int(file['mode'], 8):o} {file['owner']}", (machine.name, path)
            assert machine.must("sha256sum", path).split()[0] == file["sha256"]


def test_install_again(network):
    """install.sh changes nothing the second time, and refuses the wrong machine"""
    first, *_, last = network.machines.values()
    installed = (
        "find /etc /usr/local -xdev -newer /var/bundle/SHA256SUMS -type f -printf '%p %T@\\n'"
    )
    before = first.must("sh", "-c", installed)
    first.must("sh", "/var/bundle/install.sh")
    assert first.must("sh", "-c", installed) == before != ""
    last.must("mkdir", "/tmp/foreign")
    archive = network.cluster.host_archive(first.name)
    last.must("tar", "-xzf", archive, "-C", "/tmp/foreign", "--strip-components=1")
    result = last.run("sh", "/tmp/foreign/install.sh")
    assert result.returncode == 1 and first.name in result.stdout, result.stdout
    # A fresh machine has no name yet; its address says which one it is.
    first.must("sh", "-c", "echo debian >/proc/sys/kernel/hostname")
    first.must("sh", "/var/bundle/install.sh")
    first.must("sh", "-c", 'echo "$1" >/proc/sys/kernel/hostname', "sh", first.name)


def test_kernel_settings(network):
    """the kernel takes the network settings, and the page's check agrees"""
    for machine in network.machines.values():
        for line in machine.read("/etc/sysctl.d/99-kubernetes.conf").splitlines():
            # The others belong to the whole kernel, or to a module that may be missing.
            if line.startswith("net.ipv4."):
                name, _, value = line.partition(" = ")
                machine.must("sysctl", "-w", f"{name}={value}")
        for check in network.cluster.boxes(machine.name, "net.ipv4.ip_forward"):
            machine.perform(check)


def test_routes(pod_network):
    """each machine reaches the block of every other one through that machine"""
    network, _ = pod_network
    values = network.cluster.values
    for machine in network.machines.values():
        for other in values["machines"]:
            if other["name"] == machine.name:
                continue
            block = ipaddress.ip_network(other["pod_cidr"])
            (route,) = json.loads(machine.must("ip", "-j", "route", "get", str(block[9])))
            if values["pod_network"] == "routed":
                assert route["gateway"] == other["ip"] and route["dev"] == "eth0"
            else:
                assert route["gateway"] == str(block[0]) and route["dev"] == "vxpod"


def test_page_checks(pod_network):
    """what the page shows as checks of the pod network succeeds on every machine"""
    network, script = pod_network
    for machine in network.machines.values():
        word = {"pod-routes": "ip -4 route get", "pod-overlay": "vxpod"}[script]
        checks = network.cluster.boxes(machine.name, word)
        if script == "pod-overlay":
            checks += network.cluster.boxes(machine.name, "ping")
        for check in checks:
            machine.perform(check)


def test_pods_reach_pods(pod_network):
    """a full-sized packet from a pod's address on one machine reaches a pod's address on another"""
    network, _ = pod_network
    values = network.cluster.values
    first, last = values["machines"][0], values["machines"][-1]
    addresses = [ipaddress.ip_network(entry["pod_cidr"])[5] for entry in (first, last)]
    for entry, address in zip((first, last), addresses):
        network[entry["name"]].must("ip", "address", "add", f"{address}/32", "dev", "lo")
    size = str(int(values["mtu"]) - 28)
    network[first["name"]].must(
        "ping", "-c1", "-W5", "-Mdo", "-s", size, "-I", str(addresses[0]), str(addresses[1])
    )


LISTEN = """
import socket, sys
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
server.settimeout(10)
print("listening", flush=True)
print(server.accept()[1][0], flush=True)
"""
CONNECT = """
import socket, sys
socket.create_connection((sys.argv[2], int(sys.argv[3])), 5, (sys.argv[1], 0))
"""


def seen_from(listener, address, port, machine, source):
    """The address under which a connection of the machine from `source` arrives."""
    command = listener.enter(sys.executable, "-c", LISTEN, str(address), str(port))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline() == "listening\n"
        machine.must(sys.executable, "-c", CONNECT, str(source), str(address), str(port))
        return server.stdout.readline().strip()


def test_masquerade(pod_network):
    """the outside sees a machine's address where a pod calls; the apiserver sees the pod's"""
    network, _ = pod_network
    values = network.cluster.values
    worker = values["workers"][0]
    machine, master = network[worker["name"]], network.masters[0]
    for each in (machine, master):
        each.must("sh", "-c", "for file in /etc/nftables.d/*.nft; do nft -f $file || exit; done")
    pod, outside = ipaddress.ip_network(worker["pod_cidr"])[7], "198.51.100.1"
    machine.must("ip", "address", "add", f"{pod}/32", "dev", "lo")
    network.switch.must("ip", "address", "replace", f"{outside}/32", "dev", "bridge")
    network.switch.must("ip", "route", "replace", values["node_network"], "dev", "bridge")
    machine.must("ip", "route", "replace", outside, "dev", "eth0")
    masqueraded = worker["ip"] if values["masquerade"] == "outside" else str(pod)
    assert seen_from(network.switch, outside, 8080, machine, pod) == masqueraded
    address = values["masters"][0]["ip"]
    assert seen_from(master, address, values["api_port"], machine, pod) == str(pod)


def pod_state(machine):
    """The routes, and how many tunnels and tunnel ends there are."""
    links = machine.must("ip", "-o", "link").count("vxpod")
    return machine.must("ip", "route"), links, machine.must("bridge", "fdb").count(" dst ")


def test_start_and_stop_again(pod_network):
    """start twice is start once, and stop takes everything away"""
    network, script = pod_network
    path = f"/usr/local/sbin/{script}"
    for machine in network.machines.values():

        before = pod_state(machine)
        machine.must(path, "start")
        assert pod_state(machine) == before
        machine.must(path, "stop")
        values = network.cluster.values
        assert not any(str(other["pod_cidr"]) in pod_state(machine)[0] for other in values["machines"])
        machine.must(path, "stop" if script == "pod-overlay" else "start")
        machine.must(path, "start")
        assert pod_state(machine) == before
        assert machine.run(path, "nonsense").returncode == 64
