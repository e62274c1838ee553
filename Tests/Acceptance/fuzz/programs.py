"""Programs whose output must be taken apart to see what they read: systemd, OpenSSL, nft."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from fuzz.batches import Unreadable, in_batches, run


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
        complaints = [line for line in result.stderr.splitlines()
                      if b"/fuzz" in line and b".service:" in line]
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
            run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout",
                 "-out", self.folder / "key"])
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
