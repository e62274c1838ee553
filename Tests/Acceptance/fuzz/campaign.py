"""Runs positions against readers, and counts."""

import multiprocessing
import os
import subprocess
from collections import Counter
from dataclasses import dataclass, field, replace

from fuzz.batches import Unreadable
from fuzz.positions import KINDS, NUMBER, POSITIONS
from fuzz.readers import available
from fuzz.values import Values

# The exit code of place-values when no value of the kind may stand in the position.
REFUSED = 3


@dataclass
class Result:
    """What came of a kind of values in a position."""

    position: object
    kind: str
    refusal: str = ""
    reads: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    examples: list = field(default_factory=list)

    @property
    def is_as_agreed(self):
        return (self.kind in self.position.accepts) == (not self.refusal)


def identical(left, right):
    """Equality that knows 1, 1.0 and True apart."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return list(left) == list(right) and all(identical(left[key], right[key]) for key in left) \
            and all(type(a) is type(b) for a, b in zip(left, right))
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(identical, left, right))
    return left == right


class Campaign:
    """`count` is the number of lines that are tried where the reader is quick; of other kinds it is
    a share. `identity` leaves the encoders out."""

    def __init__(self, tool, count, corpus=(), identity=False):
        self.tool = tool
        self.count = count
        self.values = Values(corpus)
        self.identity = identity
        self.readers, self.missing = available()
        self.positions = POSITIONS

    def select(self, title):
        """Tries one position only."""
        self.positions = [replace(position, share=1) for position in POSITIONS
                          if position.title == title]
        assert self.positions, title

    def run(self):
        """Results of all kinds in all positions."""
        jobs = [(index, kind) for index in range(len(self.positions)) for kind in KINDS]
        global campaign
        campaign = self
        context = multiprocessing.get_context("fork")
        with context.Pool(os.cpu_count() or 1) as pool:
            results = pool.map(judge, jobs, chunksize=1)
        for (index, _), result in zip(jobs, results):
            result.position = self.positions[index]
        order = {position.title: index for index, position in enumerate(self.positions)}
        return sorted(results, key=lambda r: (order[r.position.title], KINDS.index(r.kind)))

    def place(self, position, kind, values, *mode):
        template = position.template.encode()
        data = b"\0".join([template, *values]) + b"\0"
        command = [self.tool, *mode, position.language, kind]
        result = subprocess.run(command, input=data, capture_output=True, timeout=600)
        if result.returncode == REFUSED:
            return None, result.stderr.decode().strip()
        assert result.returncode == 0, (position.title, kind, result.returncode, result.stderr)
        texts = result.stdout.split(b"\0")
        assert texts.pop() == b"" and len(texts) == len(values), (position.title, kind)
        return texts, ""

    def judge(self, index, kind):
        position = self.positions[index]
        result = Result(position, kind)
        count = max(1, round(self.count * position.share * WEIGHTS[kind]))
        values = self.values.make(
            kind, position.title, count, position.edges, position.longest, tame=self.identity,
            shortest=position.shortest,
        )
        texts, result.refusal = self.place(
            position, kind, values, *(["--identity"] if self.identity else [])
        )
        if texts is None:
            return result
        if position.readers and not self.identity:
            self.judge_tokens(result, position, kind, values)
        for name in position.readers:
            if name in self.readers and not (name == "jq" and kind == "integer"):
                # jq reads numbers as floating-point ones.
                self.judge_reader(result, name, values, texts)
        return result

    def judge_tokens(self, result, position, kind, values):
        """Our own reader of the language; pages have none."""
        if position.language.startswith("html"):
            return
        answers, _ = self.place(position, kind, values, "--tokens")
        for value, answer in zip(values, answers):
            result.reads["tokens"] += 1
            if answer != b"yes":
                self.blame(result, "tokens", value, "", answer)

    def judge_reader(self, result, name, values, texts):
        position = result.position
        show = position.show.encode() if name in SHELLS else b""
        # The marker is in front of the value, and at the end where a shell shows what it read.
        numbered = [
            self.number(text, number) + self.number(show, number)
            for number, text in enumerate(texts)
        ]
        for value, text, found in zip(values, numbered, self.readers[name](numbered)):
            result.reads[name] += 1
            if isinstance(found, Unreadable) or not identical(found, self.expected(result, value)):
                self.blame(result, name, value, text, found)

    @staticmethod
    def number(text, number):
        return text.replace(NUMBER.encode(), b"%d" % number, 1)

    @staticmethod
    def expected(result, value):
        text = value.decode()
        if result.position.typed and result.kind == "integer":
            return result.position.expected(int(text))
        if result.position.typed and result.kind == "boolean":
            return result.position.expected(text == "true")
        return result.position.expected(text)

    @staticmethod
    def blame(result, reader, value, text, found):
        result.wrong[reader] += 1
        if len(result.examples) < 3:
            result.examples.append(
                f"{result.position.title}, {result.kind}, {reader}: {value[:200]!r} written as "
                f"{text[:200]!r} is read as {str(found)[:200]!r}"
            )


SHELLS = ("bash", "dash", "busybox")
# Of integers and booleans a few thousand say all; lines are where the danger is.
WEIGHTS = {"integer": 0.1, "boolean": 0.01, "inert": 0.5, "line": 1, "armored": 0.1, "text": 0.6}
campaign = None


def judge(job):
    result = campaign.judge(*job)
    # Positions hold functions, which do not travel between processes.
    result.position = None
    return result
