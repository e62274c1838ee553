"""Kubeconfig files, tokens and keys: how they are made, and what each machine gets of them."""

import base64
import csv
import json
import re
import shutil
import subprocess
import time

import pytest
from cryptography import x509

import pki as certificates
from pki import PKI, runs_pods
from site_reader import Cluster

SYSTEM = {"controller-manager", "scheduler"}


def expected(values):
    """What each kubeconfig has to say: the server, and the user's name or "token"."""
    endpoint = f"https://{values['master_endpoint']}:{values['api_port']}"
    wanted = {"admin": (endpoint, values["admin_user"])}
    if values["admin_token"]:
        wanted["admin-token"] = (endpoint, "token")
    for master in values["masters"]:
        own = f"https://{master['ip']}:{values['api_port']}"
        for daemon in SYSTEM:
            wanted[f"{daemon}-{master['name']}"] = (own, f"system:kube-{daemon}")
    if values["node_join"] == "bootstrap-token":
        wanted["bootstrap"] = (endpoint, "token")
    if values["cred_sharing"] == "shared-admin":
        return wanted
    wanted["kube-proxy"] = (endpoint, "token" if values["proxy_token"] else "system:kube-proxy")
    if values["node_join"] == "certs":
        for machine in filter(runs_pods, values["machines"]):
            name = machine["name"]
            wanted[f"kubelet-{name}"] = (endpoint, f"system:node:{name}")
    return wanted


def settings(text):
    """The settings of a kubeconfig by name; each name has one meaning in such a file."""
    return dict(re.findall(r"^[- ]*([a-z-]+): \"?([^\"\n]+)\"?$", text, re.MULTILINE))


def judge(pki):
    """Holds every kubeconfig of a cluster to its values."""
    folder = pki.secrets / "out" / "kubeconfig"
    wanted = expected(pki.cluster.values)
    assert {path.name for path in folder.iterdir()} == {f"{name}.kubeconfig" for name in wanted}
    for name, (server, user) in wanted.items():
        found = settings((folder / f"{name}.kubeconfig").read_text())
        assert found["server"] == server, name
        authority = base64.b64decode(found["certificate-authority-data"])
        assert authority == (pki.out / "ca.crt").read_bytes(), name
        if user == "token":
            assert re.fullmatch(r"[A-Za-z0-9]{32}|[a-z0-9]{6}\.[a-z0-9]{16}", found["token"]), name
            continue
        assert "token" not in found, name
        shown = x509.load_pem_x509_certificate(base64.b64decode(found["client-certificate-data"]))
        assert certificates.parsed(shown).name == user, name
        key = certificates.serialization.load_pem_private_key(
            base64.b64decode(found["client-key-data"]), password=None
        )
        assert key.public_key() == shown.public_key(), name


def test_kubeconfigs(credentials):
    """each kubeconfig leads to the right server as the right user, and there is no other"""
    judge(credentials)


def test_modes(credentials):
    """nobody else can read what make-secrets.sh makes"""
    for path in (credentials.secrets / "out").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def copied(pki, folder):
    copy = PKI(pki.cluster, folder / pki.cluster.name / "pki")
    shutil.copytree(pki.folder.parent, copy.folder.parent)
    return copy


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_second_run(credentials, tmp_path):
    """a second run changes nothing, and takes certificates that were renewed in between"""
    again = copied(credentials, tmp_path)
    before = contents(again.secrets / "out")
    assert again.make_secrets().returncode == 0
    assert contents(again.secrets / "out") == before
    again.run_script(check=True)
    assert again.make_secrets().returncode == 0
    after = contents(again.secrets / "out")
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed == {path.name for path in before if path.suffix == ".kubeconfig"}


def test_missing_certificates(credentials, tmp_path):
    """without the certificates it says which script to run first"""
    without = copied(credentials, tmp_path)
    (without.out / "admin.crt").unlink()
    result = without.make_secrets()
    assert result.returncode == 1 and "run pki/make-pki.sh first" in result.stderr


VARIANTS = {
    "per-role": {"cred_sharing": "per-role", "proxy_token": "true", "admin_token": "true"},
    "shared-admin": {"cred_sharing": "shared-admin", "encryption_at_rest": "false"},
    "joining": {"node_join": "bootstrap-token", "bootstrap_hours": "2"},
}


@pytest.fixture(scope="module")
def variants(program, copy_workspace, folder):
    """Clusters that share credentials, join and authenticate in other ways."""
    workspace = copy_workspace("credential-variants")
    for name, values in VARIANTS.items():
        workspace.add_cluster(name, "lab", cluster_name=name, **values)
    return program.build(workspace, folder / "credential-variants") / "kubernetes"


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request, variants, folder):
    pki = PKI.make(Cluster(variants / request.param), folder / "variant-pki" / request.param)
    result = pki.make_secrets()
    assert result.returncode == 0, result.stderr
    return pki


def test_variants(variant):
    """other ways of sharing and joining have the certificates and kubeconfigs that they need"""
    leaves = set(certificates.expected(variant.cluster.values))
    made = {path.stem for path in variant.out.glob("*.crt")}
    assert made == leaves | {"ca", "etcd-ca", "front-proxy-ca"}
    judge(variant)


def test_token_file(variant):
    """known_tokens.csv has a line for each token, and the kubeconfig has the same token"""
    values, out = variant.cluster.values, variant.secrets / "out"
    users = {
        "admin-token": [values["admin_user"], values["admin_user"], "system:masters"],
        "kube-proxy": ["system:kube-proxy", "kube-proxy"],
    }
    wanted = [
        [settings((out / "kubeconfig" / f"{name}.kubeconfig").read_text())["token"], *users[name]]
        for name, given in (("admin-token", "admin_token"), ("kube-proxy", "proxy_token"))
        if values[given]
    ]
    file = out / "known_tokens.csv"
    assert file.exists() == bool(wanted)
    if wanted:
        with file.open() as lines:
            assert list(csv.reader(lines)) == wanted


def test_encryption_key(variant):
    """encryption.yaml has 32 random bytes, where it is wanted, and keeps them"""
    file = variant.secrets / "out" / "encryption.yaml"
    assert file.exists() == variant.cluster.values["encryption_at_rest"]
    if file.exists():
        (secret,) = re.findall(r"^ +secret: (\S+)$", file.read_text(), re.MULTILINE)
        assert len(base64.b64decode(secret, validate=True)) == 32


def test_bootstrap_token(variant, tmp_path):
    """a bootstrap token stays until it expires, and is the same in all its files"""
    if variant.cluster.values["node_join"] == "certs":
        assert not (variant.secrets / "out" / "bootstrap-token.yaml").exists()
        return
    pki = copied(variant, tmp_path)
    out = pki.secrets / "out"

    def token():
        secret = settings((out / "bootstrap-token.yaml").read_text())
        name = f"{secret['token-id']}.{secret['token-secret']}"
        assert secret["name"] == f"bootstrap-token-{secret['token-id']}"
        assert settings((out / "kubeconfig" / "bootstrap.kubeconfig").read_text())["token"] == name
        return name

    first = token()
    assert pki.make_secrets().returncode == 0
    assert token() == first
    assert pki.make_secrets("--new-bootstrap-token").returncode == 0
    second = token()
    assert second != first
    *halves, expires = (out / "bootstrap-token").read_text().split()
    hours = int(pki.cluster.values["bootstrap_hours"])
    assert 0 <= hours * 3600 - (int(expires) - time.time()) < 60
    (out / "bootstrap-token").write_text(f"{' '.join(halves)} {int(time.time()) - 1}\n")
    assert pki.make_secrets().returncode == 0
    assert token() not in (first, second)


def wanted_on(machine, values):
    """What hand-out.sh has to bring to a machine: path to mode and owner."""
    directory = values["cert_dir"]
    files = {f"{directory}/ca.crt": "644 root"}
    pairs = {}
    if machine["role"] == "master":
        names = ["etcd-ca.crt", "front-proxy-ca.crt", "sa.pub"]
        files |= {f"{directory}/{name}": "644 root" for name in names}
        files[f"{directory}/sa.key"] = "600 root"
        pairs |= dict.fromkeys(("etcd-server", "etcd-peer"), "etcd")
        clients = ["etcd-healthcheck", "apiserver-etcd", "apiserver-kubelet", "front-proxy"]
        pairs |= {"server": "root"} | {f"{name}-client": "root" for name in clients}
        for name in ("admin", *SYSTEM):
            files[f"/etc/kubernetes/{name}.kubeconfig"] = "600 root"
        if values["encryption_at_rest"]:
            files["/etc/kubernetes/encryption.yaml"] = "600 root"
    if runs_pods(machine):
        pairs["kubelet"] = "root"
        for daemon in ("kubelet", "kube-proxy"):
            files[f"/var/lib/{daemon}/kubeconfig"] = "600 root"
    for name, owner in pairs.items():
        files |= {
            f"{directory}/{name}.crt": "644 root",
            f"{directory}/{name}.key": f"600 {owner}",
        }
    return files


def test_files_on_machines(certified):
    """each machine gets its own files, readable by nobody else, and nobody gets an authority's key"""
    values = certified.cluster.values
    for entry in values["machines"]:
        machine, wanted = certified[entry["name"]], wanted_on(entry, values)
        for path, status in wanted.items():
            mode, owner = machine.must("stat", "-c", "%a %U", path).split()
            # Until the page on etcd there is no such user, and root keeps its keys.
            assert status in {f"{mode} {owner}", f"{mode} etcd"}, (machine.name, path)
        listing = machine.must("sh", "-c", f"ls -d {values['cert_dir']}/*").splitlines()
        assert set(listing) == {path for path in wanted if path.startswith(values["cert_dir"])}


def test_checks_on_machines(certified):
    """what the page shows as checks succeeds on every machine"""
    cluster = certified.cluster
    for entry in cluster.values["machines"]:
        words = []
        if entry["role"] == "master":
            words += ["every key is closed", "every file is closed", "server.crt"]
        if runs_pods(entry):
            words += ["kubelet.key", "kubelet.crt", "/var/lib/kubelet", "/var/lib/kube-proxy"]
        for word in words:
            for check in cluster.boxes(entry["name"], word):
                certified[entry["name"]].perform(check)


def test_hand_out_again(certified, credentials, folder):
    """a second time nothing is new; one machine can be served alone; a wrong name is refused"""
    programs = folder / "programs" / certified.cluster.name
    first = certified.cluster.values["machines"][0]["name"]
    result = certified.hand_out(credentials, programs, first)
    assert result.returncode == 0, result.stderr
    assert re.search(rf"^{first}: \d+ files, 0 new or changed$", result.stdout, re.MULTILINE)
    assert result.stdout.count(" files, ") == 1
    result = certified.hand_out(credentials, programs, "nobody")
    assert result.returncode == 64 and "no machine is called nobody" in result.stderr


def test_unreachable_machine(certified, credentials, tmp_path):
    """a machine that cannot be reached is named, the others are served, and the script fails"""
    last = certified.cluster.values["machines"][-1]
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\ncat >/dev/null\ncase $1 in *@{last["ip"]}) exit 255 ;; esac\n')
    ssh.chmod(0o755)
    result = subprocess.run(
        ["dash", credentials.secrets / "hand-out.sh"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "BESPOKE_SSH": str(ssh)},
    )
    assert result.returncode == 1
    assert f"{last['name']}: FAILED" in result.stderr
    others = [entry["name"] for entry in certified.cluster.values["machines"][:-1]]
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == others


def test_no_credentials_in_manifest(cluster):
    """the manifest and the archives name the scripts, and hold nothing that these make"""
    paths = [file["path"] for file in cluster.manifest["files"]]
    assert [path for path in paths if path.endswith("make-secrets.sh")]
    assert not [path for path in paths if "/out/" in path or path.endswith(".kubeconfig")]
    assert "PRIVATE KEY" not in json.dumps(cluster.manifest)
