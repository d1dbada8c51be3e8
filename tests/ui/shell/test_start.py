"""What is loaded before the door stands, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

_LOADED = "import gc, json, sys; from panel_desk.ui.start import load; load(); {more}; print(json.dumps({told}))"


def _told(told: str, more: str = "None") -> object:
    code = _LOADED.format(told=told, more=more)
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120)
    return json.loads(ended.stdout)


@pytest.mark.parametrize(
    "module",
    [
        "pyhanko",
        "reportlab",
        "pikepdf",
        "python_calamine",
        "PySide6.QtPdf",
        "panel_desk.ui.shell.finder",
        "panel_desk.ui.shell.help",
        "panel_desk.ui.shell.shortcuts_sheet",
        "panel_desk.services.demo.demonstration",
    ],
)
def test_what_today_does_not_need_is_not_loaded_before_it(module: str) -> None:
    assert _told(f"[{module!r} in sys.modules, 'panel_desk.ui.app' in sys.modules]") == [False, True]


def test_the_verify_page_is_loaded_without_what_reads_signatures() -> None:
    assert _told("'pyhanko' in sys.modules", "import panel_desk.ui.workspaces.verify.page") is False


def test_the_collector_leaves_alone_what_was_loaded_and_works_again() -> None:
    assert _told("[gc.isenabled(), gc.get_freeze_count() > 10_000]") == [True, True]
