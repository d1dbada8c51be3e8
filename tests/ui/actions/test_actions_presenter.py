"""What the Actions page shows, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, POLICE, TestDesk, a_desk, a_profile, child

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.actions.presenter import ActionsPresenter, about_words, status_tone, status_words

TODAY = date(2026, 11, 12)


@pytest.fixture
def asked() -> Iterator[TestDesk]:
    """October asked the police twice and health once; one is overdue, one is done."""
    with a_desk() as at:
        at.bring(a_profile(child("104233")))
        meeting_id = at.opened()
        item = next(i for i in at.desk.meetings.meeting(meeting_id).items if i.agenda.child)
        for what, agency, owner, due_on in (
            ("Call the school", POLICE, at.person("Imran Khan"), date(2026, 11, 1)),
            ("Map the park", POLICE, None, date(2026, 11, 20)),
            ("Offer a health check", AgencyKey("health"), None, date(2026, 11, 10)),
        ):
            at.desk.meetings.ask(ASHA, meeting_id, item.id, what=what, agency=agency, due_on=due_on, owner=owner)
        at.close(meeting_id)
        at.clock.set(TODAY)
        at.desk.actions.set_status(ASHA, "SAFE-2026-10/03", ActionStatus.COMPLETE, on=TODAY, reason="offered")
        yield at


def presenter(at: TestDesk, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR) -> ActionsPresenter:
    made = ActionsPresenter(at.desk)
    made.read(AtTheDesk(person=at.person(name), role=role), TODAY)
    return made


def test_each_saved_filter_says_how_many_it_leaves(asked: TestDesk) -> None:
    found = {words: count for _key, words, count in presenter(asked).chips()}
    assert found == {"All open": 2, "Overdue": 1, "Due in a fortnight": 1, "Closed": 1, "All": 3}


def test_one_s_own_and_one_s_agency_s_are_filters_where_there_are_any(asked: TestDesk) -> None:
    chips = {words: count for _key, words, count in presenter(asked, "Imran Khan", Role.DEPUTY).chips()}
    assert (chips["Mine"], chips["My agency"]) == (1, 2)


def test_a_core_member_sees_the_own_agencys_actions_only(asked: TestDesk) -> None:
    made = presenter(asked, "Abena Osei", Role.CORE_MEMBER)
    assert [f.action.reference for f in made.lines] == ["SAFE-2026-10/03"]
    assert made.summary() == "0 overdue · 0 open · 1 in all"


def test_chip_and_words_filter_together_and_say_so(asked: TestDesk) -> None:
    found = presenter(asked).find("open", "police overdue")
    assert [f.action.reference for f in found.rows] == ["SAFE-2026-10/01"]
    assert (found.words, found.problem) == ("1 of 2 actions: with Police, overdue", "")


def test_what_cannot_be_read_is_told(asked: TestDesk) -> None:
    found = presenter(asked).find("all", "due<soon")
    assert len(found.rows) == 3
    assert found.problem.startswith("“soon” is no day.")


def test_a_list_is_called_after_its_filter(asked: TestDesk) -> None:
    made = presenter(asked)
    assert made.title("overdue", "police") == "Actions: overdue, with Police"
    assert made.title("all", "") == "Actions"


def test_the_history_reads_backwards_with_who_and_why(asked: TestDesk) -> None:
    made = presenter(asked)
    asked.desk.actions.postpone(
        asked.person("Asha Rahman").id, "SAFE-2026-10/02", date(2026, 12, 4), "the officer is ill"
    )
    followed = made.by_reference("SAFE-2026-10/02")
    assert followed is not None
    detail = made.detail(followed, "", follows=True, updates_own=True)
    assert [line.words for line in detail.history] == [
        "Given until 4 December 2026: the officer is ill",
        "Asked for, due 20 November 2026",
    ]
    assert detail.history[0].by == "Asha Rahman"


def test_what_is_closed_may_not_be_changed(asked: TestDesk) -> None:
    made = presenter(asked)
    closed, still_open = made.by_reference("SAFE-2026-10/03"), made.by_reference("SAFE-2026-10/01")
    assert closed is not None
    assert still_open is not None
    assert not made.detail(closed, "", follows=True, updates_own=True).may_update
    assert made.detail(still_open, "", follows=True, updates_own=True).may_postpone


@pytest.mark.parametrize(("name", "may"), [("Imran Khan", True), ("Marta Lee", False)])
def test_a_member_keeps_the_news_of_the_own_agency_and_gives_no_time(asked: TestDesk, name: str, *, may: bool) -> None:
    made = presenter(asked, name, Role.DEPUTY)
    followed = made.by_reference("SAFE-2026-10/01")
    assert followed is not None
    detail = made.detail(followed, "", follows=False, updates_own=True)
    assert (detail.may_update, detail.may_postpone) == (may, False)


@pytest.mark.parametrize(("reference", "later"), [("SAFE-2026-10/01", 19), ("SAFE-2026-10/02", 27)])
def test_more_time_is_suggested_from_today_or_from_a_later_due_day(asked: TestDesk, reference: str, later: int) -> None:
    made = presenter(asked)
    followed = made.by_reference(reference)
    assert followed is not None
    assert made.detail(followed, "", follows=True, updates_own=True).later == date(2026, 11, later)


def test_only_open_actions_of_the_panel_can_take_a_place(asked: TestDesk) -> None:
    assert presenter(asked).successors("SAFE-2026-10/01") == ("SAFE-2026-10/02",)


def test_a_chip_says_how_late_it_is(asked: TestDesk) -> None:
    made = presenter(asked)
    shown = {f.action.reference[-2:]: (status_words(f), status_tone(f)) for f in made.lines}
    assert shown == {"01": ("overdue 11 days", Tone.RED), "02": ("open", Tone.NEUTRAL), "03": ("complete", Tone.GREEN)}


def test_a_child_is_shown_by_initials_and_by_name_only_when_asked(asked: TestDesk) -> None:
    made = presenter(asked)
    line = made.lines[0]
    assert about_words(line, lambda initials, local_id, _name: f"{initials} · {local_id}", {}) == "K.A. · 104233"
    assert about_words(line, lambda _i, local_id, name: f"{name} · {local_id}", made.names()) == "Kim Archer · 104233"
