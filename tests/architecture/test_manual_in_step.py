"""The manual tells of every page, setting and key that there is, and of no page or picture that is not."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from panel_desk.domain.panels import Deadlines, Outcome, PanelDefinition, RegularlyMissing, Seat, Section
from panel_desk.services.preferences import Preferences
from panel_desk.ui.shell.pages import RAIL
from panel_desk.ui.workspaces.settings.page import PARTS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
DESCRIBED: tuple[type[msgspec.Struct], ...] = (
    Preferences,
    PanelDefinition,
    Deadlines,
    RegularlyMissing,
    Section,
    Seat,
    Outcome,
)


@pytest.mark.parametrize("page", [line.module.replace("_", "-") for line in RAIL])
def test_every_page_has_its_help(page: str) -> None:
    text = (DOCS / "help" / f"{page}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) > 80


@pytest.mark.parametrize("described", DESCRIBED, ids=lambda one: one.__name__)
def test_every_setting_is_described(described: type[msgspec.Struct]) -> None:
    assert [field for field in described.__struct_fields__ if f"`{field}`" not in SETTINGS] == []


def test_every_group_of_the_settings_has_its_heading() -> None:
    text = (DOCS / "help" / "settings.md").read_text(encoding="utf-8")
    words = [line.words for _part, lines in PARTS for line in lines]
    assert [name for name in words if f"\n## {name}\n" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_every_link_of_the_manual_leads_somewhere(page: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]*)(?:#([^)]+))?\)", page.read_text(encoding="utf-8"))
    for target, heading in links:
        path = (page.parent / target).resolve() if target else page
        assert path.is_file(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") for words in headings}, heading


def test_every_picture_of_the_manual_is_one_that_the_script_makes() -> None:
    script = (DOCS.parent / "tools" / "make_screenshots.py").read_text(encoding="utf-8")
    made = {f"{name}-light-1280x800.png" for name in re.findall(r'Shot\("([a-z-]+)"', script)}
    shown = {name for page in PAGES for name in re.findall(r"\]\(\.\./pictures/([^)]+)\)", page.read_text("utf-8"))}
    assert shown
    assert shown - made == set()


def test_the_guides_are_guides_and_lead_to_the_help() -> None:
    for name in ("administrator", "chair", "member"):
        text = (DOCS / "guides" / f"{name}.md").read_text(encoding="utf-8")
        assert len(text.split()) > 300
        assert "../help/" in text


def test_the_help_lies_in_one_place() -> None:
    assert [name for name in ("help", "guides", "pictures") if (DOCS.parent / "resources" / name).exists()] == []
