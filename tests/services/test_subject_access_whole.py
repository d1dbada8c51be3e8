"""Whatever is held is given: under every number, taken back or removed, not kept yet, and whoever was given lists."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from tests.services.desk_builders import ASHA, REFERRAL_HEADINGS, TestDesk, a_list, a_profile, child, missing
from tests.services.subject_builders import DAY, OWN, plant, record
from tests.services.subject_builders import a_list as a_told_list

from panel_desk.domain.children.cases import ChildFacts, EpisodeKind, EpisodeRow, ListKind
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.lists import IdentityAlertAnswered
from panel_desk.domain.events.missing import EpisodesMatched, InterviewRecorded, InterviewWithdrawn
from panel_desk.domain.events.strategy import ConcernUnlinked, FeedbackAnswered, FeedbackRecorded
from panel_desk.domain.ids import ChildId, ConcernId, EpisodeId, FeedbackId, InterviewId
from panel_desk.domain.keeping.subject_access import HeldEntry, SubjectAccess
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.vault.drafts import Drafts

PASCOE = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe")
BEGAN, ENDED = datetime(2026, 9, 1, 1), datetime(2026, 9, 1, 5)  # noqa: DTZ001  England's wall clock


def gathered(at: TestDesk, local_id: str = OWN.local_id) -> SubjectAccess:
    return at.desk.subject_access.gather(local_id)


def entries(access: SubjectAccess, section: str) -> tuple[HeldEntry, ...]:
    return next(one.entries for one in access.sections if one.key == section)


def words(access: SubjectAccess) -> str:
    return msgspec.json.encode(access.sections).decode()


def an_episode(local_id: str, source_id: str = "") -> EpisodeRow:
    return EpisodeRow(
        local_id=local_id, kind=EpisodeKind.MISSING, started_at=BEGAN, ended_at=ENDED, source_id=source_id
    )


def test_a_child_of_a_missing_list_alone_is_given(at: TestDesk) -> None:
    at.bring(missing("555555", "2026-09-30 20:00", "2026-09-30 23:00"))
    assert [entry.when for entry in entries(gathered(at, " 555555 "), "missing")] == ["30 September 2026"]
    assert gathered(at, "555555").title == "Everything held on the child (555555)"


def test_what_was_entered_stays_when_the_list_is_taken_back(at: TestDesk) -> None:
    listed = at.bring(a_profile(child("101")))
    at.clock.set(date(2026, 10, 2))
    at.desk.missing.record_episode(ASHA, an_episode("101"))
    at.desk.importing.undo(ASHA, listed)
    access = gathered(at, "101")
    assert [entry.title for entry in entries(access, "missing")] == ["Episode (missing) entered at the desk"]
    assert "taken back since" in entries(access, "lists")[0].source
    assert access.name


def test_a_number_of_which_nothing_is_held_is_not_found(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    with pytest.raises(DeskError, match="Nothing is held under the number 10"):
        gathered(at, "10")


def test_what_was_entered_under_a_number_that_was_matched_later_is_given(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.clock.set(date(2026, 10, 2))
    episode = at.desk.missing.record_episode(ASHA, an_episode("Z77"))
    interview = ReturnInterview(
        id=InterviewId("i7"),
        local_id="Z77",
        episodes=(episode,),
        state=InterviewState.REFUSED,
        provider="P",
        reason="Not now",
    )
    at.desk.missing.record_interview(ASHA, interview)
    at.desk.missing.match(ASHA, "Z77", "101", "same street")
    access = gathered(at, "101")
    assert "Not now" in words(access)
    assert '"text":"Z77"' in words(access)
    assert any("found to be this child’s by what a person said" in one.why for one in access.to_read)
    with pytest.raises(DeskError, match="found to be of 101"):
        gathered(at, "Z77")


def test_an_episode_of_a_list_that_was_matched_and_set_aside_is_given(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    record(at, "import/20", a_told_list("20", an_episode("X9", "S-1"), kind=ListKind.MISSING))
    at.desk.missing.match(ASHA, "X9", OWN.local_id, "same street")
    (listed,) = [one for one in at.desk.missing.episodes(DAY) if "S-1" in one.key]
    at.desk.missing.set_aside(ASHA, OWN.local_id, listed.key, "told twice")
    told = words(gathered(at))
    assert "S-1" in told
    assert "told twice" in told
    assert any(line.text == "X9" for entry in entries(gathered(at), "missing") for line in entry.lines)


def test_a_match_that_was_changed_is_still_told(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    for owner in (OWN.local_id, PASCOE.local_id):
        record(at, "missing/m", EpisodesMatched(source_id="X9", local_id=owner, reason=f"Like {owner}"))
    assert "Episodes that were thought to be this child’s" in [e.title for e in entries(gathered(at), "removed")]


def test_of_two_numbers_that_are_one_child_both_are_given(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Pascoe Thistlewood came.")
    same = IdentityAlertAnswered(local_id=OWN.local_id, other_local_id="205511", answer="same", reason="one boy")
    record(at, "child/child-205511", same)
    answer = FeedbackAnswer(did="Called the other", did_on=DAY, by="Police")
    record(at, "voice/f2", FeedbackAnswered(feedback_id=FeedbackId("f2"), answer=answer))
    told = words(gathered(at))
    assert "Called the other" in told
    assert "Pascoe Thistlewood came." in told
    assert "[another child]" not in told
    assert len({one.key for s in gathered(at).sections for one in s.entries}) == told.count('"key":') - 14


def test_withdrawn_interviews_and_unlinked_places_are_given_with_the_reason(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    interview = ReturnInterview(
        id=InterviewId("v2"),
        local_id=OWN.local_id,
        episodes=(EpisodeId("e1"),),
        state=InterviewState.REFUSED,
        reason="Was asleep",
    )
    record(at, "missing/v2", InterviewRecorded(interview=interview))
    record(at, "missing/v2", InterviewWithdrawn(interview_id=interview.id, reason="Entered for the wrong night"))
    record(at, "place/c2", ConcernUnlinked(concern_id=ConcernId("c2"), local_id=OWN.local_id, reason="Was elsewhere"))
    lines = [line.text for entry in entries(gathered(at), "removed") for line in entry.lines]
    assert {"Was asleep", "Entered for the wrong night", "Plain words.", "Was elsewhere"} <= set(lines)


def test_an_item_taken_off_an_agenda_is_given_with_the_reason_and_others_are_not(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    meeting_id = at.planned()
    for local_id in ("101", "102"):
        item = next(i for i in at.cases(meeting_id) if i.agenda.child and i.agenda.child.local_id == local_id)
        at.desk.agendas.remove(ASHA, meeting_id, item.id, f"Not ready {local_id}")
    (entry,) = entries(gathered(at, "101"), "removed")
    assert entry.title.startswith("Taken off an agenda: ")
    assert entry.lines[-1].text == "Not ready 101"


def test_a_deed_that_was_undone_is_given_and_put_to_be_read(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    for number, of in (("f77", f"child-{OWN.local_id}"), ("f78", "child-205511")):
        said = Feedback(
            id=FeedbackId(number),
            speaker=Speaker.FAMILY,
            gathered=Gathered.IN_PERSON,
            gathered_by="Ife Bello",
            said_on=DAY,
            said=f"Said by {number}",
            child_id=ChildId(of),
        )
        at.desk.book.record(ASHA, (f"voice/{number}", FeedbackRecorded(feedback=said)))
        at.desk.undoing.undo(ASHA)
    (entry,) = entries(gathered(at), "removed")
    assert entry.title == "Feedback recorded, undone"
    assert "Said by f77" in [line.text for line in entry.lines]
    assert all("taken back" in line.check for line in entry.lines)


def test_a_draft_that_names_the_child_is_given_as_far_as_it_does(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    drafts = Drafts(at.desk.book.vault)
    drafts.keep("meeting/zzz", "room", f"{OWN.name} (104233) ran. Somebody else slept.", at.desk.book.now())
    drafts.keep(f"voice/child-{OWN.local_id}", "said", "Half a sentence", at.desk.book.now())
    texts = [entry.lines[0].text for entry in entries(gathered(at), "drafts")]
    assert texts == [f"{OWN.name} (104233) ran.", "Half a sentence"]


def test_whoever_was_given_a_list_that_may_hold_the_child_is_told(at: TestDesk, tmp_path: Path) -> None:
    def export(title: str, recipient: str) -> None:
        path = tmp_path / f"{recipient}.csv"
        at.desk.exporting.table(
            ASHA, path, ("Child",), [("K.A. (101)",)], title=title, marking="O", recipient=recipient
        )

    export("Children at risk", "Before the child")
    at.clock.set(date(2026, 10, 2))
    at.bring(a_profile(child("101")))
    export("Children at risk", "Police")
    export("All on Z.Z. (999)", "Somebody else")
    at.desk.exporting.file(
        ASHA, tmp_path / "plan.csv", b"", what="action plan", title="The plan", recipient="No child", rows=3
    )
    given = entries(gathered(at, "101"), "left")
    assert [(one.title, one.lines[0].text) for one in given] == [
        ("Table: Children at risk (a list of 1 line)", "Police")
    ]


def test_a_referral_under_the_number_of_a_child_no_list_has_any_more_is_given(at: TestDesk) -> None:
    rows = ("101", "Field", "Robin", "01/02/2012", "05/10/2026", "Police", "CSE", "Seen with older peers")
    at.desk.importing.undo(ASHA, at.bring(a_list(REFERRAL_HEADINGS, rows)))
    assert "Seen with older peers" in words(gathered(at, "101"))


def test_own_numbers_stay_where_two_rows_have_the_same(at: TestDesk) -> None:
    twice = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe", nhs_number=OWN.nhs_number)
    plant(at, (twice,), f"Number {OWN.nhs_number} was checked.")
    assert f"Number {OWN.nhs_number} was checked." in words(gathered(at))
