"""One guide, many clusters: the repository's own guide with generated values."""

import random
import shutil
from pathlib import Path

from measure import Cost, Meter, cost_cells, cost_heads, print_table, tree_size

CHANGED = "one cluster changed"
LABELS = ["fresh", "unchanged", CHANGED]


def cluster_file(index: int, seed: int = 1) -> str:
    """The values of one cluster: names, networks, number of machines and choices vary."""
    choice = random.Random(f"{seed}/{index}")
    prefix = f"10.{128 + index // 250 % 64}.{index % 250}"
    masters = choice.choice([1, 1, 3])
    machines = [
        f"  - {{name: cp{number}, ip: {prefix}.{10 + number}, role: master}}"
        for number in range(1, masters + 1)
    ]
    machines += [
        f"  - {{name: w{number}, ip: {prefix}.{20 + number}}}"
        for number in range(1, choice.randint(1, 4) + 1)
    ]
    lines = [
        f"title: Cluster {index}",
        f"cluster_name: c{index:05d}",
        f"node_network: {prefix}.0/24",
        f"pod_cidr: 10.{choice.randrange(8, 64)}.0.0/16",
        f"service_cidr: 10.{choice.randrange(64, 128)}.0.0/16",
        f"k8s_version: {choice.choice(['1.34', '1.35', '1.36'])}",
        f"pod_network: {choice.choice(['routed', 'vxlan'])}",
        f"key_alg: {choice.choice(['ecdsa', 'rsa'])}",
        f"firewall: {choice.choice(['nftables', 'nftables', 'none'])}",
        f"ssh_user: {choice.choice(['root', 'debian'])}",
        "machines:",
        *machines,
    ]
    if masters > 1:
        lines.append(f"master_name: api.c{index:05d}.example.com")
    return "\n".join(lines) + "\n"


def write_workspace(folder: Path, guide: Path, count: int) -> Path:
    """Copies the guide without its clusters and gives it `count` new ones."""
    target = folder / "content" / guide.name
    shutil.copytree(guide, target, ignore=lambda _, names: [n for n in names if n == "clusters"])
    (target / "clusters").mkdir()
    for index in range(1, count + 1):
        (target / "clusters" / f"c{index:05d}.yaml").write_text(cluster_file(index))
    return target


def run(meter: Meter, bespoke: str, guide: Path, disk: Path, options) -> None:
    folder = disk / "clusters"
    target = write_workspace(folder, guide, options.clusters)
    print(
        f"## One guide ({guide.name}) for {options.clusters} clusters, "
        f"minimum (median) of {options.runs} runs\n"
    )
    changed = target / "clusters" / f"c{options.clusters // 2:05d}.yaml"
    former = changed.read_text()
    output = folder / "out"
    costs: dict[str, list[Cost]] = {}
    made = (0, 0)
    for number in range(options.runs):
        for jobs in (1, 2):
            command = [bespoke, "build", str(folder), "-o", str(output), "-q", "--jobs", str(jobs)]
            for label in LABELS:
                if label == CHANGED:
                    changed.write_text(former + f"api_port: {7000 + number}\n")
                costs.setdefault(f"{label}, --jobs {jobs}", []).append(meter.run(command))
            changed.write_text(former)
            made = tree_size(output)
            shutil.rmtree(output)
    files, size = made
    rows = [["", "files / CPU s", *cost_heads(meter)]]
    for label in sorted(costs, key=lambda text: LABELS.index(text.split(",")[0])):
        cpu = min(cost.cpu for cost in costs[label])
        rows.append([label, f"{files / cpu:.0f}", *cost_cells(costs[label])])
    print(f"{files} files, {size / 1e6:.1f} MB\n")
    print_table(rows)
