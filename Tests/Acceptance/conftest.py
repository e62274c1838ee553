"""What all checks share: the built site, its clusters, and machines on which to use it."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import reporting
from browser import launch
from estate import Estate
from machines import Network
from pki import PKI
from program import Program, Workspace
from site_reader import Cluster

REPOSITORY = Path(__file__).resolve().parents[2]
CLUSTERS = sorted(
    (path.parents[1].name, path.stem)
    for path in REPOSITORY.glob("content/*/clusters/*.yaml")
    if not path.name.endswith(".lock.yaml")
)
SAMPLES = sorted((REPOSITORY / "Tests" / "Samples").glob("*.yaml"))
# Clusters with something to install: the samples but the one that is only to be read.
INSTALLABLE = sorted(
    {name for guide, name in CLUSTERS if guide == "kubernetes"}
    | {path.stem for path in SAMPLES} - {"classic"}
)


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    standard = config.pluginmanager.get_plugin("terminalreporter")
    config.pluginmanager.unregister(standard)
    config.pluginmanager.register(reporting.Reporter(config), "terminalreporter")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    report.title = reporting.title(item)
    return report


@pytest.fixture(scope="session")
def folder():
    """Everything that the checks write is in here."""
    return Path(os.environ["ACCEPTANCE_FOLDER"])


@pytest.fixture(scope="session")
def program():
    return Program(Path(os.environ["ACCEPTANCE_PROGRAM"]))


@pytest.fixture(scope="session")
def copy_workspace(folder):
    """Makes a copy of the guide and the templates: copy_workspace(name) -> Workspace."""

    def copy(name):
        return Workspace.copy(REPOSITORY, folder / "workspaces" / name)

    return copy


@pytest.fixture(scope="session")
def site(program, copy_workspace, folder):
    """The site of the committed content, built once."""
    workspace = copy_workspace("committed")
    return program.build(workspace, folder / "site")


@pytest.fixture(scope="session")
def samples(program, copy_workspace, folder):
    """Every committed cluster of the guide and every sample, by name, built once."""
    workspace = copy_workspace("samples")
    for path in SAMPLES:
        shutil.copy(path, workspace.clusters)
    site = program.build(workspace, folder / "samples")
    return {path.name: Cluster(path) for path in (site / "kubernetes").iterdir() if path.is_dir()}


@pytest.fixture(scope="session")
def estates(request, samples, folder):
    """The estates of those samples that any check asks for, made two at a time, in their order."""
    wanted = [
        item.callspec.params.get("estate")
        for item in request.session.items
        if hasattr(item, "callspec")
    ]
    with ThreadPoolExecutor(2) as pool:
        yield {
            name: pool.submit(Estate, samples[name], folder / "estates" / name)
            for name in dict.fromkeys(filter(None, wanted))
        }
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session", params=INSTALLABLE)
def estate(request, estates):
    """A sample cluster after the scripts of its archive have run."""
    return estates[request.param].result()


@pytest.fixture(scope="session", params=CLUSTERS, ids=[name for _, name in CLUSTERS])
def cluster(request, site):
    guide, name = request.param
    return Cluster(site / guide / name)


@pytest.fixture(scope="session")
def pki(cluster, folder):
    """The cluster's certificates, made once by its own script."""
    return PKI.make(cluster, folder / "pki" / cluster.name)


@pytest.fixture(scope="session")
def namespaces():
    """Skips where a container forbids namespaces."""
    probe = subprocess.run(
        ["unshare", "--net", "--mount", "--uts", "true"], capture_output=True, text=True
    )
    if probe.returncode != 0:
        pytest.skip(f"no namespaces here: {probe.stderr.strip()}")


@pytest.fixture(scope="session")
def network(namespaces, cluster, folder):
    """All machines of the cluster, on one network, with their files installed."""
    with Network(cluster, folder / "machines" / cluster.name) as network:
        yield network


@pytest.fixture(scope="session")
def credentials(pki):
    """The same folder after make-secrets.sh."""
    result = pki.make_secrets()
    assert result.returncode == 0, result.stderr
    return pki


@pytest.fixture(scope="session")
def certified(network, credentials, folder):
    """The machines after hand-out.sh, which gets stand-ins for ssh and sudo."""
    result = network.hand_out(credentials, folder / "programs" / network.cluster.name)
    assert result.returncode == 0, result.stderr
    return network


@pytest.fixture(scope="session")
def browsers(namespaces, folder):
    """Two browsers: one without any network, and one that reaches this machine."""
    with launch(folder) as browsers:
        yield browsers


@pytest.fixture(scope="session")
def browser(browsers):
    """A browser without any network."""
    return browsers[0]


@pytest.fixture(scope="session")
def lab(site):
    """The first cluster that is committed."""
    return Cluster(site.joinpath(*CLUSTERS[0]))
