"""The scripts of the archives, judged by shells and ShellCheck, and the commands that pages show."""

import subprocess

import pytest

from site_reader import PageReader, unpack

# A file that is sourced is on the machine, not here.
EXCEPTIONS = "SC1091"


def shell_of(path):
    first = path.read_bytes().partition(b"\n")[0]
    return {b"#!/bin/sh": "dash", b"#!/bin/bash": "bash", b"#!/usr/bin/env bash": "bash"}.get(first)


def examine(command, *paths):
    return subprocess.run([*command, *paths], capture_output=True, text=True)


@pytest.fixture(scope="module")
def scripts(cluster, tmp_path_factory):
    """The scripts of the guide, and those that the program adds to the archives."""
    tops = [
        unpack(archive, tmp_path_factory.mktemp("bundle") / "unpacked")
        for archive in cluster.archives
    ]
    added = {path.read_bytes(): path for top in tops for path in top.glob("*.sh")}
    found = [path for path in [*cluster.files, *added.values()] if shell_of(path)]
    assert found
    return found


def test_script_syntax(scripts):
    """each script is read by the shell that its first line names"""
    for path in scripts:
        result = examine([shell_of(path), "-n"], path)
        assert (result.returncode, result.stderr) == (0, ""), path


def test_script_modes(cluster, scripts):
    """exactly the scripts are executable"""
    executable = {
        cluster.path / file["path"]
        for file in cluster.manifest["files"]
        if int(file["mode"], 8) & 0o111
    }
    assert executable == set(scripts) & set(cluster.files)


def test_script_quality(scripts):
    """ShellCheck has nothing to say about any script"""
    result = examine(["shellcheck", f"--exclude={EXCEPTIONS}"], *scripts)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_commands_are_shown(cluster, language):
    """the scripts of the archives run what the pages show, and wait for what the pages expect"""
    pages = {page.stem: PageReader(page.read_text()) for page in cluster.pages(language)}
    assert cluster.commands
    for command in cluster.commands:
        texts = [text.rstrip("\n") for text in pages[command.step.partition("#")[0]].texts]
        assert command.text.rstrip("\n") in texts, command.id
