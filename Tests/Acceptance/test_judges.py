"""What other people's programs say of every sample cluster's files, after the bundle's scripts have run."""

import base64
import json
import re
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kubernetes_validate
import yaml
from machines import Machine
from test_scripts import EXCEPTIONS, shell_of

KUBECTL = Path(sys.executable).with_name("kubectl")
# Debian's containerd reads version 2 of its settings; version 3 is for containerd 2.
READABLE = 2


def kubectl(*arguments, **options):
    result = subprocess.run([KUBECTL, *arguments], capture_output=True, text=True, **options)
    assert result.returncode == 0, f"kubectl {arguments}: {result.stderr}"
    return result.stdout


def installed(estate, pattern):
    """The files of a pattern on all machines, each with its host."""
    for machine in estate.machines:
        root = estate.roots / machine["name"]
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                yield machine["name"], path


def test_kubeconfigs(estate):
    """kubectl reads each kubeconfig, and its current context has a server and a user with proof"""
    paths = [
        path
        for pattern in ("etc/kubernetes/*.kubeconfig", "var/lib/*/kubeconfig")
        for _, path in installed(estate, pattern)
    ]
    paths += sorted((estate.secrets / "kubeconfig").glob("*.kubeconfig"))
    different = {path.read_bytes(): path for path in paths}
    assert len(different) >= 4
    for path in different.values():
        shown = json.loads(
            kubectl("config", "view", f"--kubeconfig={path}", "--minify", "--raw", "--output=json")
        )
        (cluster,), (user,) = shown["clusters"], shown["users"]
        assert cluster["cluster"]["server"].startswith("https://")
        authority = base64.b64decode(cluster["cluster"]["certificate-authority-data"])
        assert authority == (estate.workstation / "pki/out/ca.crt").read_bytes()
        assert {"token", "client-certificate-data"} & user["user"].keys(), path


def documents(estate):
    """The text of every file that is for the API or is a static pod, and the objects in it."""
    paths = [estate.workstation / "nodes.yaml", *(estate.workstation / "addons").glob("*.yaml")]
    paths += [estate.secrets / "bootstrap-token.yaml"]
    paths += [path for _, path in installed(estate, "etc/kubernetes/static-pods/*.yaml")]
    for path in paths:
        if path.exists():
            yield path, [entry for entry in yaml.safe_load_all(path.read_text()) if entry]


def test_objects(estate):
    """each object fits the schema of its Kubernetes version, and kubectl reads it whole"""
    version, seen = estate.values["k8s_version"], set()
    for path, objects in documents(estate):
        for entry in objects:
            kubernetes_validate.validate(entry, version, strict=True)
        read = kubectl("label", "--local", f"--filename={path}", "acceptance=read", "--output=json")
        # kubectl prints one object after the other.
        decoder, names = json.JSONDecoder(), []
        while read.strip():
            entry, end = decoder.raw_decode(read.lstrip())
            read = read.lstrip()[end:]
            names.append((entry["kind"], entry["metadata"]["name"]))
        assert names == [(entry["kind"], entry["metadata"]["name"]) for entry in objects], path
        seen |= {kind for kind, _ in names}
    assert {"Deployment", "DaemonSet", "Service", "ClusterRoleBinding"} <= seen
    static = estate.values["control_plane_style"] == "static-pods"
    assert ("Pod" in seen) == static


def test_balancer(estate):
    """haproxy accepts the file of each load balancer, and leads to every master"""
    balancers = {m["name"] for m in estate.machines if m["role"] == "balancer"}
    found = dict(installed(estate, "etc/haproxy/haproxy.cfg"))
    assert set(found) == balancers
    for path in found.values():
        result = subprocess.run(["haproxy", "-c", "-f", path], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        assert "warning" not in result.stderr.lower(), result.stderr
        port = estate.values["api_port"]
        servers = re.findall(r"^\s*server\s+\S+\s+(\S+)", path.read_text(), re.MULTILINE)
        assert servers == [f"{estate.address(master)}:{port}" for master in estate.masters]


def test_rules(estate):
    """nft accepts the rules of every machine"""
    paths = [path for _, path in installed(estate, "etc/nftables.d/*.nft")]
    wanted = estate.values["firewall"] == "nftables" or estate.values["masquerade"] == "outside"
    assert bool(paths) == wanted
    if paths:
        command = 'for path in "$@"; do nft -c -f "$path" || exit; done'
        result = subprocess.run(
            ["unshare", "--net", "sh", "-c", command, "sh", *paths], capture_output=True, text=True
        )
        assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_containerd(estate):
    """containerd takes its settings, as far as Debian's is of that generation"""
    for _, path in installed(estate, "etc/containerd/config.toml"):
        given = tomllib.loads(path.read_text())
        text = path.read_text()
        assert estate.values["pause_image"] in text
        systemd = estate.values["cgroup_driver"] == "systemd"
        assert f"SystemdCgroup = {str(systemd).lower()}" in text
        if given["version"] != READABLE:
            continue
        result = subprocess.run(
            ["containerd", "--config", path, "config", "dump"], capture_output=True, text=True
        )
        assert result.returncode == 0, result.stderr
        taken = tomllib.loads(result.stdout)
        contained(given, taken, path)


def contained(given, taken, path):
    """Every setting that a file gives is in what the daemon took."""
    for name, value in given.items():
        if isinstance(value, dict):
            contained(value, taken[name], f"{path}: {name}")
        else:
            assert taken[name] == value, f"{path}: {name}"


CALL = r"""
set -eu
export CNI_COMMAND=$1 CNI_CONTAINERID=$2 CNI_NETNS=/run/netns/$2 CNI_IFNAME=eth0 CNI_PATH=/usr/lib/cni
exec "/usr/lib/cni/$3"
"""


def test_pod_network(estate, folder, namespaces):
    """the CNI plugins make pods from the machine's file: an address of its block, its MTU, a way out"""
    found = dict(installed(estate, "etc/cni/net.d/*.conflist"))
    if not found:
        assert estate.values["pod_cidr_allocation"] == "auto"
        return
    host, path = next(reversed(found.items()))
    settings = json.loads(path.read_text())
    machine = Machine("pods", folder / "cni" / estate.cluster.name)
    try:
        addresses = []
        for pod in ("first", "second"):
            machine.must("ip", "netns", "add", pod)
            result = None
            for plugin in settings["plugins"]:
                given = plugin | {key: settings[key] for key in ("cniVersion", "name")}
                if result:
                    given["prevResult"] = result
                if given.pop("capabilities", None):
                    given["runtimeConfig"] = {"portMappings": []}
                answer = machine.must(
                    "sh", "-c", CALL, "sh", "ADD", pod, plugin["type"], input=json.dumps(given)
                )
                result = json.loads(answer)
            addresses.append(result["ips"][0]["address"])
        block = next(m["pod_cidr"] for m in estate.values["kubelets"] if m["name"] == host)
        base, _, length = block.partition("/")
        first = int.from_bytes(bytes(map(int, base.split("."))))
        wanted = [".".join(map(str, (first + n).to_bytes(4))) + f"/{length}" for n in (2, 3)]
        assert addresses == wanted, host
        shown = json.loads(machine.must("ip", "-j", "-n", "first", "link", "show", "eth0"))
        assert shown[0]["mtu"] == estate.values["mtu"]
        route = json.loads(machine.must("ip", "-j", "-n", "first", "route", "show", "default"))
        assert [entry["gateway"] for entry in route] == [
            str(".".join(map(str, (first + 1).to_bytes(4))))
        ]
        other = addresses[1].partition("/")[0]
        machine.must("ip", "netns", "exec", "first", "ping", "-c1", "-W5", other)
    finally:
        machine.close()


def test_units(estate, folder, namespaces):
    """systemd has nothing to say about any unit of any machine"""
    machine = Machine("units", folder / "units" / estate.cluster.name)
    try:
        for entry in estate.machines:
            units = sorted((estate.roots / entry["name"] / "etc/systemd/system").glob("*.*"))
            machine.must("sh", "-c", "rm -rf /etc/systemd/system/*")
            if not units:
                continue
            machine.must("cp", *map(str, units), "/etc/systemd/system")
            paths = [f"/etc/systemd/system/{unit.name}" for unit in units]
            provide_programs(machine, [path for path in paths if path.endswith(".service")])
            # Debian's packages docker.io and openvswitch-switch would bring these.
            for name in ("docker", "openvswitch-switch"):
                unit = f"/etc/systemd/system/{name}.service"
                machine.must("sh", "-c", f"printf '[Service]\\nExecStart=/bin/true\\n' >{unit}")
            result = machine.run("systemd-analyze", "verify", "--man=no", *paths)
            assert (result.returncode, result.stdout) == (0, ""), (
                f"{entry['name']}: {result.stdout}"
            )
    finally:
        machine.close()


def provide_programs(machine, units):
    """Puts an empty program where a unit starts one that the runbook downloads."""
    for unit in units:
        for line in machine.read(unit).splitlines():
            name, _, command = line.partition("=")
            if name.startswith("Exec"):
                path = command.lstrip("@-:+!").split()[0]
                machine.must(
                    "sh", "-c", 'test -e "$1" || install -D -m 0755 /bin/true "$1"', "sh", path
                )


def plain(text, values):
    """A text without what differs from cluster to cluster; quoting and syntax are left."""
    names = {m["name"] for m in values["machines"]} | {values["cluster_name"]}
    names = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(r"\d+", "1", re.sub(rf"\b(?:{names})\b", "name", text))


def test_shell(samples, tmp_path_factory):
    """each shell reads its scripts and commands of all samples, and ShellCheck has nothing to say"""
    folder, found = tmp_path_factory.mktemp("shell"), {}
    for cluster in samples.values():
        for command in cluster.commands:
            found.setdefault(plain(command.text, cluster.values), ("bash", command.text))
        for path in cluster.files:
            if shell := shell_of(path):
                text = path.read_text()
                found.setdefault(plain(text, cluster.values), (shell, text))
    for number, (shell, text) in enumerate(found.values()):
        (folder / f"{number:04}.{shell}").write_text(text)
    paths = sorted(folder.iterdir())
    assert len(paths) > 150
    for path in paths:
        result = subprocess.run([path.suffix[1:], "-n", path], capture_output=True, text=True)
        assert (result.returncode, result.stderr) == (0, ""), path.read_text()
    assert shutil.which("shellcheck")

    def check(share):
        command = ["shellcheck", f"--exclude={EXCEPTIONS}", *share]
        return subprocess.run(command, capture_output=True, text=True)

    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(check, [paths[::2], paths[1::2]]):
            assert result.returncode == 0, result.stdout
