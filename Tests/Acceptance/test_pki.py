"""The certificates that make-pki.sh makes, with dash and the real OpenSSL."""

import shutil
import stat
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

import pki as certificates
from pki import PKI, PURPOSES
from program import Workspace
from site_reader import Cluster, unpack


def verify(pki, name, issuer, purpose):
    command = [
        "openssl",
        "verify",
        "-no-CApath",
        "-no-CAstore",
        "-partial_chain",
        "-purpose",
        purpose,
        "-CAfile",
        pki.out / f"{issuer}.crt",
        pki.out / f"{name}.crt",
    ]
    return subprocess.run(command, capture_output=True, text=True)


def test_expected_certificates(pki):
    """make-pki.sh makes exactly the certificates that this cluster needs"""
    leaves = set(certificates.expected(pki.cluster.values))
    authorities = {"ca", "etcd-ca", "front-proxy-ca"}
    assert {path.stem for path in pki.out.glob("*.crt")} == leaves | authorities
    assert {path.stem for path in pki.out.glob("*.key")} == leaves | authorities | {"sa"}
    assert not [
        path.name for path in pki.out.iterdir() if path.suffix not in (".crt", ".key", ".pub")
    ]


def test_contents(pki):
    """subjects, usages and alternative names are what the values say, and what the .cnf says"""
    for name, wanted in certificates.expected(pki.cluster.values).items():
        found = certificates.parsed(pki.load(name))
        assert (found.name, found.organization) == (wanted.name, wanted.organization), name
        assert found.usages == wanted.usages, name
        assert found.alternatives == wanted.alternatives, name
        configuration = (pki.folder / f"{name}.cnf").read_text()
        assert certificates.configured(configuration) == wanted.alternatives, name


def test_verify(pki):
    """each certificate verifies against its own authority for its own purposes, and for no other"""
    for name, wanted in certificates.expected(pki.cluster.values).items():
        for usage, purpose in PURPOSES.items():
            result = verify(pki, name, wanted.issuer, purpose)
            assert (result.returncode == 0) == (usage in wanted.usages), (name, result.stderr)
        for other in {"ca", "etcd-ca", "front-proxy-ca"} - {wanted.issuer}:
            assert verify(pki, name, other, "any").returncode != 0, f"{name} under {other}"


def test_lifetimes(pki):
    """authorities and certificates are valid for as long as the values say"""

    def days(name):
        certificate = pki.load(name)
        return (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days

    values = pki.cluster.values
    for name in certificates.expected(values):
        assert days(name) == int(values["cert_days"]), name
    for name in ("ca", "etcd-ca", "front-proxy-ca"):
        assert days(name) == int(values["ca_days"]), name


def test_keys(pki):
    """each key is its certificate's, nobody else can read it, and all differ"""
    assert stat.S_IMODE(pki.out.stat().st_mode) == 0o700
    public = set()
    for path in pki.out.glob("*.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        key = pki.load_key(path.stem)
        algorithm = "rsa" if isinstance(key, RSAPrivateKey) else "ecdsa"
        assert algorithm == pki.cluster.values["key_alg"], path
        if path.stem != "sa":
            assert key.public_key() == pki.load(path.stem).public_key(), path
        numbers = key.public_key().public_numbers()
        assert numbers not in public, f"{path} is a copy of another key"
        public.add(numbers)


def test_second_run(pki, folder):
    """a second run keeps keys and authorities, and renews the certificates"""
    again = PKI(pki.cluster, folder / "pki-again" / pki.cluster.name)
    shutil.copytree(pki.folder, again.folder)
    again.run_script(check=True)
    for path in pki.out.iterdir():
        renewed = (again.out / path.name).read_bytes() != path.read_bytes()
        leaf = path.suffix == ".crt" and path.stem in certificates.expected(pki.cluster.values)
        assert renewed == leaf, path.name


def test_lost_authority_key(pki, folder):
    """without the key of an authority nothing is signed and nothing is replaced"""
    broken = PKI(pki.cluster, folder / "pki-broken" / pki.cluster.name)
    shutil.copytree(pki.folder, broken.folder)
    (broken.out / "ca.key").unlink()
    before = (broken.out / "admin.crt").read_bytes()
    result = broken.run_script()
    assert result.returncode != 0 and "its key is missing" in result.stderr
    assert not (broken.out / "ca.key").exists()
    assert (broken.out / "admin.crt").read_bytes() == before


@pytest.fixture(scope="module")
def variants(program, copy_workspace, folder):
    """Clusters with an authority of their own, and with a single authority."""
    workspace: Workspace = copy_workspace("pki-variants")
    make_authority(folder / "own-authority")
    shutil.copy(folder / "own-authority" / "ca.crt", workspace.clusters / "own-ca.crt")
    workspace.add_cluster("own", "lab", own_ca="own-ca.crt", cluster_name="own")
    workspace.add_cluster("single", "lab", pki_layout="single", cluster_name="single")
    return program.build(workspace, folder / "pki-variants") / "kubernetes"


def make_authority(path):
    path.mkdir()
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/O=Example/CN=Example Root",
        "-days",
        "900",
        "-addext",
        "keyUsage=critical,keyCertSign,cRLSign",
        "-keyout",
        path / "ca.key",
        "-out",
        path / "ca.crt",
    ]
    subprocess.run(command, check=True, capture_output=True)


def own_authority(variants, folder, key):
    """The PKI of the cluster with its own authority, with a key (or none) put into its place."""
    cluster = Cluster(variants / "own")
    pki = PKI(cluster, unpack(cluster.cluster_archive, folder) / "pki")
    if key:
        pki.out.mkdir()
        shutil.copy(key, pki.out / "ca.key")
        (pki.out / "ca.key").chmod(0o600)
    pki.run_script()
    return pki


def test_own_authority(variants, folder, tmp_path):
    """an authority of one's own signs everything that the cluster's would"""
    key = folder / "own-authority" / "ca.key"
    pki = own_authority(variants, tmp_path / "cluster", key)
    assert pki.run.returncode == 0, pki.run.stderr
    assert (pki.out / "ca.crt").read_bytes() == (folder / "own-authority" / "ca.crt").read_bytes()
    for name, wanted in certificates.expected(pki.cluster.values).items():
        for usage in wanted.usages:
            assert verify(pki, name, wanted.issuer, PURPOSES[usage]).returncode == 0, name


@pytest.mark.parametrize("key", ["wrong", "missing"])
def test_own_authority_refused(variants, tmp_path, key):
    """an authority of one's own whose key is not there, or not its own, signs nothing"""
    make_authority(tmp_path / "other")
    key_file = tmp_path / "other" / "ca.key" if key == "wrong" else None
    pki = own_authority(variants, tmp_path / "cluster", key_file)
    assert pki.run.returncode == 1
    message = "is not the key of" if key == "wrong" else "put the private key of your own authority"
    assert message in pki.run.stderr
    assert not list(pki.out.glob("*.crt"))


def test_own_authority_on_site(variants, folder):
    """the site holds the certificate of one's own authority and never its key"""
    assert b"PRIVATE KEY" in (folder / "own-authority" / "ca.key").read_bytes()
    published = Cluster(variants / "own").path / "files" / "pki" / "own-ca.crt"
    assert published.read_bytes() == (folder / "own-authority" / "ca.crt").read_bytes()
    for path in variants.rglob("*"):
        assert not path.is_file() or b"PRIVATE KEY-----" not in path.read_bytes(), path


def test_single_authority(variants, tmp_path):
    """with a single authority everything verifies under it"""
    pki = PKI.make(Cluster(variants / "single"), tmp_path / "single")
    for name, wanted in certificates.expected(pki.cluster.values).items():
        for usage in wanted.usages:
            assert verify(pki, name, "ca", PURPOSES[usage]).returncode == 0, name
