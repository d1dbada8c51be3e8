"""The demonstration, made once for all that is said of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec import Struct
from tests.cli.cli_runs import in_a_process


class Demo(Struct, frozen=True):
    """What the demonstration made and said."""

    folder: Path
    told: subprocess.CompletedProcess[str]

    def pdf(self, name: str) -> bytes:
        """One of its PDFs."""
        return (self.folder / f"{name}.pdf").read_bytes()

    def text(self, name: str) -> list[str]:
        """The text of each page of one of its PDFs, as pdftotext reads it."""
        path = self.folder / f"{name}.pdf"
        done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
        return done.stdout.split("\f")[:-1]

    @property
    def pdfs(self) -> list[str]:
        """The names of all its PDFs."""
        return sorted(path.stem for path in self.folder.glob("*.pdf"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Made by the command as a person calls it."""
    folder = tmp_path_factory.mktemp("journey") / "demo"
    return Demo(folder, in_a_process("demo", "--into", folder))
