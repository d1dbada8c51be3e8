"""Today on a real desk: the duties of a panel as its meeting comes nearer and goes by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    ENGLAND,
    NOVEMBER,
    OCTOBER,
    SAFE,
    TestDesk,
    a_profile,
    a_referral,
    child,
    missing,
)

from panel_desk.domain.figures.reporting_year import between
from panel_desk.domain.following.duties import Duty, DutyGroup
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk


def on(at: TestDesk, day: date, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR) -> dict[str, Duty]:
    """What somebody sees on a day at ten, by the first part of its key."""
    at.clock.set(day)
    now = datetime.combine(day, time(10), ENGLAND)
    who = AtTheDesk(person=at.person(name), role=role)
    return {d.key.partition("/")[0]: d for d in at.desk.today.duties(who, now, backed_up_at=now)}


def plan(at: TestDesk, held_on: date = NOVEMBER) -> None:
    at.desk.meetings.plan(ASHA, SAFE, held_on, starts_at=time(10), ends_at=time(12, 30), place="Civic Centre room 6")


def test_a_new_desk_is_asked_for_its_first_meetings(at: TestDesk) -> None:
    found = on(at, date(2026, 11, 2))
    assert [d.sentence for d in found.values()] == ["Plan the first SAFE meeting"]
    who = AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR)
    sentences = {duty.sentence for duty in at.desk.today.duties(who, at.clock())}
    assert sentences == {
        "Plan the first SAFE meeting",
        "Plan the first MACE meeting",
        "There is no verified backup yet",
    }


def test_the_agendas_duty_counts_who_is_new_and_who_returns(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    at.closed()
    at.clock.set(date(2026, 11, 9))
    at.bring(a_profile(child("101")))
    at.bring(a_referral("103", on="06/11/2026"))
    plan(at)
    agenda = on(at, date(2026, 11, 13))["agenda"]
    assert agenda.sentence == "Build the agenda for SAFE 19 November"
    assert agenda.detail.startswith("1 new, 2 returning and 1 no longer listed; 3 proposed, ")
    assert (
        at.desk.today.next_meeting(date(2026, 11, 13))
        == "Next: SAFE on Thursday 19 November, 10:00, Civic Centre room 6"
    )


def test_an_old_profile_list_is_asked_for_anew(at: TestDesk) -> None:
    at.bring(a_profile())
    at.closed()
    plan(at)
    duty = on(at, date(2026, 11, 10))["list"]
    assert duty.sentence == "The profile list is 40 days old: SAFE has met since"
    assert duty.detail == "list.csv, 1 October · 2 children · cut-off for SAFE 19 November"


def test_a_built_agenda_waits_for_its_chair(at: TestDesk) -> None:
    at.bring(a_profile())
    at.planned(SAFE, NOVEMBER)
    assert on(at, date(2026, 11, 13))["agenda"].sentence == "Check and lock the agenda of SAFE 19 November"
    found = on(at, date(2026, 11, 13), "Dana Prior", Role.CHAIR)
    assert found["approve"].sentence == "The agenda of SAFE 19 November waits for your approval"


def test_after_the_meeting_come_sheets_and_draft(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.ask(meeting_id)
    at.close(meeting_id)
    found = on(at, date(2026, 10, 23))
    assert (found["sheets"].detail, found["sheets"].chip) == (
        "One sheet for the one agency that has something to do",
        "due today",
    )
    at.desk.publishing.action_sheets(ASHA, meeting_id)
    assert "sheets" not in on(at, date(2026, 10, 23))
    assert on(at, date(2026, 10, 31))["minutes"].sentence == "Draft minutes of SAFE 22 October are 2 days late"


def test_circulated_minutes_take_corrections_until_ten_working_days_after_they_were_due(at: TestDesk) -> None:
    at.circulated()
    found = on(at, date(2026, 11, 6), "Abena Osei", Role.CORE_MEMBER)
    assert found["corrections"].sentence == "Corrections to the minutes of SAFE 22 October are taken until 19 November"


def test_approved_minutes_wait_for_who_presided(at: TestDesk) -> None:
    at.approved()
    assert on(at, NOVEMBER)["signature"].sentence == "Minutes of SAFE 22 October wait for Dana Prior’s signature"
    assert on(at, NOVEMBER, "Dana Prior", Role.CHAIR)["sign"].button == "Sign minutes"


def test_overdue_actions_are_counted_for_the_rail_and_told_on_today(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.ask(meeting_id, due_on=date(2026, 10, 30))
    at.close(meeting_id)
    assert on(at, date(2026, 11, 2))["actions"].sentence == "1 action is overdue with Police"
    now = datetime.combine(date(2026, 11, 2), time(10), ENGLAND)
    for name, role, count in (
        ("Asha Rahman", Role.ADMINISTRATOR, 1),
        ("Abena Osei", Role.CORE_MEMBER, 0),
        ("Imran Khan", Role.CORE_MEMBER, 1),
    ):
        assert at.desk.today.counts(AtTheDesk(person=at.person(name), role=role), now).actions == count


def test_a_return_without_an_interview_is_due_until_it_is_over(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.clock.set(date(2026, 11, 3))
    at.bring(missing("101", "01/11/2026 20:00", "02/11/2026 07:00"))
    duty = on(at, date(2026, 11, 6))["interviews"]
    assert (duty.sentence, duty.chip, duty.group) == (
        "1 return interview has passed 72 hours",
        "27 h over",
        DutyGroup.LATE,
    )
    assert duty.detail.startswith("K.A. · 101 returned 2 November 2026, 07:00")
    assert "interviews" not in on(at, date(2026, 12, 1))
    now = datetime.combine(date(2026, 11, 6), time(10), ENGLAND)
    assert (
        at.desk.today.counts(AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR), now).interviews == 1
    )


def test_who_is_missing_is_counted_until_the_return_or_the_18th_birthday(at: TestDesk) -> None:
    at.bring(a_profile())
    at.clock.set(date(2026, 11, 3))
    asha = AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR)
    now = datetime.combine(date(2026, 11, 3), time(10), ENGLAND)
    at.bring(missing("101", "01/11/2026 20:00"), "first.csv")
    assert at.desk.today.counts(asha, now).missing == 1
    at.bring(missing("102", "02/11/2026 20:00"), "second.csv")
    assert at.desk.today.counts(asha, now).missing == 2
    line = next(e for e in at.desk.missing.episodes(now.date()) if e.local_id == "102")
    at.desk.missing.record_return(asha.person.id, "102", line.key, datetime(2026, 11, 3, 8))  # noqa: DTZ001 - wall clock
    assert at.desk.today.counts(asha, now).missing == 1
    grown = datetime.combine(date(2029, 3, 12), time(10), ENGLAND)
    year = between(date(2028, 4, 1), grown.date())
    assert at.desk.today.counts(asha, grown).missing == len(at.desk.missing.oversight(year, now=grown).open_now) == 0


def test_a_cancelled_meeting_makes_nothing_due(at: TestDesk) -> None:
    plan(at)
    (row,) = at.desk.planning.all()
    at.desk.planning.cancel(ASHA, row.id, "the chair is ill")
    assert set(on(at, date(2026, 11, 13))) == {"plan"}


def test_a_cancelled_meeting_is_no_last_meeting(at: TestDesk) -> None:
    plan(at)
    (row,) = at.desk.planning.all()
    at.desk.planning.cancel(ASHA, row.id, "the chair is ill")
    who = AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR)
    later = at.desk.today.duties(who, datetime.combine(DECEMBER, time(10), ENGLAND))
    assert "Plan the first SAFE meeting" in {duty.sentence for duty in later}


def test_owners_who_were_asked_need_not_be_asked_again(at: TestDesk, tmp_path: Path) -> None:
    meeting_id = at.opened()
    at.ask(meeting_id, due_on=date(2026, 11, 18))
    at.close(meeting_id)
    plan(at)
    assert on(at, date(2026, 11, 13))["chase"].detail.startswith("1 open action nobody has been asked about")
    letters = at.desk.chasing.letters(at.person("Asha Rahman"), ["SAFE-2026-10/01"], date(2026, 11, 13))
    at.desk.chasing.save(ASHA, tmp_path, letters, date(2026, 11, 13))
    assert "chase" not in on(at, date(2026, 11, 13))


def test_children_stepped_up_wait_for_the_other_panel(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    (case,) = at.cases(meeting_id)
    at.decide(meeting_id, case, outcome="step-up")
    at.close(meeting_id)
    plans = [
        d
        for d in at.desk.today.duties(
            AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR),
            datetime.combine(OCTOBER, time(15), ENGLAND),
        )
        if d.key == "plan/MACE"
    ]
    assert plans[0].detail == "1 child stepped up or down waits for it"


def test_a_clock_behind_the_record_is_told_first_thing(at: TestDesk) -> None:
    plan(at, DECEMBER)
    who = AtTheDesk(person=at.person("Asha Rahman"), role=Role.ADMINISTRATOR)
    saved = at.desk.today.saved_at()
    assert saved is not None
    duties = at.desk.today.duties(who, saved - timedelta(days=1))
    assert "This computer’s clock is behind the record" in {d.sentence for d in duties}
