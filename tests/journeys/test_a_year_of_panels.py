"""Laws over a year of panels: whatever is done or refused, in whatever order, the record stays whole and true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from tests.journeys.year_machine import YearOfPanels
from tests.journeys.year_model import waits
from tests.services.desk_builders import HEALTH, MACE, POLICE, SAFE, a_desk
from tests.services.signing_keys import make_keys

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.services.meetings import Meetings

pytestmark = pytest.mark.slow
YEARS, DEEDS = range(6), 500
NOBODY = AgencyKey("nobody")


OFTEN = frozenset(
    {
        *("decide", "dissent", "override", "confirm", "ask", "news", "postpone", "undo", "undo a list", "late"),
        "undo and redo",
        *(
            "declare",
            "step out",
            "step back",
            "arrive",
            "leave",
            "turn to",
            "write",
            "read",
            "adjourn",
            "give back",
            "re-open",
        ),
        *(f"attend {kind.value}" for kind in AttendanceKind),
    }
)
"""What must have been done, and what must have been refused, for these years to say something."""


def rows(r: Random) -> dict[str, str]:
    """Some children with a level of risk each."""
    children = r.sample(range(101, 109), r.randint(1, 5))
    return {str(number): r.choice(["High", "Medium", "Standard"]) for number in children}


def n(r: Random) -> int:
    return r.randrange(64)


HAPPENINGS: tuple[tuple[int, Callable[[YearOfPanels, Random], None]], ...] = (
    (2, lambda y, r: y.a_list_of_children_comes(rows(r))),
    (3, lambda y, r: y.a_referral_or_an_episode_comes(n(r))),
    (2, lambda y, r: y.a_meeting_is_planned(r.choice([SAFE, SAFE, MACE]), r.choice([0, 1, 1, 1, 2]), r.randint(1, 28))),
    (
        6,
        lambda y, r: y.the_agenda_is_changed(
            n(r), n(r), n(r), r.choice(["build", "add", "late", "remove", "move", "change"])
        ),
    ),
    (4, lambda y, r: y.the_agenda_goes_out(n(r), r.choice(["lock", "issue", "re-open agenda"]), n(r))),
    (10, lambda y, r: y.somebody_takes_part(n(r), n(r), n(r), r.choice(list(AttendanceKind)))),
    (9, lambda y, r: y.the_meeting_moves(n(r), n(r), n(r), r.choice(["arrive", "leave", "read", "turn to"]))),
    (6, lambda y, r: y.something_is_written(n(r), n(r), r.choice(list(NoteSection)), r.random() < 0.3)),
    (9, lambda y, r: y.an_interest_is_dealt_with(n(r), n(r), n(r), r.choice(["declare", "step out", "step back"]))),
    (
        10,
        lambda y, r: y.a_case_is_decided(
            n(r), n(r), n(r), r.random() < 0.7, r.choice(["", "", "High", "Medium", "Standard"])
        ),
    ),
    (6, lambda y, r: y.the_decision_is_questioned(n(r), n(r), n(r), r.choice(["dissent", "override", "confirm"]))),
    (6, lambda y, r: y.somebody_is_asked(n(r), n(r), r.randint(-3, 60), r.choice([POLICE, HEALTH, NOBODY]))),
    (
        5,
        lambda y, r: y.news_of_an_action_is_heard(
            n(r), r.choice(list(ActionStatus)), r.choice(["", "done on Monday"]), n(r)
        ),
    ),
    (2, lambda y, r: y.an_action_is_given_more_time(n(r), r.randint(0, 90))),
    (10, lambda y, r: y.a_deed_is_taken_back(n(r))),
    (3, lambda y, _r: y.the_last_deed_is_undone_and_redone()),
    (8, lambda y, r: y.the_sitting_changes(n(r), n(r), r.choice(["open", "adjourn", "resume", "close", "re-open"]))),
    (5, lambda y, r: y.the_minutes_go_on(n(r), n(r), r.choice(["draft", "circulate", "give back", "approve"]))),
    (3, lambda y, r: y.approved_minutes_are_signed(r.choice([None, POLICE, HEALTH]))),
    (20, lambda y, r: y.a_meeting_goes_its_way(n(r), r.randint(1, 2))),
)
"""What may happen, with how often; nothing is kept from happening at the wrong time."""


def open_actions_stand_on_every_agenda_of_their_panel(year: YearOfPanels) -> None:
    for panel in (SAFE, MACE):
        wanted = year.model.open_references(panel)
        assert {a.reference for a in year.at.desk.actions.open_of(panel)} == wanted
        for meeting in [m for m in year.all() if m.definition.key == panel][-1:]:
            assert {line.reference for line in year.at.desk.agendas.value(meeting.id).actions} == wanted


def minutes_of_closed_meetings_read_as_their_own_last_deed_left_them(year: YearOfPanels) -> None:
    for meeting_id, sections in year.model.closed.items():
        assert year.at.desk.minutes.value(meeting_id).sections == sections


def a_meeting_kept_in_hand_is_the_one_its_events_tell(year: YearOfPanels) -> None:
    fresh = Meetings(year.at.desk.book)
    for meeting in year.all():
        assert fresh.meeting(meeting.id) == meeting


def cases_are_decided_by_the_rules_before_a_meeting_ends(year: YearOfPanels) -> None:
    for meeting in year.all():
        cases = [item for item in meeting.items if item.needs_outcome]
        for item in cases:
            decided_by_the_rules(meeting, item)
        if meeting.closed_at is not None:
            urgent = {section.key for section in meeting.definition.sections if section.urgent}
            assert all(item.decisions or item.agenda.section in urgent for item in cases)
        if meeting.state in (MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.SIGNED):
            assert not any(waits(d.decision.quorate, d.confirmed) for item in cases for d in item.decisions)


def decided_by_the_rules(meeting: Meeting, item: Item) -> None:
    made = [d.decision for d in item.decisions]
    outcomes = [meeting.definition.outcome(d.outcome) for d in made]
    assert len({o.key for o in outcomes}) == len(outcomes)
    if any(o.closes for o in outcomes):
        assert not any(o.raises_risk for o in outcomes)
        assert not any(d.review_on for d in made)
    elif not any(o.defers for o in outcomes):
        assert all(d.review_on is not None and d.review_on > meeting.held_on for d in made)
    assert len({d.risk.level for d in made if d.risk is not None}) <= 1


def words_are_found_exactly_while_they_count(year: YearOfPanels) -> None:
    counting = year.model.counting_words()
    for word in year.model.words:
        assert len(year.at.desk.searching.find(word)) == (word in counting), word


def the_desk_knows_whom_a_list_that_counts_names(year: YearOfPanels) -> None:
    assert {facts.local_id for facts in year.at.desk.importing.known().children} == year.model.children()


def signed_minutes_are_the_bytes_that_were_signed(year: YearOfPanels) -> None:
    for meeting_id, signed in year.model.signed.items():
        assert year.at.desk.publishing.signed_pdf(meeting_id) == signed


def the_audit_is_content_and_the_tables_are_what_the_journal_makes(year: YearOfPanels) -> None:
    audit = year.at.desk.auditing.audit()
    assert (audit.is_whole, audit.tables_differ) == (True, ()), audit.sentences


LAWS = (
    open_actions_stand_on_every_agenda_of_their_panel,
    minutes_of_closed_meetings_read_as_their_own_last_deed_left_them,
    a_meeting_kept_in_hand_is_the_one_its_events_tell,
    cases_are_decided_by_the_rules_before_a_meeting_ends,
    words_are_found_exactly_while_they_count,
    the_desk_knows_whom_a_list_that_counts_names,
    signed_minutes_are_the_bytes_that_were_signed,
)


def live_a_year(year: YearOfPanels, r: Random) -> None:
    """Everything that happens in a year, and the laws after each."""
    year.a_list_of_children_comes(rows(r))
    year.a_meeting_is_planned(SAFE, 0, 22)
    weights = [weight for weight, _ in HAPPENINGS]
    for number in range(DEEDS):
        before = year.at.desk.book.head()
        (happening,) = r.choices(HAPPENINGS, weights)
        happening[1](year, r)
        # A refused deed has left everything as it was: ``attempt`` has looked.
        for law in LAWS if year.at.desk.book.head() != before else ():
            law(year)
        if number % 20 == 0:
            the_audit_is_content_and_the_tables_are_what_the_journal_makes(year)
    the_audit_is_content_and_the_tables_are_what_the_journal_makes(year)


def test_whatever_a_year_brings_the_record_stays_whole_and_true() -> None:
    keys, done, refused = make_keys(), Counter[str](), Counter[str]()
    for seed in YEARS:
        with a_desk() as at:
            year = YearOfPanels(at, keys)
            live_a_year(year, Random(seed))
            done += year.done
            refused += year.refused
    assert {*OFTEN, "sign", "approve for an agency"} <= done.keys(), "a year in which little happens proves little"
    assert refused.keys() >= OFTEN
