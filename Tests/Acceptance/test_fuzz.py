"""Values in every position of every language, more than a million of them, read back by the programs
that will read them: a value never breaks out of its place.

BESPOKE_FUZZ scales the number of values: 1 makes the million, 0.01 takes seconds."""

import os
from collections import Counter
from pathlib import Path

import pytest

from conftest import REPOSITORY
from fuzz.campaign import Campaign
from fuzz.positions import KINDS
from fuzz.values import corpus_lines

COUNT = 5000
SCALE = float(os.environ.get("BESPOKE_FUZZ", "1"))
CORPUS = Path(os.environ.get("BESPOKE_SHARED", REPOSITORY.parent / "shared")) / "corpora"
# One position for each encoder: without it, a reader must notice.
ENCODERS = {
    "shellWord": "bash: argument",
    "shellQuotedWord": "bash: case pattern",
    "shellDoubleQuoted": "bash: double quotes",
    "shellSingleQuoted": "bash: single quotes",
    "shellANSIQuoted": "bash: between $' and '",
    "shellArithmetic": "bash: arithmetic behind a variable",
    "shellHereDocument": "bash: lines of a here-document",
    "yamlDoubleQuoted": "yaml: double quotes",
    "yamlSingleQuoted": "yaml: single quotes",
    "yamlBlockLines": "yaml: line of a block scalar",
    "jsonString": "json: string",
    "jsonValue": "json: value",
    "tomlString": "toml: string",
    "tomlValue": "toml: value",
    "csvQuoted": "csv: in a quoted field",
    "envFileQuoted": "env: value",
    "unitCommandWord": "systemd: argument of ExecStart=",
    "unitQuotedWord": "systemd: Environment=",
    "unitFreeText": "systemd: start of Description=",
    "unitFreeTextEnd": "systemd: Description=",
    "configurationCommentEnd": "cnf: comment",
    "configurationArmoredLines": "pem: lines",
    "openSSLValue": "cnf: value",
    "openSSLQuoted": "cnf: double quotes",
    "HTMLEscaping.appendText": "html: text",
    "HTMLEscaping.append": "html-attribute: attribute",
}


@pytest.fixture(scope="module")
def tool():
    """The program that places values, built beside the one under test."""
    path = os.path.join(os.path.dirname(os.environ["ACCEPTANCE_PROGRAM"]), "place-values")
    assert os.access(path, os.X_OK), "swift build -c release --product place-values"
    return path


@pytest.fixture(scope="module")
def campaign(tool):
    corpus = corpus_lines(CORPUS)
    if not corpus:
        print(f"note  fuzz: no payloads of others in {CORPUS}; only our own")
    return Campaign(tool, COUNT * SCALE, corpus)


@pytest.fixture(scope="module")
def results(campaign):
    return campaign.run()


def print_report(campaign, results, reads):
    for name in campaign.missing:
        print(f"note  fuzz: {name} is not here, and read nothing")
    for position in campaign.positions:
        refused = [r.kind for r in results if r.position is position and r.refusal]
        if refused:
            print(f"      {position.title} refuses {', '.join(refused)}")
    for name, count in reads.most_common():
        print(f"      {count:9,} read by {'our own readers' if name == 'tokens' else name}")
    print(
        f"      {reads.total():9,} reads in {len(campaign.positions)} positions, "
        f"{sum(bool(r.refusal) for r in results)} of {len(results)} kinds refused, "
        f"{sum(r.wrong.total() for r in results)} wrong"
    )


def test_report(campaign, results, capsys):
    """what was read, by whom, and what was refused"""
    reads = sum((result.reads for result in results), Counter())
    # How much was tried belongs into the output of every run, also of one that passes.
    with capsys.disabled():
        print_report(campaign, results, reads)
    assert len(results) == len(campaign.positions) * len(KINDS)
    assert reads["tokens"] > 0
    by_others = reads.total() - reads["tokens"] - reads["bytes"]
    if not campaign.missing:
        assert by_others >= 1_000_000 * min(SCALE, 1)
    # No reader came out empty: each is asked for its positions.
    assert set(reads) - {"tokens"} == set(campaign.readers)


def test_refusals(results):
    """a kind of values is refused exactly where no value of that kind is safe"""
    others = [(r.position.title, r.kind, r.refusal) for r in results if not r.is_as_agreed]
    assert others == []


def test_values_come_back(results):
    """every reader finds exactly the value, and nothing else changed"""
    wrong = [example for result in results for example in result.examples]
    assert wrong == [], "\n".join(wrong[:50])


@pytest.mark.parametrize("encoder", ENCODERS)
def test_mutation(tool, encoder):
    """without its encoder, values break out, and the reader sees it"""
    campaign = Campaign(tool, 150, identity=True)
    campaign.select(ENCODERS[encoder])
    results = campaign.run()
    if not set(campaign.positions[0].readers) & set(campaign.readers):
        pytest.skip("its reader is not here")
    reads = sum((result.reads for result in results), Counter())
    wrong = sum((result.wrong for result in results), Counter())
    assert 0 < wrong.total() <= reads.total(), (reads, wrong)
