"""The second screen on two monitors: of Qt’s offscreen platform, and of an X server whose cable is really pulled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def a_screen(name: str, x: int, width: int, height: int) -> dict[str, object]:
    """A screen as the offscreen platform reads it."""
    place = {"x": x, "y": 0, "width": width, "height": height}
    return {"name": name, **place, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def run(module: str = "two_monitors", **env: str) -> None:
    """The tests of a module in a process of their own."""
    command = [sys.executable, "-m", "pytest", "-x", f"tests/ui/meeting/{module}.py"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def offscreen(folder: Path, *screens: dict[str, object]) -> str:
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return f"offscreen:configfile={config}"


def test_on_two_monitors_of_the_offscreen_platform(tmp_path: Path) -> None:
    run(QT_QPA_PLATFORM=offscreen(tmp_path, a_screen("own", 0, 1280, 800), a_screen("hall", 1280, 1920, 1080)))


def test_on_a_monitor_and_its_mirror(tmp_path: Path) -> None:
    mirrored = offscreen(tmp_path, a_screen("own", 0, 1280, 800), a_screen("hall", 0, 1280, 800))
    run("mirrored_monitors", QT_QPA_PLATFORM=mirrored)


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no X server to be had")
def test_on_two_monitors_of_an_x_server() -> None:
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "3200x1080x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        with os.fdopen(ours) as told:
            display = f":{told.readline().strip()}"
        set_up = [sys.executable, "-m", "tests.ui.meeting.x_monitors", "hall"]
        subprocess.run(set_up, cwd=ROOT, env={**os.environ, "DISPLAY": display}, check=True)
        run(QT_QPA_PLATFORM="xcb", DISPLAY=display)
    finally:
        server.terminate()
        server.wait(timeout=20)
