"""Runs programs and says what they cost."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    wall: float  # seconds
    cpu: float  # user and system seconds, of the program and its children
    rss: int  # bytes, of the largest process
    instructions: int | None  # in user mode; None where the processor's counter is out of reach


def why_no_instructions() -> str | None:
    """Why instructions cannot be counted; None when they can."""
    if not shutil.which("perf"):
        return "perf is not installed"
    probe = subprocess.run(
        ["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True
    )
    if probe.returncode != 0 or not probe.stderr.split(",")[0].strip().isdigit():
        return "perf cannot read the processor's counter on this machine"
    return None


class Meter:
    def __init__(self) -> None:
        self.counts = why_no_instructions() is None

    def run(self, command: list[str], env: dict[str, str] | None = None) -> Cost:
        """Runs a command that must succeed; what it prints is shown only when it fails."""
        with tempfile.TemporaryDirectory() as folder:
            counter, printed = Path(folder, "perf"), Path(folder, "output")
            if self.counts:
                perf = shutil.which("perf") or ""
                command = [perf, "stat", "-x,", "-e", "instructions:u", "-o", str(counter), *command]
            redirect = [
                (os.POSIX_SPAWN_OPEN, 1, str(printed), os.O_WRONLY | os.O_CREAT, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ]
            start = time.perf_counter()
            environment = os.environ | (env or {})
            process = os.posix_spawn(command[0], command, environment, file_actions=redirect)
            _, status, usage = os.wait4(process, 0)
            wall = time.perf_counter() - start
            if status != 0:
                sys.stderr.write(printed.read_text(errors="replace")[-4000:])
                raise SystemExit(f"failed: {' '.join(command)}")
            instructions = None
            if self.counts:
                lines = counter.read_text().splitlines()
                instructions = next(
                    int(line.split(",")[0]) for line in lines if "instructions" in line
                )
        cpu = usage.ru_utime + usage.ru_stime
        return Cost(wall, cpu, usage.ru_maxrss * 1024, instructions)


def tree_size(folder: Path) -> tuple[int, int]:
    """Files and bytes below a folder."""
    files = size = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(parent, name)).st_size
    return files, size


def summary(costs: list[Cost]) -> dict[str, float]:
    """Minimum and median: the minimum is nearest to what the work itself costs."""
    result = {
        "wall": min(cost.wall for cost in costs),
        "wall_median": statistics.median(cost.wall for cost in costs),
        "cpu": min(cost.cpu for cost in costs),
        "cpu_median": statistics.median(cost.cpu for cost in costs),
        "rss": max(cost.rss for cost in costs),
    }
    counts = [cost.instructions for cost in costs if cost.instructions is not None]
    if counts:
        result["instructions"] = min(counts)
    return result


def print_table(rows: list[list[str]]) -> None:
    """Prints a Markdown table; the first row is the head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths))
        ]
        print("| " + " | ".join(cells) + " |")
        if number == 0:
            bars = [("-" * width, "-" * (width - 1) + ":")[column > 0]
                    for column, width in enumerate(widths)]
            print("| " + " | ".join(bars) + " |")
    print(flush=True)


def cost_cells(costs: list[Cost]) -> list[str]:
    found = summary(costs)
    cells = [
        f"{found['cpu']:.2f} ({found['cpu_median']:.2f})",
        f"{found['wall']:.2f} ({found['wall_median']:.2f})",
        f"{found['rss'] / 1e6:.0f} MB",
    ]
    if "instructions" in found:
        cells.append(f"{found['instructions'] / 1e9:.2f} G")
    return cells


def cost_heads(meter: Meter) -> list[str]:
    return ["CPU s", "wall s", "RSS"] + (["instructions"] if meter.counts else [])
