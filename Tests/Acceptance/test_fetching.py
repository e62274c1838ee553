"""k8s-fetch, with a web server that tells the truth and with one that does not."""

import hashlib
import io
import subprocess
import sys
import tarfile
import time

import pytest

PROGRAM = b"#!/bin/sh\necho fetched\n"
PORT = 8799


def archive(*members):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name in members:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(PROGRAM), 0o755
            tar.addfile(entry, io.BytesIO(PROGRAM))
    return data.getvalue()


def digest(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def server(network, folder):
    """A machine with a web server of its own; the folder that it serves."""
    (machine, *_) = network.machines.values()
    root = folder / "served" / network.cluster.name
    root.mkdir(parents=True)
    (root / "program").write_bytes(PROGRAM)
    (root / "program.sha256").write_text(digest(PROGRAM))
    bundle = archive("bundle/program", "bundle/other")
    (root / "bundle.tgz").write_bytes(bundle)
    lines = ["not a checksum", f"{digest(PROGRAM)} *program", f"{digest(bundle)}  bundle.tgz"]
    (root / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    (root / "proxy.html").write_text("<html><body>Sign in first</body></html>")
    command = ["-m", "http.server", "--bind", "127.0.0.1", "--directory", str(root), str(PORT)]
    process = subprocess.Popen(
        machine.enter(sys.executable, *command),
        stdout=subprocess.DEVNULL,
        stderr=(root.parent / f"{network.cluster.name}.log").open("w"),
    )
    for _ in range(50):
        if machine.run("curl", "-fsS", "-o", "/dev/null", url("program")).returncode == 0:
            break
        time.sleep(0.1)
    yield machine, root
    process.terminate()
    process.wait()


def url(name):
    return f"http://127.0.0.1:{PORT}/{name}"


def fetch(machine, name, sums, *target):
    return machine.run("/usr/local/sbin/k8s-fetch", url(name), sums, *target)


def test_program(server):
    """a program with the right checksum is installed, and not downloaded again"""
    machine, root = server
    for sums in (url("program.sha256"), url("SHA256SUMS"), digest(PROGRAM)):
        machine.must("rm", "-f", "/usr/local/bin/fetched")
        result = fetch(machine, "program", sums, "program", "/usr/local/bin/fetched")
        assert result.returncode == 0, result.stdout
        assert machine.must("/usr/local/bin/fetched") == "fetched\n"
    (root / "program").rename(root / "hidden")
    result = fetch(machine, "program", url("SHA256SUMS"), "program", "/usr/local/bin/fetched")
    (root / "hidden").rename(root / "program")
    assert result.returncode == 0 and "already there" in result.stdout, result.stdout


def test_archive(server):
    """an archive is unpacked where it belongs, wholly or in part"""
    machine, _ = server
    where = ["archive", "/usr/local/unpacked"]
    for only in ([], ["--strip-components=1", "bundle/program"]):
        machine.must("rm", "-rf", where[1])
        result = fetch(machine, "bundle.tgz", url("SHA256SUMS"), *where, *only)
        assert result.returncode == 0, result.stdout
        found = machine.must("find", where[1], "-type", "f", "-printf", "%P %m %U\n").split("\n")
        wanted = {"program 755 0"} if only else {"bundle/program 755 0", "bundle/other 755 0"}
        assert set(filter(None, found)) == wanted


@pytest.mark.parametrize(
    "name, sums, message",
    [
        ("program", "0" * 64, "does not match its checksum"),
        ("program", url("proxy.html"), "names no checksum of program"),
        ("program", url("missing"), "404"),
        ("missing", "0" * 64, "404"),
    ],
    ids=["wrong checksum", "no list", "no such list", "no such program"],
)
def test_refused(server, name, sums, message):
    """what does not match, or cannot be compared, is not installed"""
    machine, _ = server
    result = fetch(machine, name, sums, "program", "/usr/local/bin/refused")
    assert result.returncode != 0 and message in result.stdout
    assert machine.run("sh", "-c", "ls /usr/local/bin/refused*").returncode != 0
