"""Makes a cluster's certificates with its own script, and says what they should be."""

import ipaddress
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID as EKU
from cryptography.x509.oid import NameOID

from site_reader import Cluster, unpack

PURPOSES = {EKU.SERVER_AUTH: "sslserver", EKU.CLIENT_AUTH: "sslclient"}


@dataclass(frozen=True)
class Certificate:
    """What a certificate has to say, computed from the cluster's values alone."""

    issuer: str
    name: str
    usages: frozenset
    organization: str | None = None
    alternatives: frozenset = frozenset()


@dataclass
class PKI:
    cluster: Cluster
    folder: Path
    run: subprocess.CompletedProcess = field(default=None)

    @classmethod
    def make(cls, cluster, folder):
        pki = cls(cluster, unpack(cluster.cluster_archive, folder) / "pki")
        pki.run_script(check=True)
        return pki

    @property
    def out(self):
        return self.folder / "out"

    @property
    def secrets(self):
        return self.folder.parent / "secrets"

    def run_script(self, check=False):
        """Runs make-pki.sh by the strictest shell, from a folder that is not its own."""
        self.run = subprocess.run(
            ["dash", self.folder / "make-pki.sh"], cwd="/", capture_output=True, text=True
        )
        assert not check or self.run.returncode == 0, self.run.stderr
        return self.run

    def make_secrets(self, *arguments):
        """Runs make-secrets.sh, likewise."""
        command = ["dash", self.secrets / "make-secrets.sh", *arguments]
        return subprocess.run(command, cwd="/", capture_output=True, text=True)

    def load(self, name):
        return x509.load_pem_x509_certificate((self.out / f"{name}.crt").read_bytes())

    def load_key(self, name):
        data = (self.out / f"{name}.key").read_bytes()
        return serialization.load_pem_private_key(data, password=None)


def parsed(certificate):
    """The parts of a certificate that `Certificate` speaks of; the issuer is left to verifying."""
    extension = certificate.extensions.get_extension_for_class
    try:
        names = extension(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        names = []
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    organizations = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return Certificate(
        issuer="",
        name=name.value,
        usages=frozenset(extension(x509.ExtendedKeyUsage).value),
        organization=organizations[0].value if organizations else None,
        alternatives=frozenset(str(name.value) for name in names),
    )


def expected(values):
    """Every leaf certificate of a cluster, by file name."""
    server, client = frozenset({EKU.SERVER_AUTH}), frozenset({EKU.CLIENT_AUTH})
    both = server | client
    separate = values["pki_layout"] == "separate"
    etcd = "etcd-ca" if separate else "ca"
    proxy = "front-proxy-ca" if separate else "ca"
    certificates = {
        "apiserver-kubelet-client": Certificate("ca", "kube-apiserver-kubelet-client", client),
        "apiserver-etcd-client": Certificate(etcd, "kube-apiserver-etcd-client", client),
        "etcd-healthcheck-client": Certificate(etcd, "kube-etcd-healthcheck-client", client),
        "front-proxy-client": Certificate(proxy, "front-proxy-client", client),
        "admin": Certificate("ca", values["admin_user"], client, "system:masters"),
    }
    roles = ["kube-controller-manager", "kube-scheduler"]
    if values["cred_sharing"] != "shared-admin" and not values["proxy_token"]:
        roles.append("kube-proxy")
    for role in roles:
        certificates[role] = Certificate("ca", f"system:{role}", client)
    for machine in values["machines"]:
        name, address = machine["name"], machine["ip"]
        if runs_pods(machine) and values["node_join"] == "certs":
            kubelet = frozenset({name, address})
            certificates[f"kubelet-{name}"] = Certificate(
                "ca", f"system:node:{name}", both, "system:nodes", kubelet
            )
        if machine["role"] != "master":
            continue
        member = frozenset({"localhost", name, address, "127.0.0.1"})
        for pair in (f"etcd-server-{name}", f"etcd-peer-{name}"):
            certificates[pair] = Certificate(etcd, name, both, None, member)
        names = api_names(values, machine)
        certificates[f"server-{name}"] = Certificate("ca", "kube-apiserver", server, None, names)
    return certificates


def runs_pods(machine):
    """Whether a machine has a kubelet: workers do, and masters unless their entry says no."""
    return machine["role"] == "worker" or (machine["role"] == "master" and machine["runs_pods"])


def api_names(values, master):
    """Every name and address under which anybody calls the apiserver on a master."""
    service = ipaddress.ip_network(values["service_cidr"])
    domain = values["cluster_domain"]
    names = {
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "localhost",
        f"kubernetes.default.svc.{domain}",
        master["name"],
        master["ip"],
        "127.0.0.1",
        str(service.network_address + 1),
        values["master_endpoint"],
    }
    optional = {master["external_name"], values["master_name"], values["master_ip"]}
    if values["master_ip"] is None:
        balancers = [entry["ip"] for entry in values["machines"] if entry["role"] == "balancer"]
        optional |= set(balancers[:1])
    # With one master and no other endpoint its own address is the endpoint.
    return frozenset(names | optional - {None})


def configured(configuration):
    """The [san] section of an OpenSSL configuration, as a set."""
    section, names = None, set()
    for line in configuration.splitlines():
        if line.startswith("["):
            section = line
        elif section == "[san]":
            names.add(line.partition("=")[2])
    return frozenset(names)
