"""Programs that read rendered texts. Each reader takes texts, each with the number that replaces NUM,
and gives for each what it holds; Unreadable where the reader refuses."""

import csv
import io
import json
import os
import shutil
import tempfile
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import yaml

from fuzz.batches import Unreadable, in_batches, one_by_one, run
from fuzz.programs import OS_RELEASE, OpenSSL, SystemdUnits, nft, nft_works, systemd_environment

END = b"\nprintf '\\1\\0'\n"


def shell(*command):
    program = [shutil.which(command[0]), *command[1:]]

    def read(texts):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            script = Path(folder) / "script"
            script.write_bytes(END.join(texts) + END)
            result = run([*program, script], sandboxed=True, cwd=folder)
        if result.returncode != 0 or result.stderr:
            raise Unreadable(result.stderr.decode("utf-8", "replace")[:300] or "exit code")
        cases = result.stdout.split(b"\1\0")
        if cases.pop() != b"":
            raise Unreadable("something behind the last case")
        return [[field.decode() for field in case.split(b"\0")[:-1]] for case in cases]

    return in_batches(read, 1000)


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text):
    return yaml.load(text, LOADER)


def jq(texts):
    result = run(["jq", "-c", "."], data=b"\n".join(texts))
    if result.returncode != 0:
        raise Unreadable(result.stderr.decode("utf-8", "replace")[:300])
    return [json.loads(line) for line in result.stdout.decode().split("\n")[:-1]]


def read_csv(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


class Elements(HTMLParser):
    """Elements without children as (name, attributes, text); anything else is an error."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.open = None

    def handle_starttag(self, tag, attributes):
        if self.open is not None:
            raise Unreadable("an element within an element")
        self.open = (tag, attributes, [])

    def handle_data(self, text):
        if self.open is None:
            raise Unreadable("text outside of an element")
        self.open[2].append(text)

    def handle_endtag(self, tag):
        name, attributes, text = self.open
        if name != tag:
            raise Unreadable("an end tag of another element")
        self.found.append((name, attributes, "".join(text)))
        self.open = None

    def unexpected(self, *_):
        raise Unreadable("markup that is no element")

    handle_startendtag = handle_comment = handle_decl = handle_pi = unknown_decl = unexpected


def read_html(text):
    parser = Elements()
    parser.feed(text)
    parser.close()
    return parser.found


def available():
    """The readers of this machine by name, and the names of those that are not here."""
    readers = {
        "pyyaml": one_by_one(read_yaml),
        "json": one_by_one(json.loads),
        "tomllib": one_by_one(tomllib.loads),
        "csv": one_by_one(read_csv),
        "html": one_by_one(read_html),
        # A text without a language has no reader but the eye.
        "bytes": one_by_one(str),
    }
    programs = {
        "bash": ("bash", lambda: shell("bash")),
        "dash": ("dash", lambda: shell("dash")),
        "busybox": ("busybox", lambda: shell("busybox", "ash")),
        "jq": ("jq", lambda: in_batches(jq, 2000)),
        "systemd": ("systemd-analyze", SystemdUnits),
        "systemd-env": ("systemd-tmpfiles", lambda: in_batches(systemd_environment, len(OS_RELEASE))),
        "openssl": ("openssl", OpenSSL),
    }
    missing = []
    for name, (program, make) in programs.items():
        if shutil.which(program):
            readers[name] = make()
        else:
            missing.append(name)
    if nft_works():
        readers["nft"] = in_batches(nft, 200)
    else:
        missing.append("nft")
    return readers, missing
