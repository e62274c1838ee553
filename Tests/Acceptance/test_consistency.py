"""One fact, many places: what every sample cluster's files say of each other, after the bundle's scripts have run."""

import base64
import ipaddress
import itertools
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID as EKU
from cryptography.x509.oid import NameOID
from estate import DAEMONS

REPOSITORY = Path(__file__).resolve().parents[2]
FLAGS = REPOSITORY.parent / "shared" / "flags"
# Made by the system, by a package or by a daemon itself, not by the guide.
SYSTEM = re.compile(
    r"/(dev|proc|run|sys|tmp)(/|$)|/etc/(fstab|hosts|machine-id|resolv\.conf|localtime|ssl|os-release)\b"
    r"|/usr/(s?bin|lib|share)/|/(s?bin|lib)/|/opt/cni/bin|/var/lib/(containerd|docker)\b"
    # Not files: where daemons tell of their health.
    r"|/(livez|readyz|healthz?|metrics)$"
)
PATH = re.compile(r"(?<![\w.:/@{}$%*?-])/(?:[\w.@+-]+/)*[\w.@+-]+")


def names(certificate):
    san = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in san}


def common_name(certificate):
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return name.value


def usages(certificate):
    return set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)


def public(key):
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def kubeconfigs(estate):
    """Every kubeconfig of the cluster: where it lies, for which host, and what it says."""
    for path in sorted((estate.secrets / "kubeconfig").glob("*.kubeconfig")):
        yield path.name, None, yaml.safe_load(path.read_text())
    for machine in estate.machines:
        root = estate.roots / machine["name"]
        for path in sorted(root.rglob("*kubeconfig")):
            if path.is_file():
                yield str(path.relative_to(root)), machine["name"], yaml.safe_load(path.read_text())


def only(entries, name):
    (entry,) = (entry for entry in entries if entry["name"] == name)
    return entry


def current(config):
    context = only(config["contexts"], config["current-context"])["context"]
    cluster = only(config["clusters"], context["cluster"])["cluster"]
    return cluster, only(config["users"], context["user"])["user"]


def test_kubeconfigs(estate):
    """every kubeconfig leads to a server whose certificate names it, and proves who its user is"""
    authority = estate.certificate("ca")
    servers = {m: names(estate.certificate(f"server-{m}")) for m in estate.masters}
    seen = 0
    for name, _, config in kubeconfigs(estate):
        cluster, user = current(config)
        url = urlsplit(cluster["server"])
        assert (url.scheme, url.port) == ("https", estate.values["api_port"]), name
        owner = {m for m in estate.masters if url.hostname == estate.address(m)} or set(servers)
        if url.hostname == "127.0.0.1":
            owner = set(servers)
        for master in owner:
            assert url.hostname in servers[master], f"{name}: {url.hostname}, {master}"
        given = x509.load_pem_x509_certificate(
            base64.b64decode(cluster["certificate-authority-data"])
        )
        assert given == authority, name
        if "client-certificate-data" in user:
            certificate = x509.load_pem_x509_certificate(
                base64.b64decode(user["client-certificate-data"])
            )
            certificate.verify_directly_issued_by(authority)
            key = serialization.load_pem_private_key(
                base64.b64decode(user["client-key-data"]), None
            )
            assert public(key.public_key()) == public(certificate.public_key()), name
            assert EKU.CLIENT_AUTH in usages(certificate), name
        else:
            assert user.get("token"), f"{name}: neither certificate nor token"
        seen += 1
    assert seen >= 3 * len(estate.masters) + 1


def test_identities(estate):
    """kubelet certificate, host name, Node object and kube-proxy say the same name"""
    shared = estate.values["cred_sharing"] == "shared-admin"
    for host in estate.kubelets:
        flags = estate.daemons(host)["kubelet"].flags
        assert flags["--hostname-override"] == host
        assert flags["--node-ip"] == estate.address(host)
        proxy = estate.yaml(host, "/var/lib/kube-proxy/config.yaml")
        assert proxy["hostnameOverride"] == host
        if estate.values["node_join"] == "bootstrap-token":
            assert not estate.path(host, "/var/lib/kubelet/kubeconfig").exists()
            continue
        serving = estate.certificate(f"kubelet-{host}")
        assert common_name(serving) == f"system:node:{host}"
        assert names(serving) == {host, estate.address(host)}
        _, user = current(estate.yaml(host, "/var/lib/kubelet/kubeconfig"))
        client = x509.load_pem_x509_certificate(base64.b64decode(user["client-certificate-data"]))
        expected = estate.values["admin_user"] if shared else f"system:node:{host}"
        assert common_name(client) == expected


def test_etcd(estate):
    """etcd's URLs are those of its members, of its certificates and of the apiservers' flags"""
    members = {}
    for host in estate.masters:
        config = estate.yaml(host, "/etc/etcd/etcd.yaml")
        served = names(estate.certificate(f"etcd-server-{host}"))
        peer = names(estate.certificate(f"etcd-peer-{host}"))
        for url in config["listen-client-urls"].split(","):
            assert urlsplit(url).hostname in served, host
        assert urlsplit(config["initial-advertise-peer-urls"]).hostname in peer, host
        assert config["name"] == host and config["initial-cluster-token"] == estate.values["cluster_name"]
        members[config["initial-cluster"]] = host
        flags = estate.daemons(host)["kube-apiserver"].flags
        for url in flags["--etcd-servers"].split(","):
            owners = [
                m for m in estate.masters if urlsplit(url).hostname in (estate.address(m), "127.0.0.1")
            ]
            assert owners, url
            for owner in owners:
                assert urlsplit(url).hostname in names(estate.certificate(f"etcd-server-{owner}"))
    assert len(members) == 1, "the members disagree about the cluster"


def test_files_exist(estate):
    """each path that a unit, a manifest or a configuration names is there, or a command makes it"""
    missing = []
    for machine in estate.machines:
        host, root = machine["name"], estate.roots / machine["name"]
        commands = estate.commands(host)
        sources = [
            *(root / "etc/systemd/system").glob("*"),
            *(root / "etc/kubernetes").rglob("*.yaml"),
            *(root / "etc/etcd").rglob("*"),
            *(root / "var/lib/kubelet").glob("*.yaml"),
            *(root / "var/lib/kube-proxy").glob("*.yaml"),
            *(root / "etc/containerd").rglob("*.toml"),
            *(root / "etc/haproxy").rglob("*.cfg"),
        ]
        for source in sources:
            # The key in there is random, and may look like a path.
            if not source.is_file() or source.name == "encryption.yaml":
                continue
            text = re.sub(r"^\s*#.*|\s#\s.*", "", source.read_text(), flags=re.MULTILINE)
            text = re.sub(r"\w+://\S*|\S+\.(io|k8s)/\S*", "", text)
            for path in set(PATH.findall(text)):
                if SYSTEM.match(path) or (root / path[1:]).exists():
                    continue
                parents = [path, *(str(parent) for parent in Path(path).parents)][:-2]
                if any(re.search(rf"{re.escape(part)}(?![\w.-])", commands) for part in parents):
                    continue
                missing.append(f"{host}: {source.relative_to(root)} names {path}")
    assert not missing, "\n".join(missing)


def test_modes(estate):
    """keys, tokens and kubeconfigs are for their owner alone; nothing else is closed without need"""
    private = re.compile(r"\.key$|kubeconfig$|known_tokens\.csv$|/encryption\.yaml$|bootstrap-token")
    for machine in estate.machines:
        root = estate.roots / machine["name"]
        for path in root.rglob("*"):
            inside = "/" + str(path.relative_to(root))
            if not path.is_file() or inside.startswith("/etc/") and path.parent == root / "etc":
                continue
            mode = path.stat().st_mode & 0o777
            if private.search(inside):
                assert mode == 0o600, f"{machine['name']}: {inside} has mode {mode:o}"
                continue
            assert not mode & 0o022, f"{machine['name']}: {inside} is writable by others"
        directory = root / estate.values["cert_dir"].lstrip("/")
        own = {path.name for path in directory.glob("*.key")}
        assert not own & {"etcd-ca.key", "front-proxy-ca.key"}, "an authority's key left the workstation"
        if machine["name"] not in estate.masters:
            assert "ca.key" not in own and "sa.key" not in own
        for name in ("etcd-server.key", "etcd-peer.key"):
            if name in own:
                assert (directory / name).stat().st_uid == estate.etcd_user, f"{name} is not etcd's"
    for path in (*estate.secrets.rglob("*"), *(estate.workstation / "pki/out").glob("*.key")):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, f"{path.name} is open to others"


def test_flags(estate):
    """every flag that a daemon gets is one that it has"""
    if not FLAGS.is_dir():
        pytest.skip("no lists of flags beside this repository")
    checked = set()
    for host in {*estate.masters, *estate.kubelets}:
        for program, daemon in estate.daemons(host).items():
            if program not in DAEMONS:
                continue
            (known,) = FLAGS.glob(f"*/{program}.txt")
            # Go's own flag package takes one hyphen or two, and its help shows one.
            flags = {"--" + flag.lstrip("-") for flag in known.read_text().split()}
            unknown = set(daemon.flags) - flags
            assert not unknown, f"{host}, {daemon.source}: {sorted(unknown)}"
            checked.add(program)
    assert checked == set(DAEMONS)


def test_ranges(estate):
    """each CIDR stands in flags, configurations and objects as the plan has it"""
    values = estate.values
    for host in estate.masters:
        daemons = estate.daemons(host)
        for program in ("kube-apiserver", "kube-controller-manager"):
            assert daemons[program].flags["--service-cluster-ip-range"] == values["service_cidr"]
        flags = daemons["kube-controller-manager"].flags
        if flags.get("--allocate-node-cidrs") == "true":
            assert flags["--cluster-cidr"] == values["pod_cidr"]
            assert flags["--node-cidr-mask-size"] == str(values["node_mask"])
        assert daemons["kube-apiserver"].flags["--advertise-address"] == estate.address(host)
        assert values["service_ip"] in names(estate.certificate(f"server-{host}"))
    blocks = {machine["name"]: machine["pod_cidr"] for machine in values["kubelets"]}
    for host in estate.kubelets:
        assert estate.yaml(host, "/var/lib/kube-proxy/config.yaml")["clusterCIDR"] == values["pod_cidr"]
        kubelet = estate.yaml(host, "/var/lib/kubelet/config.yaml")
        assert kubelet["clusterDNS"] == [values["dns_ip"]]
        assert kubelet["clusterDomain"] == values["cluster_domain"]
        if values["pod_cidr_allocation"] == "manual":
            (path,) = (estate.roots / host / "etc/cni/net.d").glob("*.conflist")
            plugins = json.loads(path.read_text())["plugins"]
            ((block,),) = plugins[0]["ipam"]["ranges"]
            assert block["subnet"] == blocks[host]
            assert plugins[0].get("mtu") == values["mtu"]
    if values["pod_cidr_allocation"] == "manual":
        nodes = list(yaml.safe_load_all((estate.workstation / "nodes.yaml").read_text()))
        assert {node["metadata"]["name"]: node["spec"]["podCIDR"] for node in nodes if node} == blocks
    networks = [ipaddress.ip_network(block) for block in blocks.values()]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(networks, 2))
    services = list(yaml.safe_load_all((estate.workstation / "addons/coredns.yaml").read_text()))
    (dns,) = (o for o in services if o and o["kind"] == "Service")
    assert dns["spec"]["clusterIP"] == values["dns_ip"]


def test_ports(estate):
    """the firewall opens the ports that the daemons serve, where they serve them, and no others"""
    if estate.values["firewall"] != "nftables":
        pytest.skip("this cluster leaves filtering to others")
    values = estate.values
    tunnel = {"vxlan": 8472, "flannel": 8472, "ovs": 4789}.get(values["pod_network"])
    for machine in estate.machines:
        host = machine["name"]
        text = re.sub(r"#.*", "", estate.read(host, "/etc/nftables.d/k8s-host.nft"))
        opened = {
            (protocol, int(port))
            for protocol, ports in re.findall(r"(tcp|udp) dport (?:\{([^}]*)\}|(?=\d))", text)
            for port in re.findall(r"\d+", ports)
        }
        opened |= {(p, int(n)) for p, n in re.findall(r"(tcp|udp) dport (\d+)", text)}
        needed = {("tcp", 22)}
        if host in estate.kubelets:
            needed.add(("tcp", estate.yaml(host, "/var/lib/kubelet/config.yaml")["port"]))
        overlay = estate.path(host, "/usr/local/sbin/pod-overlay").exists()
        if overlay or (values["pod_network"] == "flannel" and host in estate.kubelets):
            needed.add(("udp", tunnel))
        if host in estate.masters:
            needed.add(("tcp", int(estate.daemons(host)["kube-apiserver"].flags["--secure-port"])))
            etcd = estate.yaml(host, "/etc/etcd/etcd.yaml")
            for key in ("advertise-client-urls", "listen-peer-urls"):
                needed.add(("tcp", urlsplit(etcd[key]).port))
        if machine["role"] == "balancer":
            needed.add(("tcp", values["api_port"]))
        allowed = needed | {("tcp", 10256), ("tcp", 8404)}
        assert needed <= opened <= allowed, f"{host}: {sorted(opened ^ needed)}"


def test_masters_share(estate):
    """what all masters must have in common is the same on each, and what is theirs differs"""
    directory = estate.values["cert_dir"]
    same = ["sa.key", "sa.pub", "ca.crt", "etcd-ca.crt", "front-proxy-ca.crt"]
    paths = [f"{directory}/{name}" for name in same]
    paths += ["/etc/kubernetes/encryption.yaml", "/var/lib/kube-apiserver/known_tokens.csv"]
    for path in paths:
        found = {
            estate.path(host, path).read_bytes() if estate.path(host, path).exists() else None
            for host in estate.masters
        }
        assert len(found) == 1, f"{path} differs between masters"
    servers = {estate.path(host, f"{directory}/server.crt").read_bytes() for host in estate.masters}
    assert len(servers) == len(estate.masters)


def test_classic_cluster(samples):
    """a cluster of the classic era has pages to read, and nothing to install or run"""
    classic = samples["classic"]
    assert classic.values["era"] == "classic"
    assert classic.manifest["files"] == []
    assert classic.commands == []
    text = (classic.path / "en" / "12-history.html").read_text()
    assert classic.values["master_endpoint"] in text
