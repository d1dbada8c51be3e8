"""What Today shows, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from tests.services.desk_builders import ENGLAND, NOVEMBER, SAFE, TestDesk, a_desk, a_profile

from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.today.presenter import TodayPresenter, TodayView, ago_words, saved_words

NOW = datetime.combine(date(2026, 11, 13), time(10, 42, 7), ENGLAND)


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A meeting on 19 November, its agenda not built."""
    with a_desk() as made:
        made.bring(a_profile())
        made.desk.meetings.plan(
            made.person("Asha Rahman").id, SAFE, NOVEMBER, starts_at=time(10), ends_at=time(12, 30), place="Room 6"
        )
        yield made


def view(
    at: TestDesk, backups: Path, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR, now: datetime = NOW
) -> TodayView:
    return TodayPresenter(at.desk).view(AtTheDesk(person=at.person(name), role=role), now, backups)


def test_the_page_is_titled_with_the_day_and_says_what_meets_next(at: TestDesk, tmp_path: Path) -> None:
    shown = view(at, tmp_path)
    assert shown.title == "Friday 13 November"
    assert shown.aside == "Next: SAFE on Thursday 19 November, 10:00, Room 6"


def test_a_row_leads_to_the_page_where_it_is_done(at: TestDesk, tmp_path: Path) -> None:
    rows = {row.key.partition("/")[0]: row for _heading, rows in view(at, tmp_path).groups for row in rows}
    agenda = rows["agenda"]
    assert agenda.place is not None
    assert (agenda.place.page, agenda.place.what, agenda.icon) == (PageKey.AGENDAS, "build", "list-ordered")
    assert rows["plan"].place == Place(PageKey.AGENDAS, "", "plan")
    assert (rows["backup"].place, rows["backup"].what) == (None, "back up")


def test_one_button_stands_out(at: TestDesk, tmp_path: Path) -> None:
    rows = [row for _heading, rows in view(at, tmp_path).groups for row in rows]
    assert sum(row.primary for row in rows) == 1
    assert next(row for row in rows if row.primary).key.partition("/")[0] == "agenda"


def test_what_is_next_stands_out_before_what_is_late(at: TestDesk, tmp_path: Path) -> None:
    groups = dict(view(at, tmp_path, now=NOW + timedelta(days=4)).groups)
    assert [row.key.partition("/")[0] for row in groups["Late"]] == ["agenda"]
    assert [row.key for row in groups["Next"] if row.primary] == ["plan/MACE"]


def test_a_desk_without_a_backup_says_so(at: TestDesk, tmp_path: Path) -> None:
    shown = view(at, tmp_path)
    assert (shown.backup, shown.backup_tone) == ("No verified backup yet", Tone.AMBER)


def test_who_has_no_work_here_sees_none(at: TestDesk, tmp_path: Path) -> None:
    assert view(at, tmp_path, "Marta Lee", Role.READER).groups == ()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "a moment ago"),
        (timedelta(seconds=59), "a moment ago"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=35), "35 minutes ago"),
        (timedelta(hours=3, minutes=59), "3 hours ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(days=6), "6 days ago"),
    ],
)
def test_how_long_ago(span: timedelta, words: str) -> None:
    assert ago_words(span) == words


def test_an_earlier_day_is_named() -> None:
    assert saved_words(NOW, NOW) == "10:42"
    assert saved_words(NOW - timedelta(days=2), NOW) == "10:42 on 11 November"
