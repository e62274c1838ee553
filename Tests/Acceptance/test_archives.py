"""Checksums, archives, and that equal input gives equal bytes."""

import gzip
import re
import subprocess
import tarfile
from datetime import UTC, datetime

import pytest

from site_reader import unpack
from trees import snapshot

BUILDER = "zz-builder-5c1f"


def check_sums(folder):
    """Holds a folder to its SHA256SUMS; the paths that the list leaves out."""
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, ""), result.stdout + result.stderr
    listed = {
        line.split(maxsplit=1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()
    }
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert listed <= present
    return present - listed


def test_sums_of_site(cluster):
    """SHA256SUMS holds, and lists everything but the pages and itself"""
    left_out = check_sums(cluster.path)
    # What pages load, and what indexes tell of the cluster, belongs to the pages.
    pages = (".html", "search.js", "values.js", "summary.json")
    assert {path for path in left_out if not path.endswith(pages)} == {"SHA256SUMS"}


def test_sums_of_archives(cluster, tmp_path):
    """SHA256SUMS of each unpacked archive holds, and lists everything but itself"""
    for number, archive in enumerate(cluster.archives):
        top = unpack(archive, tmp_path / str(number))
        assert check_sums(top) == {"SHA256SUMS"}, archive


def test_archive_contents(cluster, tmp_path):
    """the archives hold the files of the site, byte for byte, with their modes"""
    for number, archive in enumerate(cluster.manifest["archives"]):
        host = archive.get("host")
        top = unpack(cluster.path / archive["path"], tmp_path / str(number))
        for file in cluster.manifest["files"]:
            if host and file.get("host") != host:
                continue
            path = file["path"].removeprefix("files/")
            if "host" in file:
                # A host's bundle keeps its files apart from its scripts.
                bundle = "" if host else f"hosts/{file['host']}/"
                path = path.replace(f"hosts/{file['host']}/", f"{bundle}files/", 1)
            assert (top / path).read_bytes() == (cluster.path / file["path"]).read_bytes()
            assert (top / path).stat().st_mode & 0o777 == int(file["mode"], 8), path


def test_nothing_is_left_over(cluster):
    """no placeholder and no line directive is left in any page or file"""
    for path in sorted(cluster.path.rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            text = path.read_text()
            assert "{{" not in text, path
            assert not re.search(r"^\s*(#|//)@ ", text, re.MULTILINE), path


def test_listings(cluster):
    """GNU tar and Python read the same harmless members: one folder, root's, without a time"""
    for archive in cluster.archives:
        listed = subprocess.run(
            ["tar", "-tzf", archive], capture_output=True, text=True, check=True
        )
        assert listed.stderr == ""
        with tarfile.open(archive) as members:
            names = [member.name + "/" * member.isdir() for member in members]
            assert names == listed.stdout.splitlines() and len(set(names)) == len(names)
            for member in members:
                assert member.isfile() or member.isdir(), member
                assert (member.uid, member.gid, member.mtime) == (0, 0, 0), member
                assert ".." not in member.name.split("/") and not member.name.startswith("/")
        assert len({name.split("/")[0] for name in names}) == 1
        # Neither a time nor a file name in the gzip header.
        assert archive.read_bytes()[3:8] == b"\0" * 5


@pytest.fixture(scope="module")
def twins(namespaces, program, copy_workspace, folder):
    """The same input built in two folders, by two users' settings, on two machines."""
    first = program.build(
        copy_workspace(f"{BUILDER}-one"),
        folder / "twins" / "one",
        umask=0o022,
        cwd="/",
        environment={"TZ": "Asia/Shanghai", "LANG": "C", "LC_ALL": "C"},
    )
    second = program.build(
        copy_workspace(f"{BUILDER}-two/deeper"),
        folder / "twins" / "two",
        umask=0o077,
        environment={"TZ": "America/New_York", "LANG": "zh_CN.UTF-8", "USER": BUILDER},
        wrapper=[
            "unshare",
            "--uts",
            "sh",
            "-c",
            f'echo {BUILDER} >/proc/sys/kernel/hostname && exec "$0" "$@"',
        ],
    )
    return first, second


def test_reproducible(twins):
    """two folders, time zones, languages, umasks and host names give the same bytes"""
    first, second = (
        {path: digest for path, (_, digest) in snapshot(tree).items()} for tree in twins
    )
    assert first == second and len(first) > 100


def test_nothing_of_the_builder(twins):
    """no path, host name, date of today or private key in any file or archive"""
    today = datetime.now(UTC)
    secrets = re.compile(
        "|".join(
            [
                BUILDER,
                re.escape(str(twins[1])),
                "/home/",
                r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
                today.strftime("%Y-%m-%d"),
                today.strftime("%d %b %Y"),
                today.strftime("%b %e %Y"),
            ]
        ).encode()
    )
    for path in twins[1].rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            assert not secrets.search(data), f"{path}: {secrets.search(data)}"


def test_published_modes(twins):
    """a strict umask leaves nothing that a web server could not read"""
    for path in twins[1].rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & wanted == wanted, path
