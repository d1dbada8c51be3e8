"""The package as a council would get it: installed where nothing else is, used, and taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.journeys.x_display import x_display
from tests.ui.desks import played

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def _run(*command: str | Path, **environment: str) -> str:
    ended = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def package() -> Path:
    """Built anew from this very tree."""
    subprocess.run(["make", "installer"], cwd=ROOT, check=True, capture_output=True)
    return next(iter((ROOT / "dist").glob("panel-desk_*.deb")))


def _dpkg(root: Path, *arguments: str | Path) -> str:
    """The system's package manager, on a root of its own."""
    known = root / "var/lib/dpkg"
    for folder in ("info", "updates", "triggers"):
        (known / folder).mkdir(parents=True, exist_ok=True)
    for name in ("status", "available"):
        (known / name).touch()
    return _run(
        *(
            "dpkg",
            f"--root={root}",
            "--force-not-root",
            "--force-depends",
            "--force-script-chrootless",
            "--log=/dev/null",
        ),
        *arguments,
        PATH="/usr/sbin:/usr/bin:/sbin:/bin",
    )


@pytest.fixture(scope="module")
def installed(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A root that holds the package and nothing else."""
    root = tmp_path_factory.mktemp("root")
    _dpkg(root, "--install", package)
    yield root
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record to use and to keep."""
    return played(tmp_path_factory.mktemp("installed-demo"))


def _home(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_package_brings_menu_entry_icon_and_file_type(installed: Path) -> None:
    assert "Exec=panel-desk-window %F" in (installed / "usr/share/applications/panel-desk.desktop").read_text()
    assert (installed / "usr/share/icons/hicolor/scalable/apps/panel-desk.svg").is_file()
    assert "*.paneltrust" in (installed / "usr/share/mime/packages/panel-desk.xml").read_text()


def test_minutes_are_verified_by_the_installed_command(installed: Path, demo: Path, tmp_path: Path) -> None:
    command, minutes = installed / "usr/bin/panel-desk", demo / "minutes-SAFE-2026-10.pdf"
    said = _run(command, "verify", minutes, "--trust", demo / "trust.paneltrust", **_home(tmp_path))
    assert "Dana Prior" in said


def test_a_workbook_is_read_in_a_process_of_its_own(installed: Path, tmp_path: Path) -> None:
    book = next((ROOT / "resources/demo").rglob("*.xlsx"))
    assert "rows" in _run(installed / "usr/bin/panel-desk", "check-list", book, **_home(tmp_path))


def test_the_window_opens_on_a_real_display(installed: Path, tmp_path: Path) -> None:
    with x_display() as display:
        environment = {"PATH": "/usr/bin:/bin", "DISPLAY": display, "LANG": "C.UTF-8", **_home(tmp_path)}
        window = subprocess.Popen([str(installed / "usr/bin/panel-desk-window")], env=environment)
        try:
            seen = _waited_for("Panel Desk — OFFICIAL-SENSITIVE", environment)
            assert window.poll() is None
        finally:
            window.terminate()
            window.wait(timeout=30)
    assert "1280x800" in seen


def _waited_for(title: str, environment: dict[str, str]) -> str:
    """The line of the window of that title, as the X server tells it once the window is mapped."""
    for _ in range(300):
        told = subprocess.run(
            ["xwininfo", "-root", "-tree"], env=environment, capture_output=True, text=True, check=False
        )
        found = [line for line in told.stdout.splitlines() if title in line]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(told.stdout + told.stderr)


def test_nothing_of_the_package_asks_for_the_python_of_this_computer(installed: Path) -> None:
    assert not os.access(installed / "usr/bin/python3", os.F_OK)
    loaded = _run("ldd", installed / "usr/lib/panel-desk/panel-desk")
    assert "libpython" not in loaded


def test_removing_the_package_leaves_the_record_as_it_was(package: Path, demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(demo, root / "home/asha/panel-desk")
    _dpkg(root, "--install", package)
    before = _digests(root / "home")
    _dpkg(root, "--remove", "panel-desk")
    assert not (root / "usr/lib/panel-desk").exists()
    assert _digests(root / "home") == before
