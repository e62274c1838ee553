"""Programs that read rendered texts. Each reader takes texts, each with the number that replaces NUM,
and gives for each what it holds; Unreadable where the reader refuses."""

import csv
import io
import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import yaml

NOBODY = 65534


class Unreadable(Exception):
    pass




def one_by_one(read):
    """A reader of a single text, for many."""

    def read_all(texts):
        found = []
        for text in texts:
            try:
                found.append(read(text.decode()))
            except Exception as error:  # Whatever a parser thinks of a bad text, it did not read it.
                found.append(Unreadable(f"{type(error).__name__}: {error}"))
        return found

    return read_all


def in_batches(read, size):
    """A reader of many texts at once. Where it cannot tell them apart, it reads them in halves, so that
    a bad one does not hide others."""

    def halves(texts):
        try:
            found = read(texts)
            if len(found) == len(texts):
                return found
            problem = Unreadable(f"{len(found)} cases where {len(texts)} were written")
        except Unreadable as error:
            problem = error
        except (subprocess.TimeoutExpired, ValueError) as error:
            problem = Unreadable(str(error)[:300])
        if len(texts) == 1:
            return [problem]
        middle = len(texts) // 2
        return halves(texts[:middle]) + halves(texts[middle:])

    def read_all(texts):
        return [item for at in range(0, len(texts), size) for item in halves(texts[at:at + size])]

    return read_all


def run(command, data=None, sandboxed=False, **options):
    """Runs a reader. A sandboxed one finds no programs, cannot fill the disk and is nobody: a value
    that breaks out shall be found out, not do what it says."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    if sandboxed:
        options |= {"preexec_fn": limit, "env": {"PATH": "/nonexistent", "LC_ALL": "C.UTF-8"}}
        if os.getuid() == 0:
            options |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    source = {"stdin": subprocess.DEVNULL} if data is None else {"input": data}
    return subprocess.run(command, capture_output=True, timeout=60, **source, **options)


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


class SystemdUnits:
    """systemd-analyze prints what it understood of units, when asked to talk."""

    def __call__(self, texts):
        # Lines add up in one unit; of a description a unit has one.
        if b"Description=" in texts[0]:
            return in_batches(self.descriptions, 100)(texts)
        return in_batches(self.commands if b"ExecStart=" in texts[0] else self.variables, 500)(texts)

    def analyze(self, units):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"fuzz{number}.service" for number in range(len(units))]
            for path, text in zip(paths, units):
                path.write_bytes(text)
            result = run(["systemd-analyze", "verify", "--man=no", *paths],
                         env=os.environ | {"SYSTEMD_LOG_LEVEL": "debug"})
        complaints = [line for line in result.stderr.splitlines() if b"/fuzz" in line and b".service:" in line]
        if complaints:
            raise Unreadable(complaints[0].decode("utf-8", "replace")[:300])
        dump = {}
        for line in result.stdout.split(b"\n"):
            line = line.lstrip(b"\t")
            if line.startswith(b"-> Unit "):
                lines = dump[line[8:-1].decode()] = []
            elif dump:
                lines.append(line)
        return [dump.get(path.name, []) for path in paths]

    @staticmethod
    def labelled(lines, label):
        return [line[len(label):] for line in lines if line.startswith(label)]

    def variables(self, texts):
        tail = b"[Service]\nType=oneshot\nExecStart=/bin/true\n"
        lines, = self.analyze([b"".join(texts) + tail])
        found = {}
        for line in self.labelled(lines, b"Environment: "):
            name, _, value = line.decode().partition("=")
            if name != "X":
                found[name] = {"environment": value}
        return list(found.values())

    def commands(self, texts):
        lines, = self.analyze([b"[Service]\nType=oneshot\n" + b"".join(texts)])
        return [{"command": self.words(line)} for line in self.labelled(lines, b"Command Line: ")]

    def descriptions(self, texts):
        tail = b"[Service]\nType=oneshot\nExecStart=/bin/true\n"
        found = []
        for lines in self.analyze([text + tail for text in texts]):
            values = self.labelled(lines, b"Description: ")
            found.append({"description": values[0].decode()} if len(values) == 1
                         else Unreadable(f"{len(values)} descriptions"))
        return found

    @staticmethod
    def words(line):
        """Undoes the quoting of the dump: bare words, and words in double quotes with C escapes."""
        words = []
        for word in re.findall(rb'"(?:[^"\\]|\\.)*"|[^ ]+', line, re.S):
            if word.startswith(b'"'):
                word = re.sub(rb"\\([0-7]{3}|.)", SystemdUnits.unescape, word[1:-1], flags=re.S)
            words.append(word.decode())
        return words

    @staticmethod
    def unescape(match):
        escape = match[1]
        if len(escape) == 3:
            return bytes([int(escape, 8)])
        return {b"t": b"\t", b"n": b"\n"}.get(escape, escape)


OS_RELEASE = {"BUILD_ID": "B", "VERSION_ID": "w", "VARIANT_ID": "W", "ID": "o"}


def systemd_environment(texts):
    """systemd's reader of environment files also reads os-release, of which tmpfiles tells."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "etc").mkdir()
        named = list(zip(texts, OS_RELEASE.items()))
        lines = [re.sub(rb"V[0-9]+", name.encode(), text, count=1) for text, (name, _) in named]
        (root / "etc" / "os-release").write_bytes(b"".join(lines))
        (root / "t.conf").write_text("".join(f"f+ /{x} - - - - [%{x}]\n" for _, (_, x) in named))
        run(["systemd-tmpfiles", f"--root={root}", "--create", root / "t.conf"])
        found = []
        for _, (_, letter) in named:
            path = root / letter
            text = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
            found.append([text[1:-1]] if text else Unreadable("nothing"))
        return found


class OpenSSL:
    HEAD = b"[req]\nprompt=no\nutf8=yes\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\n"

    def __init__(self):
        self.folder = None

    def __call__(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.folder / "key"])
            return in_batches(self.subjects, 250)(texts)

    def subjects(self, texts):
        config = self.folder / "a.cnf"
        config.write_bytes(self.HEAD + b"".join(texts))
        result = run(["openssl", "req", "-new", "-key", self.folder / "key", "-config", config,
                      "-outform", "DER"])
        if result.returncode != 0:
            raise Unreadable(result.stderr.decode("utf-8", "replace")[:300])
        return [string.decode() for string in self.strings(result.stdout)]

    def strings(self, der):
        """The UTF-8 strings in a DER encoding."""
        at = 0
        while at < len(der):
            tag, length = der[at], der[at + 1]
            at += 2
            if length >= 0x80:
                count = length - 0x80
                length = int.from_bytes(der[at:at + count], "big")
                at += count
            if tag == 0x0C:
                yield der[at:at + length]
            elif tag & 0x20:
                yield from self.strings(der[at:at + length])
            at += length


def nft(texts):
    result = run(["unshare", "--net", "sh", "-c", "nft -f - && nft -j list ruleset"],
                 data=b"".join(texts))
    if result.returncode != 0:
        raise Unreadable(result.stderr.decode("utf-8", "replace")[:300])
    objects = json.loads(result.stdout)["nftables"]
    rules = [item["rule"] for item in objects if "rule" in item]
    if [rule["table"] for rule in rules] != sorted(
        (rule["table"] for rule in rules), key=lambda name: int(name[1:])
    ):
        raise Unreadable("other tables")
    return [rule.get("comment") for rule in rules]


def nft_works():
    tools = shutil.which("nft") and shutil.which("unshare")
    return bool(tools) and run(["unshare", "--net", "nft", "list", "ruleset"]).returncode == 0


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
