"""What the finder offers, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    TestDesk,
    a_desk,
    a_list,
    a_profile,
    child,
)

from panel_desk.domain.children.finding import Found, FoundKind, in_order
from panel_desk.domain.events.items import NoteSection
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.shell.finder_rows import FinderRow, rows_for

TODAY = date(2026, 11, 22)


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        yield desk


def initials_only(initials: str, local_id: str, _name: str) -> str:
    return f"{initials} · {local_id}"


def named(_initials: str, local_id: str, name: str) -> str:
    return f"{name} · {local_id}"


def nothing() -> None:
    return


def command(words: str, shortcut: str = "", *, enabled: bool = True) -> Command:
    return Command(words=words, run=nothing, shortcut=shortcut, enabled=enabled)


COMMANDS = (
    command("Put on the next agenda", "Ctrl+Shift+A"),
    command("Go to Agendas", "Ctrl+4"),
    command("Find anything", "Ctrl+K"),
    command("Lock", "Ctrl+L"),
    command("Send to everybody", enabled=False),
)


def offered(at: TestDesk, typed: str, *, names: bool = False) -> tuple[FinderRow, ...]:
    found = at.desk.searching.anything(typed) if typed.strip() else ()
    return rows_for(typed, found, COMMANDS, named if names else initials_only, TODAY)


def groups(rows: tuple[FinderRow, ...]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for row in rows:
        if row.is_heading:
            told[row.words] = []
        else:
            told[list(told)[-1]].append(row.words)
    return told


@pytest.mark.parametrize("typed", ["101", "10", "ka", "K.A.", "k.a", "archer", "kim arch", "ARCHER"])
def test_a_child_is_found_by_id_initials_or_name_and_shown_by_initials(at: TestDesk, typed: str) -> None:
    at.bring(a_profile(child("101")))
    rows = offered(at, typed)
    assert groups(rows)["Children"] == ["K.A. · 101"]
    assert rows[1].detail == "15 years · CCE"
    assert not any("Archer" in f"{row.words} {row.detail}" for row in rows)


def test_the_name_stands_there_while_names_are_shown(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    assert groups(offered(at, "101", names=True))["Children"] == ["Kim Archer · 101"]


def test_no_detail_of_a_child_holds_its_name_or_alias(at: TestDesk) -> None:
    headings = ("Person ID", "Surname", "Forename", "Alias", "School")
    at.bring(a_list(headings, ("101", "Archer", "Kim", "Ace", "Archer School")))
    for typed in ("archer", "ace", "kim", "school"):
        (row,) = [row for row in offered(at, typed) if row.kind == "child"]
        assert "Archer" not in row.words + row.detail
        assert "Ace" not in row.words + row.detail


def test_the_exact_id_comes_first_though_many_begin_alike(at: TestDesk) -> None:
    at.bring(a_profile(*(child(f"1042{n}") for n in range(40)), child("1042")))
    assert groups(offered(at, "1042"))["Children"][0] == "K.A. · 1042"


def test_exact_initials_come_before_names_that_only_begin_so(at: TestDesk) -> None:
    many = (child(str(200 + n), surname="Kane") for n in range(40))
    at.bring(a_profile(*many, child("900")))
    assert groups(offered(at, "ka"))["Children"][0] == "K.A. · 900"


def test_meetings_actions_minutes_and_places_are_found_in_their_groups(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.bring(a_list(("Kind", "Name", "Concern"), ("Location", "Riverside park", "Groups")), "places.csv")
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, "Seen at Riverside on Friday.")
    at.ask(meeting_id, "Walk through Riverside")
    rows = offered(at, "riverside")
    assert list(groups(rows)) == ["Actions", "In minutes", "Places, themes and persons of concern"]
    places = {row.kind: row.place for row in rows if row.place}
    assert places["action"] == Place(PageKey.ACTIONS, "SAFE-2026-10/01")
    assert places["minutes"] == Place(PageKey.MINUTES, meeting_id)


def test_a_meeting_to_come_opens_its_agenda_and_one_that_is_over_its_minutes(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    over = at.closed()
    ahead = at.desk.meetings.plan(
        ASHA, at.desk.meetings.meeting(over).definition.key, DECEMBER, starts_at=time(10), ends_at=time(12), place=""
    )
    places = {row.words: row.place for row in offered(at, "safe-2026") if row.kind == "meeting"}
    assert places == {
        "SAFE-2026-10": Place(PageKey.MINUTES, over),
        "SAFE-2026-12": Place(PageKey.AGENDAS, ahead),
    }


def test_a_meeting_that_sits_opens_its_room_even_while_it_is_adjourned(at: TestDesk) -> None:
    meeting_id = at.opened()
    for adjourned in (False, True):
        if adjourned:
            at.desk.meetings.adjourn(ASHA, meeting_id, "the fire alarm")
        (row,) = [row for row in offered(at, "safe-2026-10") if row.kind == "meeting"]
        assert row.place == Place(PageKey.MEETING, meeting_id)


def test_commands_and_pages_are_found_by_the_beginnings_of_their_words(at: TestDesk) -> None:
    assert groups(offered(at, "age")) == {"Commands": ["Put on the next agenda"], "Pages": ["Go to Agendas"]}
    assert groups(offered(at, "next ag")) == {"Commands": ["Put on the next agenda"]}
    assert groups(offered(at, "genda")) == {}


def test_with_nothing_typed_what_can_be_done_now_is_offered(at: TestDesk) -> None:
    assert groups(offered(at, "")) == {"Commands": ["Put on the next agenda", "Lock"], "Pages": ["Go to Agendas"]}


def test_a_command_that_begins_with_what_is_typed_comes_first(at: TestDesk) -> None:
    at.bring(a_profile(child("101", surname="Locke")))
    assert list(groups(offered(at, "loc"))) == ["Commands", "Children"]
    assert list(groups(offered(at, "lo"))) == ["Children", "Commands"]


def test_what_cannot_be_done_now_is_not_offered(at: TestDesk) -> None:
    assert groups(offered(at, "send")) == {}


@pytest.mark.parametrize("typed", ['"', "a* OR b", "NEAR(", "\x00", "\udc80", "(", "'; drop table child", "  "])
def test_what_is_typed_is_words_and_never_a_query(at: TestDesk, typed: str) -> None:
    at.bring(a_profile(child("101")))
    assert "Children" not in groups(offered(at, typed))
    assert at.desk.children.count() == 1


def test_children_leave_room_for_the_rest(at: TestDesk) -> None:
    at.bring(a_profile(*(child(str(n), surname="Rivers") for n in range(60))))
    meeting_id = at.opened()
    for _ in range(3):
        at.ask(meeting_id, "Ask about the rivers")
    told = groups(offered(at, "rivers"))
    assert len(told["Children"]) == 8
    assert len(told["Actions"]) == 3


def test_found_things_are_ordered_by_kind_and_children_by_how_sure_they_are() -> None:
    def one(kind: FoundKind, local_id: str = "", initials: str = "") -> Found:
        return Found(kind=kind, id=local_id, title="", local_id=local_id, initials=initials)

    many = [one(FoundKind.CONCERN), one(FoundKind.CHILD, "12", "A.B."), one(FoundKind.CHILD, "1", "C.D.")]
    assert [f.local_id for f in in_order(many, "1")] == ["1", "12", ""]
    assert [f.local_id for f in in_order(many, "cd")] == ["1", "12", ""]
