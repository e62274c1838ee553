"""Reads a built site as its users do: manifest, pages, archives."""

import json
import subprocess
import tarfile
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """Something to run, or a check, with its text for some hosts; without hosts, for the workstation."""

    id: str
    kind: str
    step: str
    hosts: tuple
    title: str
    text: str
    expect: str | None


class PageReader(HTMLParser):
    """Collects ids, references, code boxes and the texts of all boxes of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.references, self.boxes, self.language = set(), [], [], None
        self._box, self._field, self._expecting = None, [], False
        self.texts, self._text = [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            assert attributes["id"] not in self.ids, f"two elements have id {attributes['id']}"
            self.ids.add(attributes["id"])
        if tag == "html":
            self.language = attributes.get("lang")
        for name in ("href", "src"):
            if name in attributes:
                self.references.append(attributes[name])
        classes = (attributes.get("class") or "").split()
        if tag == "pre":
            self._text = []
        if tag == "figure":
            self._box = {
                "classes": classes,
                "href": [],
                "pre": [],
                "expect": [],
                "title": [],
                "host-list": [],
            }
            self.boxes.append(self._box)
        if self._box is None:
            return
        if tag == "a" and "download" in attributes:
            self._box["href"].append(attributes["href"])
        if tag == "p" and "expect" in classes:
            self._expecting = True
        if tag in ("span", "pre", "code"):
            self._field.append((tag, self._field_of(tag, classes)))

    def _field_of(self, tag, classes):
        if tag == "pre" or (tag == "code" and self._expecting):
            return "expect" if self._expecting else "pre"
        return next((name for name in ("title", "host-list") if name in classes), None)

    def handle_endtag(self, tag):
        if tag == "pre":
            self.texts.append("".join(self._text))
            self._text = None
        if tag == "figure":
            self._box, self._field = None, []
        elif tag == "p":
            self._expecting = False
        elif self._field and self._field[-1][0] == tag:
            self._field.pop()

    def handle_data(self, data):
        if self._text is not None:
            self._text.append(data)
        field = next((name for _, name in self._field if name), None)
        if self._box is not None and field:
            self._box[field].append(data)


@dataclass(frozen=True)
class Cluster:
    """One cluster's part of a site."""

    path: Path

    @property
    def name(self):
        return self.path.name

    @cached_property
    def manifest(self):
        return json.loads((self.path / "manifest.json").read_text())

    @property
    def values(self):
        return self.manifest["values"]

    @property
    def files(self):
        return [self.path / file["path"] for file in self.manifest["files"]]

    @property
    def archives(self):
        return [self.path / archive["path"] for archive in self.manifest["archives"]]

    @property
    def cluster_archive(self):
        return next(self.path / a["path"] for a in self.manifest["archives"] if "host" not in a)

    def host_archive(self, host):
        return next(
            self.path / a["path"] for a in self.manifest["archives"] if a.get("host") == host
        )

    def pages(self, language="en"):
        return sorted((self.path / language).glob("*.html"))

    @cached_property
    def commands(self):
        """What the guide has people run and check, in order, with the texts of the cluster's archive."""
        members = {}
        with tarfile.open(self.cluster_archive) as archive:
            for entry in archive:
                path = entry.name.partition("/")[2]
                if "commands" in path.split("/")[:-1] or path.endswith("commands.list"):
                    members[path] = archive.extractfile(entry).read().decode()
        texts = {}
        for path, text in members.items():
            if path.endswith("commands.list"):
                folder = path.removesuffix("commands.list")
                host = folder.split("/")[1] if folder else None
                for kind, id, _, _, script, _, title in rows(text):
                    if kind in ("run", "check") and script != "-":
                        script = f"{folder}commands/{script}"
                        expect = members.get(f"{script.rpartition('.')[0]}.expect")
                        texts.setdefault(id, []).append((host, title, members[script], expect))
        return [
            command
            for step in self.manifest["steps"]
            for entry in step["commands"]
            for command in different(step, entry, texts[entry["id"]])
        ]

    def boxes(self, host, containing, kind="check"):
        """The commands of a host whose text contains a word; at least one."""
        found = [
            box
            for box in self.commands
            if box.kind == kind and host in box.hosts and containing in box.text
        ]
        assert found, f"no {kind} box of {host} contains {containing!r}"
        return found


def rows(text):
    """The fields of each line of a list."""
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def different(step, entry, copies):
    """One command for each text that a command has on its hosts."""
    hosts = {}
    for host, *command in copies:
        hosts.setdefault(tuple(command), []).append(host)
    wanted = {copy.get("host") for copy in entry["copies"]}
    assert wanted == {host for names in hosts.values() for host in names}, entry["id"]
    for (title, text, expect), names in hosts.items():
        names = tuple(name for name in names if name)
        yield Command(entry["id"], entry["kind"], step["id"], names, title, text, expect)


def unpack(archive, folder):
    """Unpacks with GNU tar; the one folder at its top."""
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-xzf", archive, "-C", folder], check=True)
    (top,) = folder.iterdir()
    return top
