"""The program under test, and workspaces for it to build."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Workspace:
    path: Path

    @classmethod
    def copy(cls, repository, path):
        for part in ("content", "templates"):
            shutil.copytree(repository / part, path / part)
        return cls(path)

    @property
    def clusters(self):
        return self.path / "content" / "kubernetes" / "clusters"

    def add_cluster(self, name, based_on, **values):
        """A further cluster: the values of another one, with some replaced or added."""
        text = (self.clusters / f"{based_on}.yaml").read_text()
        for key, value in values.items():
            text = re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE) + f"{key}: {value}\n"
        (self.clusters / f"{name}.yaml").write_text(text)

    def edit_first_page(self, text):
        """Appends text to the first page of the guide."""
        page = sorted((self.path / "content" / "kubernetes" / "en").glob("*.md"))[0]
        with page.open("a") as file:
            file.write(f"\n{text}\n")


@dataclass(frozen=True)
class Program:
    path: Path

    def command(self, workspace, output, *arguments):
        return [str(self.path), "build", str(workspace.path), "-o", str(output), *arguments]

    def run(self, workspace, output, *arguments, wrapper=(), **options):
        """Builds, whatever comes of it."""
        output.parent.mkdir(parents=True, exist_ok=True)
        command = [*wrapper, *self.command(workspace, output, *arguments)]
        environment = os.environ | options.pop("environment", {})
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=120, **options
        )

    def build(self, workspace, output, *arguments, **options):
        """Builds; the output folder."""
        result = self.run(workspace, output, *arguments, **options)
        assert result.returncode == 0, result.stderr
        return output
