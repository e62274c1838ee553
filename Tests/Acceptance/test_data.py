"""YAML, JSON and environment files, read by other people's parsers."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

from conftest import REPOSITORY
from trees import content


def walk(value):
    yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    ):
        yield from walk(inner)


def test_yaml(cluster):
    """PyYAML reads each YAML file, and nothing in it became a date, a boolean or null by accident"""
    files = [path for path in cluster.files if path.suffix in (".yaml", ".yml")]
    assert files
    for path in files:
        text = path.read_text()
        raw = list(walk(list(yaml.load_all(text, yaml.BaseLoader))))
        typed = list(walk(list(yaml.safe_load_all(text))))
        assert len(raw) == len(typed)
        for before, after in zip(raw, typed):
            if isinstance(before, str) and not isinstance(after, str):
                assert re.fullmatch(r"true|false|-?[1-9]\d*|0", before), f"{path}: {before}"


def test_json(cluster):
    """jq reads each JSON file"""
    files = [path for path in cluster.files if path.suffix == ".json"]
    for path in [cluster.path / "manifest.json", *files]:
        assert subprocess.run(["jq", "-e", ".", path], capture_output=True).returncode == 0, path


def declared_names():
    """The name that cluster.env gives to each parameter, read from the guide's own text."""
    names = {}
    for page in (REPOSITORY / "content" / "kubernetes" / "en").glob("*.md"):
        for block in re.findall(r"^```yaml params\n(.*?)^```", page.read_text(), re.M | re.S):
            declarations = yaml.load(block, yaml.BaseLoader)
            declarations.pop("rules", None)
            for name, declaration in declarations.items():
                names[name] = declaration.get("env", name.upper())
    return names


@pytest.fixture(scope="module")
def environment(cluster):
    """What cluster.env has to say: each value of the manifest that is one word or number."""
    names = declared_names()
    values = {
        names[name]: json.dumps(value) if isinstance(value, bool) else str(value)
        for name, value in cluster.values.items()
        if value is not None and not isinstance(value, (list, dict))
    }
    assert values
    return values


@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_environment_in_shells(cluster, environment, shell):
    """a shell that sources cluster.env has exactly the values of the manifest"""
    show = "import json, os; print(json.dumps(dict(os.environ)))"
    command = f'set -a; . ./cluster.env; exec {sys.executable} -c "{show}"'
    before = {"PATH": os.environ["PATH"]}
    result = subprocess.run(
        [shell, "-euc", command],
        cwd=cluster.path,
        capture_output=True,
        text=True,
        env=before,
        check=True,
    )
    found = json.loads(result.stdout)
    ours = {"PATH", "PWD", "OLDPWD", "SHLVL", "_", "LC_CTYPE"}
    assert {name: value for name, value in found.items() if name not in ours} == environment


def test_environment_in_systemd(cluster, environment, tmp_path):
    """systemd's reader of environment files finds the same values"""
    lines = dict(
        line.split("=", 1)
        for line in (cluster.path / "cluster.env").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert set(lines) == set(environment)

    def read_back(name):
        # systemd-tmpfiles reads os-release with the same parser, and writes BUILD_ID where told.
        root = tmp_path / name
        (root / "etc").mkdir(parents=True)
        (root / "etc" / "os-release").write_text(f"BUILD_ID={lines[name]}\n")
        (root / "write.conf").write_text("f+ /value - - - - %B\n")
        command = ["systemd-tmpfiles", f"--root={root}", "--create", root / "write.conf"]
        subprocess.run(command, check=True, capture_output=True)
        return (root / "value").read_text()

    with ThreadPoolExecutor(4) as pool:
        assert dict(zip(lines, pool.map(read_back, lines))) == environment


def test_manifest(cluster):
    """the manifest says of each file what it is, and leaves none out"""
    for file in cluster.manifest["files"]:
        path = cluster.path / file["path"]
        assert (path.stat().st_size, content(path)) == (file["size"], file["sha256"]), path
        source = REPOSITORY / file["origin"]["file"]
        line = source.read_text().splitlines()[file["origin"]["line"] - 1]
        assert line.startswith("```"), f"{source}:{file['origin']['line']}: {line}"
    described = {cluster.path / file["path"] for file in cluster.manifest["files"]}
    published = {
        path
        for folder in ("files", "hosts")
        for path in (cluster.path / folder).rglob("*")
        if path.is_file() and path not in cluster.archives
    }
    assert described == published
