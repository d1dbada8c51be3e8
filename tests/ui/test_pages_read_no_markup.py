"""No page reads what a hostile case list or a person typed as markup: not a red pixel, not a call to a server."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QApplication
from tests.ui.hostile import RED, Hostile, hostile_texts
from tests.ui.looking import pixels_of
from tests.ui.touring import PLACES, Tour, inside, tour_of

from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.shipped import shipped
from panel_desk.ui.theme.current import apply_theme


def hostile_list(folder: Path, hostile: Hostile) -> Path:
    """A referral list of which every word of one row is markup."""
    source = shipped("demo", "referrals-2026-11.csv").read_text(encoding="utf-8-sig")
    header, first, *_ = list(csv.reader(source.splitlines(keepends=True)))
    row = [f"{value}{text}" for value, text in zip(first, hostile.texts * 5, strict=False)]
    row[0], row[3] = "999001", "11/11/2011"
    path = folder / "hostile.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, row])
    return path


def taint(tour: Tour, hostile: Hostile) -> None:
    """Names of people, titles and the place of a meeting, as somebody could type them."""
    desk, actor, (first, second, third) = tour.session._desk, tour.session.actor, hostile.texts

    def deeds() -> None:
        desk.people.add(actor, first, AgencyKey("police"), title=second, email="x@fictional.example")
        start, end = time(10), time(12)
        made = desk.meetings.plan(actor, PanelKey("MACE"), date(2026, 12, 3), starts_at=start, ends_at=end, place=third)
        desk.agendas.build(actor, made)

    tour.words = (first, second, third)
    tour.session.tasks.wait_for(deeds)
    tour.session.reading.refresh()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    with hostile_texts(tmp_path_factory.mktemp("hostile")) as made:
        yield made


@pytest.fixture(scope="module")
def tour(
    qapp: QApplication, hostile: Hostile, demo_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tour]:
    apply_theme(qapp, "light", 100)
    with tour_of(demo_template, tmp_path_factory.mktemp("tour")) as made:
        taint(made, hostile)
        made.view.show()
        yield made


@pytest.fixture(autouse=True)
def nothing_stays_open() -> None:
    """The window stays open from place to place."""


def test_a_hostile_list_is_shown_as_it_was_written(tour: Tour, hostile: Hostile, tmp_path: Path) -> None:
    tour.view.take_files([hostile_list(tmp_path, hostile)])
    tour.settle()
    tour.session.names.show(shown=True)
    tour.settle()
    tables = [each for each in inside(tour.page) if isinstance(each, QAbstractItemView)]
    cells = [
        str(model.index(0, column, QModelIndex()).data())
        for model in (table.model() for table in tables)
        for column in range(model.columnCount(QModelIndex()))
    ]
    image = tour.view.grab().toImage()
    tour.session.names.show(shown=False)

    assert any("<" in cell for cell in cells), "the words of the list must be in sight, or this proves nothing"
    assert pixels_of(image, RED) == 0
    assert hostile.asked == []


@pytest.mark.parametrize("place", PLACES)
def test_a_page_with_hostile_words_shows_them_as_they_are(tour: Tour, hostile: Hostile, place: str) -> None:
    PLACES[place](tour)
    tour.settle()

    assert pixels_of(tour.view.grab().toImage(), RED) == 0
    assert hostile.asked == []
