"""What the cycle around a meeting makes due on which day, bank holidays and weekends counted as England has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from panel_desk.domain.following.duties import Duty, DutyGroup, DutyTone, Viewer, arranged, due_words
from panel_desk.domain.following.meeting_duties import list_duty, meeting_duties, panel_duties
from panel_desk.domain.following.meeting_facts import ListFacts, MeetingFacts, PanelFacts, Pool
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import Deadlines
from panel_desk.domain.people import Role

S, G = MeetingState, DutyGroup
SAFE, MACE = PanelKey("SAFE"), PanelKey("MACE")
ASHA, DANA, ABENA = PersonId("asha"), PersonId("dana"), PersonId("abena")
SUNDAY, HELD_ON = date(2026, 11, 22), date(2026, 11, 26)
VIEWERS = {
    "administrator": Viewer(person_id=ASHA, role=Role.ADMINISTRATOR, agency=AgencyKey("csc")),
    "chair": Viewer(person_id=DANA, role=Role.CHAIR, agency=AgencyKey("csc")),
    "member": Viewer(person_id=ABENA, role=Role.CORE_MEMBER, agency=AgencyKey("health")),
    "reader": Viewer(person_id=PersonId("r"), role=Role.READER),
}
POOL = Pool(new=3, returning=9, fitting=12, no_longer_listed=2, minutes=118)


def meeting(state: MeetingState = S.PLANNED, held_on: date = HELD_ON, **changes: Any) -> MeetingFacts:  # noqa: ANN401 - any field
    facts = MeetingFacts(
        id=MeetingId(f"m-{held_on}"),
        panel=SAFE,
        held_on=held_on,
        starts_at=time(10),
        place="Room 6",
        state=state,
        deadlines=Deadlines(),
        slot_minutes=150,
        chair=DANA,
        pool=POOL,
    )
    return replace(facts, **changes)


def seen(facts: MeetingFacts, today: date = SUNDAY, who: str = "administrator") -> tuple[Duty, ...]:
    return arranged(meeting_duties(facts, today), VIEWERS[who], today)


def told(facts: MeetingFacts, today: date = SUNDAY, who: str = "administrator") -> list[str]:
    return [duty.sentence for duty in seen(facts, today, who)]


BUILT: dict[str, Any] = {"items": 12, "item_minutes": 118}
LOCKED: dict[str, Any] = {**BUILT, "agenda_locked": True}


@pytest.mark.parametrize(
    ("facts", "today", "group", "sentence", "chip"),
    [
        (meeting(), SUNDAY, G.NEXT, "Build the agenda for SAFE 26 November", "due tomorrow"),
        (meeting(), date(2026, 11, 23), G.NEXT, "Build the agenda for SAFE 26 November", "due today"),
        (meeting(), date(2026, 11, 24), G.LATE, "Build the agenda for SAFE 26 November", "due 23 Nov"),
        (meeting(), date(2026, 11, 18), G.NEXT, "Build the agenda for SAFE 26 November", "due Monday"),
        (meeting(), date(2026, 11, 12), G.FORTNIGHT, "Build the agenda for SAFE 26 November", "23 Nov"),
        (meeting(**BUILT), SUNDAY, G.NEXT, "Check and lock the agenda of SAFE 26 November", "due tomorrow"),
        (meeting(**LOCKED), SUNDAY, G.NEXT, "Issue the agenda of SAFE 26 November", "due tomorrow"),
        (
            meeting(S.AGENDA_ISSUED, **LOCKED, agenda_issued=True),
            HELD_ON,
            G.NEXT,
            "SAFE 26 November begins at 10:00",
            "today",
        ),
        (
            meeting(held_on=date(2026, 11, 19)),
            SUNDAY,
            G.LATE,
            "SAFE 19 November was planned and never opened",
            "due 19 Nov",
        ),
        # Over Christmas: 25 and 28 December (for Boxing Day) and 1 January are no working days.
        (
            meeting(held_on=date(2026, 12, 30)),
            date(2026, 12, 22),
            G.NEXT,
            "Build the agenda for SAFE 30 December",
            "due tomorrow",
        ),
        (
            meeting(held_on=date(2026, 12, 30)),
            date(2026, 12, 27),
            G.LATE,
            "Build the agenda for SAFE 30 December",
            "due 23 Dec",
        ),
        (
            meeting(held_on=date(2027, 3, 31)),
            date(2027, 3, 22),
            G.NEXT,
            "Build the agenda for SAFE 31 March",
            "due Wednesday",
        ),
        (
            meeting(S.IN_SESSION, opened_at=datetime(2026, 11, 26, 10, 2, tzinfo=UTC)),
            HELD_ON,
            G.NEXT,
            "SAFE 26 November is in session since 10:02",
            "open",
        ),
        (meeting(S.IN_SESSION), date(2026, 11, 27), G.LATE, "SAFE 26 November is in session", "open since 26 November"),
        (meeting(S.ADJOURNED), date(2026, 11, 27), G.NEXT, "SAFE 26 November is adjourned", "open since 26 November"),
        (
            meeting(S.CLOSED),
            date(2026, 11, 27),
            G.FORTNIGHT,
            "Draft the minutes of SAFE 26 November for the chair",
            "3 Dec",
        ),
        (
            meeting(S.CLOSED),
            date(2026, 12, 3),
            G.NEXT,
            "Draft the minutes of SAFE 26 November for the chair",
            "due today",
        ),
        (meeting(S.CLOSED), date(2026, 12, 4), G.LATE, "Draft minutes of SAFE 26 November are 1 day late", "due 3 Dec"),
        (
            meeting(S.DRAFT),
            date(2026, 12, 10),
            G.NEXT,
            "Send the minutes of SAFE 26 November to the members",
            "due today",
        ),
        (meeting(S.DRAFT), date(2026, 12, 12), G.LATE, "Minutes of SAFE 26 November are 2 days late", "due 10 Dec"),
        (
            meeting(S.DRAFT, date(2026, 12, 17)),
            date(2027, 1, 5),
            G.NEXT,
            "Send the minutes of SAFE 17 December to the members",
            "due today",
        ),
    ],
)
def test_what_is_due_on_a_day(facts: MeetingFacts, today: date, group: DutyGroup, sentence: str, chip: str) -> None:
    (duty,) = [d for d in seen(facts, today) if not d.sentence.startswith("SAFE meets tomorrow")]
    assert (duty.group, duty.sentence, duty.chip) == (group, sentence, chip)
    assert (duty.tone is DutyTone.RED) == (group is G.LATE)


def test_the_agenda_says_who_is_proposed_and_how_long_it_takes() -> None:
    (duty,) = seen(meeting())
    assert duty.detail == "3 new, 9 returning and 2 no longer listed; 12 proposed, 118 of 150 minutes"
    assert (duty.page, duty.id, duty.what, duty.button) == ("agendas", "m-2026-11-26", "build", "Build agenda")


def test_the_agenda_says_how_many_of_the_proposed_fit() -> None:
    (duty,) = seen(meeting(pool=replace(POOL, returning=22, fitting=12, minutes=146)))
    assert duty.detail.endswith("; 12 of 25 fit, 146 of 150 minutes")


@pytest.mark.parametrize("state", [S.SIGNED, S.CANCELLED])
def test_what_is_finished_asks_for_nothing(state: MeetingState) -> None:
    assert seen(meeting(state)) == ()


def test_further_ahead_than_a_fortnight_nothing_is_due() -> None:
    assert told(meeting(), date(2026, 11, 8)) == []
    assert told(meeting(), date(2026, 11, 9)) != []


def test_every_number_is_the_panels_own() -> None:
    slow = Deadlines(agenda_before=1, draft_minutes_after=20)
    assert seen(meeting(deadlines=slow))[0].due_on == date(2026, 11, 25)
    assert seen(meeting(S.CLOSED, deadlines=slow), date(2026, 12, 20))[0].due_on == date(2026, 12, 24)


def test_sheets_are_due_the_working_day_after_until_they_are_sent() -> None:
    owed = meeting(S.CLOSED, held_on=date(2026, 11, 20), sheet_agencies=5)
    (sheets, _draft) = seen(owed)
    assert (sheets.sentence, sheets.detail) == (
        "Send decisions and actions of SAFE 20 November",
        "One sheet for each of 5 agencies",
    )
    assert sheets.due_on == date(2026, 11, 23)
    assert len(seen(replace(owed, sheets_sent=True))) == len(seen(replace(owed, sheet_agencies=0))) == 1


def test_owners_are_asked_before_the_next_meeting() -> None:
    (chase, _build) = seen(meeting(unasked=5))
    assert (chase.sentence, chase.due_on) == ("Ask owners for news before SAFE 26 November", date(2026, 11, 20))
    assert (chase.group, chase.what) == (G.LATE, "chase")


# The chair


def test_the_chair_approves_what_the_administrator_has_built() -> None:
    assert told(meeting(**BUILT), who="chair") == ["The agenda of SAFE 26 November waits for your approval"]


def test_the_chair_triages_until_the_fourth_working_day_before() -> None:
    assert told(meeting(), date(2026, 11, 20), "chair") == ["3 new cases to triage for SAFE 26 November"]
    assert told(meeting(), date(2026, 11, 21), "chair") == []
    assert told(meeting(pool=replace(POOL, new=0)), date(2026, 11, 20), "chair") == []


def test_the_chair_reads_the_draft() -> None:
    assert told(meeting(S.DRAFT), date(2026, 12, 4), "chair") == ["Read the draft minutes of SAFE 26 November"]


def test_recommendations_wait_for_the_chair_before_the_minutes_go_out() -> None:
    drafted = meeting(S.DRAFT, unconfirmed=2)
    assert (
        told(drafted, date(2026, 12, 4), "chair")[0]
        == "2 recommendations of SAFE 26 November wait for your confirmation"
    )
    assert "2 recommendations of SAFE 26 November wait for the chair’s confirmation" in told(drafted, date(2026, 12, 4))
    assert told(replace(drafted, state=S.CIRCULATED), date(2026, 12, 4), "chair") == []


SIGNING = meeting(S.APPROVED, signer=DANA, signer_name="Dana Prior", approved_on=date(2026, 11, 19))


def test_who_presided_signs_and_the_administrator_sees_with_whom_it_is() -> None:
    (mine,) = seen(SIGNING, who="chair")
    assert (mine.sentence, mine.what) == ("Minutes of SAFE 26 November wait for your signature", "sign")
    (theirs,) = seen(SIGNING)
    assert theirs.sentence == "Minutes of SAFE 26 November wait for Dana Prior’s signature"
    assert (theirs.detail, theirs.chip, theirs.tone) == ("Approved on 19 November", "with D. Prior", DutyTone.BLUE)


def test_what_waits_for_oneself_stands_first() -> None:
    both = [*meeting_duties(meeting(S.IN_SESSION), HELD_ON), *meeting_duties(SIGNING, HELD_ON)]
    assert [d.key.partition("/")[0] for d in arranged(both, VIEWERS["chair"], HELD_ON)] == ["sign", "meeting"]


# Members


def test_an_approver_is_asked_for_the_agencys_approval() -> None:
    signed = meeting(S.SIGNED, unsigned=((AgencyKey("police"), "Police", None), (AgencyKey("health"), "Health", ABENA)))
    assert told(signed, who="member") == ["Signed minutes of SAFE 26 November wait for your approval for Health"]
    assert told(signed) == ["Signed minutes of SAFE 26 November wait for the approval of Police and Health"]


def test_corrections_are_taken_for_ten_working_days_from_circulation() -> None:
    sent = meeting(S.CIRCULATED, circulated_on=date(2026, 12, 18))
    assert told(sent, date(2026, 12, 23), "member") == [
        "Corrections to the minutes of SAFE 26 November are taken until 6 January"
    ]
    assert told(sent, date(2027, 1, 6), "member") != []
    assert told(sent, date(2027, 1, 7), "member") == []


def test_a_reader_has_no_work_here() -> None:
    every = (meeting(), meeting(S.DRAFT), meeting(S.CLOSED, sheet_agencies=2), SIGNING, meeting(S.IN_SESSION))
    assert [told(facts, HELD_ON, "reader") for facts in every] == [[]] * 5


# The other panel's pool, and panels without a meeting


def test_children_stepped_up_are_told_while_lists_are_still_taken() -> None:
    pool = Pool(new=2, returning=3, stepped=2, concerns=1, minutes=90)
    facts = meeting(held_on=date(2026, 12, 3), panel=MACE, pool=pool)
    (duty,) = seen(facts)
    assert duty.sentence == "MACE 3 December: 2 children stepped up or down, 1 place, theme or person"
    assert (duty.detail, duty.chip, duty.button) == ("Case lists are taken until 26 November", "26 Nov", "Open pool")
    assert told(facts, date(2026, 11, 26)) == ["Build the agenda for MACE 3 December"]


def test_a_panel_without_a_meeting_has_its_next_one_planned() -> None:
    panel = PanelFacts(
        key=MACE, deadlines=Deadlines(), last_held_on=date(2026, 11, 5), next_on=date(2026, 12, 3), stepped=2
    )
    (duty,) = arranged(panel_duties(panel, SUNDAY), VIEWERS["administrator"], SUNDAY)
    assert duty.sentence == "Plan the next MACE meeting"
    assert duty.detail == "2 children stepped up or down wait for it; set for Thursday 3 December 2026"
    assert (duty.due_on, duty.group) == (date(2026, 11, 26), G.FORTNIGHT)
    assert list(panel_duties(replace(panel, planned=True), SUNDAY)) == []


def test_a_panel_that_never_met_has_its_first_meeting_planned() -> None:
    (duty,) = panel_duties(PanelFacts(key=SAFE, deadlines=Deadlines()), SUNDAY)
    assert (duty.sentence, duty.detail, duty.due_on) == ("Plan the first SAFE meeting", "", None)


# The profile list

NOVEMBER_LIST = ListFacts(file_name="profile-2026-11.xlsx", added_on=date(2026, 11, 16), children=34)


@pytest.mark.parametrize(
    ("known", "today", "met", "sentence"),
    [
        (None, date(2026, 11, 18), {}, "No profile list has been added yet"),
        (NOVEMBER_LIST, date(2026, 11, 18), {}, ""),
        (NOVEMBER_LIST, date(2026, 11, 18), {SAFE: date(2026, 10, 29)}, ""),
        (
            NOVEMBER_LIST,
            date(2026, 11, 18),
            {SAFE: date(2026, 11, 17)},
            "The profile list is 2 days old: SAFE has met since",
        ),
        (replace(NOVEMBER_LIST, added_on=date(2026, 11, 10)), date(2026, 11, 17), {}, ""),
        (replace(NOVEMBER_LIST, added_on=date(2026, 11, 10)), date(2026, 11, 18), {}, "The profile list is 8 days old"),
        (replace(NOVEMBER_LIST, added_on=date(2026, 11, 10)), date(2026, 11, 20), {}, ""),
    ],
)
def test_the_age_of_the_profile_list(
    known: ListFacts | None, today: date, met: dict[PanelKey, date], sentence: str
) -> None:
    duty = list_duty(known, [meeting()], met, today)
    assert (duty.sentence if duty else "") == sentence
    assert duty is None or (duty.due_on, duty.page) == (date(2026, 11, 19), "case lists")


def test_a_locked_agenda_needs_no_newer_list() -> None:
    assert list_duty(None, [meeting(**LOCKED)], {}, SUNDAY) is None


# Laws


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(S)
)
def test_every_duty_has_its_day_its_words_and_its_button(held_on: date, today: date, state: MeetingState) -> None:
    facts = meeting(state, held_on, sheet_agencies=2, unasked=1, signer=DANA, signer_name="Dana Prior")
    for who in VIEWERS:
        duties = seen(facts, today, who)
        assert len({d.key for d in duties}) == len(duties)
        for duty in duties:
            assert duty.sentence
            assert duty.button
            assert duty.chip
            assert duty.due_on is None or (duty.due_on < today) == (duty.group is G.LATE)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 20), "due 20 Nov"),
        (SUNDAY, "due today"),
        (date(2026, 11, 23), "due tomorrow"),
        (date(2026, 11, 28), "due Saturday"),
        (date(2026, 11, 29), "29 Nov"),
    ],
)
def test_days_are_told_as_one_says_them(due_on: date, words: str) -> None:
    assert due_words(due_on, SUNDAY) == words


def test_minutes_that_went_out_early_leave_the_window_as_long_as_it_was() -> None:
    early = meeting(S.CIRCULATED, circulated_on=date(2026, 12, 1))
    assert told(early, date(2026, 12, 17), "member") == [
        "Corrections to the minutes of SAFE 26 November are taken until 24 December"
    ]


@pytest.mark.parametrize(
    ("who", "sentence", "page"),
    [
        ("administrator", "SAFE 26 November begins at 10:00", "meeting"),
        ("chair", "SAFE 26 November begins at 10:00", "meeting"),
        ("member", "SAFE meets today at 10:00", "agendas"),
    ],
)
def test_who_records_the_meeting_is_led_to_its_room(who: str, sentence: str, page: str) -> None:
    issued = meeting(S.AGENDA_ISSUED, **LOCKED, agenda_issued=True)
    assert [(d.sentence, d.page, d.id) for d in seen(issued, HELD_ON, who)] == [(sentence, page, issued.id)]


def test_an_agenda_that_never_went_out_leads_to_no_room() -> None:
    (duty, *_rest) = seen(meeting(**LOCKED), HELD_ON)
    assert duty.page == "agendas"


def test_a_meeting_in_session_stands_before_everything_else_of_the_day() -> None:
    sitting = meeting(S.IN_SESSION)
    other = meeting(held_on=date(2026, 12, 3), **BUILT)
    duties = [*meeting_duties(other, HELD_ON), *meeting_duties(sitting, HELD_ON)]
    found = arranged(duties, VIEWERS["administrator"], HELD_ON)
    assert (found[0].button, found[0].page) == ("Go to the room", "meeting")
