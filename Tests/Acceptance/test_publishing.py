"""Publishing is a transaction: whatever goes wrong, the site is the old one or the new one."""

import os
import random
import signal
import subprocess
import time

import pytest

from trees import identities, snapshot

KILLS = 30


@pytest.fixture
def published(program, copy_workspace, tmp_path):
    """A workspace, and the site that was built from it."""
    workspace = copy_workspace(f"publishing-{tmp_path.name}")
    return workspace, program.build(workspace, tmp_path / "www" / "site")


def test_nothing_changed(program, published):
    """a second build writes nothing: same files, same times"""
    workspace, site = published
    before = identities(site)
    time.sleep(0.02)
    program.build(workspace, site)
    assert identities(site) == before


def test_small_change(program, published):
    """after a change of one page only what depends on it is written"""
    workspace, site = published
    before = identities(site)
    workspace.edit_first_page("One more sentence.")
    program.build(workspace, site)
    after = identities(site)
    changed = {
        path
        for path in after
        if after[path][1] != before.get(path, (0, 0))[1] and not (site / path).is_dir()
    }
    assert changed and set(before) == set(after)
    assert not {path for path in changed if "/hosts/" in path or "/files/" in path}


def test_removed_cluster(program, published):
    """a cluster that is gone from the guide is gone from the site"""
    workspace, site = published
    (workspace.clusters / "prod.yaml").unlink()
    program.build(workspace, site)
    assert not (site / "kubernetes" / "prod").exists() and (site / "kubernetes" / "lab").exists()


@pytest.mark.parametrize("mistake", ["{{ no_such_parameter }}", "<!-- @if true -->"])
def test_failed_build(program, published, mistake):
    """a mistake in a page ends with 1, names the page, and leaves the site alone"""
    workspace, site = published
    before = snapshot(site), identities(site)
    workspace.edit_first_page(mistake)
    result = program.run(workspace, site)
    assert result.returncode == 1 and "error:" in result.stderr and ".md:" in result.stderr
    assert (snapshot(site), identities(site)) == before
    assert list(site.parent.iterdir()) == [site]


def test_wrong_value(program, published):
    """a wrong value in a cluster file ends with 1 and leaves the site alone"""
    workspace, site = published
    before = snapshot(site)
    workspace.add_cluster("lab", "lab", pod_cidr="192.168.0.0/16")
    result = program.run(workspace, site)
    assert result.returncode == 1 and "clusters/lab.yaml" in result.stderr, result.stderr
    assert snapshot(site) == before


def test_lost_output(program, published):
    """a value that could not be printed, as on a full disk, ends with 2"""
    workspace, _ = published
    command = [str(program.path), "eval", "machines", str(workspace.path), "--cluster", "lab"]
    with open("/dev/full", "w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 2 and "No space left" in result.stderr, result


def test_killed(program, copy_workspace, folder):
    """killed at thirty random moments, the site is exactly the old or exactly the new one"""
    workspaces = [copy_workspace("killed/this"), copy_workspace("killed/that")]
    for workspace in workspaces:
        # More clusters make the time of writing longer, and so easier to hit.
        for number in range(4):
            workspace.add_cluster(f"lab-{number}", "lab", cluster_name=f"lab-{number}")
    workspaces[1].edit_first_page("Changed on every cluster: {{ cluster_name }}.")
    (workspaces[1].clusters / "lab-3.yaml").unlink()
    site = folder / "killed" / "www" / "site"
    trees = []
    for workspace in workspaces:
        started = time.monotonic()
        trees.append(snapshot(program.build(workspace, site)))
        duration = time.monotonic() - started
    assert trees[0] != trees[1]

    numbers, killed = random.Random(4711), 0
    for attempt in range(KILLS):
        workspace = workspaces[attempt % 2]
        process = subprocess.Popen(
            program.command(workspace, site), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(duration * (attempt + numbers.random()) / KILLS)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        assert snapshot(site) in trees, f"neither old nor new after attempt {attempt}"
        # The next build finds its way, and clears away what the killed one left.
        program.build(workspace, site)
        assert snapshot(site) == trees[attempt % 2]
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert killed > KILLS // 2, f"only {killed} of {KILLS} were killed while they worked"


def test_disk_full(namespaces, program, copy_workspace, folder):
    """a full disk ends with 2, says so, and leaves the old site"""
    workspace = copy_workspace("disk-full")
    small = folder / "disk-full" / "disk"
    small.mkdir(parents=True)
    built = program.build(workspace, folder / "disk-full" / "built", "--cluster", "lab")
    kibibytes = int(subprocess.check_output(["du", "-sk", built], text=True).split()[0])
    workspace.edit_first_page("Every page changes: " + "x" * 2000)
    script = """set -eu
        mount -t tmpfs -o size=$(( $2 + 64 ))k full "$1"
        cp -a "$3" "$1/site"
        shift 3
        status=0
        "$@" || status=$?
        tar -C "$0" -cf - . >"$0.tar"
        exit $status"""
    command = ["unshare", "--mount", "sh", "-c", script, small, small, str(kibibytes), built]
    result = program.run(workspace, small / "site", wrapper=command)
    assert result.returncode == 2, (result.returncode, result.stderr)
    assert os.strerror(28) in result.stderr, result.stderr
    left = folder / "disk-full" / "left"
    left.mkdir()
    subprocess.run(["tar", "-xf", f"{small}.tar", "-C", left], check=True)
    assert snapshot(left / "site") == snapshot(built)


def test_read_only(namespaces, program, published, folder):
    """a folder that cannot be written ends with 2, says so, and leaves the old site"""
    workspace, site = published
    before = snapshot(site)
    workspace.edit_first_page("A change that cannot be published.")
    script = 'mount --bind -o ro "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", script, site.parent]
    result = program.run(workspace, site, wrapper=command)
    assert result.returncode == 2 and os.strerror(30) in result.stderr, result.stderr
    assert snapshot(site) == before
