"""A hold keeps whatever speaks of a child: under every number, in every class, and in every word that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, TestDesk, a_desk, a_profile, child, missing
from tests.services.missing_builders import NHS, OTHER_NHS, a_missing_list, numbered, told
from tests.services.retention_builders import newer_lists, stay_of
from tests.services.subject_builders import CLOCK, DAY, a_list, record

from panel_desk.domain.children.cases import (
    CaseRow,
    ChildFacts,
    EpisodeKind,
    EpisodeRow,
    ListKind,
    ProfileRow,
    ReferralRow,
)
from panel_desk.domain.events.strategy import FeedbackRecorded
from panel_desk.domain.ids import ChildId, EpisodeId, FeedbackId, InterviewId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import DueForReview
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.strategy.feedback import Feedback, Gathered, Speaker

LATER = date(2034, 1, 10)
ADA = ChildFacts(local_id="777777", surname="Quill", forenames="Ada", nhs_number="9434765870")


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        desk.desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
        yield desk


def due(at: TestDesk) -> dict[str, DueForReview]:
    at.clock.set(LATER)
    return {line.key: line for line in at.desk.retention.review(LATER)}


def held(at: TestDesk, local_id: str) -> dict[str, bool]:
    """By key, whether a hold on the child keeps it."""
    at.clock.set(LATER)
    at.desk.retention.place_hold(ASHA, "Inquiry", local_id=local_id)
    return {
        key: any("Held since" in sentence and "Inquiry" in sentence for sentence in line.held_by)
        for key, line in due(at).items()
    }


def away(local_id: str, **more: object) -> EpisodeRow:
    facts: dict[str, object] = {"kind": EpisodeKind.MISSING, "started_at": CLOCK, "ended_at": CLOCK.replace(hour=23)}
    return EpisodeRow(local_id=local_id, **(facts | more))  # type: ignore[arg-type]  # names are those of the Struct


def bring(at: TestDesk, number: str, *rows: CaseRow, kind: ListKind = ListKind.MISSING) -> None:
    record(at, f"import/{number}", a_list(number, *rows, kind=kind))


def know(at: TestDesk, number: str, facts: ChildFacts = ADA) -> None:
    new = {facts.local_id: ChildId(f"child-{facts.local_id}")}
    record(at, f"import/{number}", a_list(number, ProfileRow(facts=facts), new_children=new))


def test_a_hold_keeps_a_list_whose_number_was_matched_to_the_child(at: TestDesk) -> None:
    know(at, "1")
    bring(at, "20", away("X9"))
    at.desk.missing.match(ASHA, "X9", ADA.local_id, "same address")
    at.desk.book.record(ASHA, *newer_lists())
    assert held(at, ADA.local_id) == {"list:20": True, "missing:777777": True}


def test_a_hold_keeps_a_list_that_the_nhs_number_joins_to_the_child(at: TestDesk) -> None:
    know(at, "1")
    bring(at, "20", away("9434765870", nhs_number="9434765870"))
    at.desk.book.record(ASHA, *newer_lists())
    assert held(at, ADA.local_id) == {"list:20": True}


def test_a_hold_keeps_a_list_taken_back_by_the_nhs_number_in_it(at: TestDesk) -> None:
    know(at, "1")
    row = away("55", nhs_number=ADA.nhs_number)
    deed = at.desk.book.record(ASHA, ("import/20", a_list("20", row, kind=ListKind.MISSING)))
    at.desk.importing.undo(ASHA, deed)
    assert held(at, ADA.local_id)["list:20"]


def test_a_child_followed_now_keeps_what_stands_under_another_number(at: TestDesk) -> None:
    know(at, "1")
    bring(at, "20", away("X9"))
    at.desk.missing.match(ASHA, "X9", ADA.local_id, "same address")
    at.desk.book.record(ASHA, *newer_lists(), stay_of(ADA.local_id))
    assert any("on the enhanced pathway" in words for words in due(at)["list:20"].held_by)


@pytest.mark.parametrize(
    "said",
    [
        "Ada Quill was hurt there.",
        "Seen with 777777 again.",
        "QUILL, Ada was hurt there.",
        "Miss Quill’s aunt came.",
    ],
)
def test_a_hold_keeps_feedback_and_referrals_that_only_name_the_child(at: TestDesk, said: str) -> None:
    know(at, "1")
    feedback = Feedback(
        id=FeedbackId("f9"),
        speaker=Speaker.FAMILY,
        gathered=Gathered.IN_PERSON,
        gathered_by="Ife Bello",
        said_on=DAY,
        said=said,
    )
    record(at, "voice/f9", FeedbackRecorded(feedback=feedback))
    other = ReferralRow(facts=ChildFacts(local_id="205511", surname="Vale"), referred_on=DAY, reason=said)
    new = {"205511": ChildId("child-205511")}
    record(at, "import/30", a_list("30", other, kind=ListKind.REFERRALS, new_children=new))
    at.desk.book.record(ASHA, *newer_lists())
    assert held(at, ADA.local_id) == {"voice:f9": True, "list:30": True}


def test_a_hold_keeps_what_names_the_child_by_a_name_of_before(at: TestDesk) -> None:
    know(at, "1", replace(ADA, surname="Larkspur"))
    record(at, "import/2", a_list("2", ProfileRow(facts=ADA)))
    other = ReferralRow(facts=ChildFacts(local_id="205511", surname="Vale"), referred_on=DAY, reason="With A. Larkspur")
    new = {"205511": ChildId("child-205511")}
    record(at, "import/30", a_list("30", other, kind=ListKind.REFERRALS, new_children=new))
    at.desk.book.record(ASHA, *newer_lists())
    assert held(at, ADA.local_id)["list:30"]


def test_a_hold_keeps_feedback_that_was_put_right_for_another_child(at: TestDesk) -> None:
    know(at, "1")
    for child_id in (None, ChildId("child-777777"), None):
        feedback = Feedback(
            id=FeedbackId("f9"),
            speaker=Speaker.FAMILY,
            gathered=Gathered.IN_PERSON,
            gathered_by="Ife Bello",
            said_on=DAY,
            said="The bus is late.",
            child_id=child_id,
        )
        record(at, "voice/f9", FeedbackRecorded(feedback=feedback))
    assert held(at, ADA.local_id) == {"voice:f9": True}


def test_a_hold_lets_go_what_speaks_of_others_alone(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.bring(a_profile(child("103")), "newer.csv")
    know(at, "3")
    assert list(held(at, ADA.local_id).values()) == [False, False]


def test_a_child_whom_no_list_of_children_names_may_be_held(at: TestDesk) -> None:
    bring(at, "20", away("X9"))
    at.desk.book.record(ASHA, *newer_lists())
    assert held(at, "X9") == {"list:20": True}


def interviewed(at: TestDesk) -> None:
    """A list of episodes, with an interview recorded here, and newer lists."""
    at.bring(a_profile(child("101")))
    at.bring(missing("101", "2026-09-20 20:00", "2026-09-20 23:00"))
    key = at.desk.book.db.conn.execute("SELECT key FROM episode").fetchone()[0]
    interview = ReturnInterview(
        id=InterviewId("i1"),
        local_id="101",
        episodes=(EpisodeId(key),),
        state=InterviewState.COMPLETED,
        offered_at=datetime(2026, 9, 21, 9),  # noqa: DTZ001  England's wall clock
        held_at=datetime(2026, 9, 21, 12),  # noqa: DTZ001  England's wall clock
        provider="Youth service",
        interviewer="Ife Bello",
    )
    at.desk.missing.record_interview(ASHA, interview)
    at.bring(missing("103", "2026-09-29 20:00", "2026-09-29 23:00"), "newer.csv")


def test_a_list_goes_only_with_an_interview_about_its_episode_though_it_is_another_childs_by_now(at: TestDesk) -> None:
    at.bring(numbered(("101", NHS, "", "12/03/2011"), ("102", "", "", "01/01/2012")))
    times = ("2026-09-20 20:00", "2026-09-20 23:00")
    at.bring(a_missing_list(told("101", *times, Episode_ID="1")))
    at.bring(a_missing_list(told("X9", *times, Episode_ID="2", NHS_number=NHS)), "police.csv")
    keys = tuple(EpisodeId(f"#{number}@2026-09-20T20:00") for number in (1, 2))
    interview = ReturnInterview(
        id=InterviewId("i1"), local_id="101", episodes=keys, state=InterviewState.REFUSED, reason="Said no"
    )
    at.desk.missing.record_interview(ASHA, interview)
    at.bring(numbered(("101", OTHER_NHS, "", "12/03/2011"), ("102", NHS, "", "01/01/2012")), "corrected.csv")
    at.bring(missing("103", "2026-09-29 20:00", "2026-09-29 23:00"), "newer.csv")
    lines = due(at)
    lists = {key for key, line in lines.items() if line.what.startswith("the missing list")}
    assert (len(lists), lists <= set(lines["missing:101"].goes_with)) == (2, True)


def test_a_list_of_episodes_is_kept_as_long_as_episodes_are(at: TestDesk) -> None:
    at.desk.retention.set_periods(ASHA, {RecordClass.MISSING: 75})
    interviewed(at)
    assert [line for line in due(at).values() if line.what.startswith("the missing list")] == []


def test_a_list_of_episodes_goes_only_with_the_interviews_after_them(at: TestDesk) -> None:
    interviewed(at)
    the_list, entries = (next(key for key in due(at) if key.startswith(kind)) for kind in ("list:", "missing:"))
    lines = due(at)
    assert entries in lines[the_list].goes_with
    assert the_list in lines[entries].goes_with
