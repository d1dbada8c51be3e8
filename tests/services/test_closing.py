"""The end of a meeting in one press: everything that follows from it, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pikepdf import Pdf
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    HEALTH,
    NOVEMBER,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_desk,
    a_profile,
    child,
    refusal,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import ListingReason
from panel_desk.domain.room.closing_checks import CheckKind
from panel_desk.services.closing import ChaseWhat, Closed, ClosingChoice
from panel_desk.services.room.typed_words import RoomWords

PAPERS_ONLY = ClosingChoice()
"""Without a next meeting."""


class Stopped(Exception):  # noqa: N818 - what Cancel raises inside the work is no error
    """Cancel was pressed."""


def ready(at: TestDesk, *, deferred: str = "102") -> MeetingId:
    """October in session, decided: child 101 continues with an action for police and health, 102 is deferred."""
    at.bring(a_profile(child("101"), child("102", surname="Young"), child("103", surname="Zander")))
    meeting_id = at.opened()
    for item in at.cases(meeting_id):
        assert item.agenda.child is not None
        if item.agenda.child.local_id == deferred:
            at.decide(meeting_id, item, outcome="defer", reason="the school is closed", review_on=None)
        else:
            at.decide(meeting_id, item)
    first = at.cases(meeting_id)[0]
    for agency, what in ((POLICE, "Visit the address"), (HEALTH, "Offer an appointment")):
        at.desk.meetings.ask(ASHA, meeting_id, first.id, what=what, agency=agency, due_on=date(2026, 10, 30))
    return meeting_id


def close(at: TestDesk, meeting_id: MeetingId, into: Path, choice: ClosingChoice | None = None) -> Closed:
    return at.desk.closing.close(ASHA, meeting_id, into, choice or at.desk.closing.proposed(meeting_id))


def names(closed: Closed) -> list[str]:
    assert closed.folder is not None
    return sorted(path.name for path in closed.folder.iterdir())


def discussion(at: TestDesk, meeting_id: MeetingId, item_id: ItemId) -> str:
    return at.desk.meetings.meeting(meeting_id).item(item_id).notes[NoteSection.DISCUSSION]


def pages(path: Path) -> int:
    return len(Pdf.open(BytesIO(path.read_bytes())).pages)


def test_one_press_closes_drafts_makes_a_sheet_for_each_agency_and_plans_the_next(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        closed = close(at, meeting_id, tmp_path)
        assert at.state(meeting_id) is MeetingState.DRAFT
        assert closed.folder == tmp_path / "SAFE-2026-10"
        assert names(closed) == [
            "decisions-and-actions-SAFE-2026-10-health.pdf",
            "decisions-and-actions-SAFE-2026-10-police.pdf",
            "minutes-SAFE-2026-10-draft-1.pdf",
        ]
        assert all(pages(paper.path) >= 1 for paper in closed.papers)
        assert closed.next_meeting is not None
        assert at.desk.meetings.meeting(closed.next_meeting).held_on == NOVEMBER


def test_every_paper_is_in_the_register_with_whom_it_is_for(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        closed = close(at, meeting_id, tmp_path)
        copies = at.desk.copies.of_meeting(meeting_id)
        assert [(c.edition, c.recipient, c.copy_number) for c in copies] == [
            ("minutes", "Dana Prior", 1),
            ("action sheet", "Police", 1),
            ("action sheet", "Health", 2),
        ]
        kept = {at.desk.copies.file(copy.sha256) for copy in copies}
        assert kept == {paper.path.read_bytes() for paper in closed.papers}


def test_what_was_deferred_is_proposed_for_the_next_meeting_by_itself(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        assert at.desk.closing.deferred(meeting_id) == ("6.2 K.Y.",)
        closed = close(at, meeting_id, tmp_path)
        assert closed.next_meeting is not None
        pool = {
            c.child.local_id: c.because[0].reason
            for c in at.desk.agendas.candidates(closed.next_meeting)
            if c.child is not None
        }
        assert pool["102"] is ListingReason.DEFERRED
        assert closed.sentences[-1] == ("Next: SAFE-2026-11 on Thursday 19 November 2026; proposed for it: 6.2 K.Y.")
        assert not at.desk.meetings.meeting(closed.next_meeting).items


def test_the_next_day_stands_in_the_minutes(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        close(at, meeting_id, tmp_path)
        assert at.desk.meetings.meeting(meeting_id).next_on == NOVEMBER


def test_where_the_next_meeting_is_planned_none_is_planned_twice(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        planned = at.planned(SAFE, DECEMBER)
        assert at.desk.closing.proposed(meeting_id).next_meeting is None
        closed = close(at, meeting_id, tmp_path)
        assert closed.next_meeting == planned
        assert len(at.desk.planning.all()) == 2
        assert at.desk.meetings.meeting(meeting_id).next_on == DECEMBER


def test_letters_ask_for_earlier_actions_and_this_meetings_own_are_left_to_the_sheets(tmp_path: Path) -> None:
    with a_desk() as at:
        at.bring(a_profile())
        october = at.opened()
        at.ask(october)
        at.close(october)
        november = at.opened(SAFE, NOVEMBER)
        at.ask(november, "Visit the address", due_on=date(2026, 12, 4))
        for item in at.cases(november):
            at.decide(november, item)
        closed = close(at, november, tmp_path)
        letter = next(paper for paper in closed.papers if paper.kind == "letter")
        text = letter.path.read_text(encoding="utf-8")
        assert letter.path.parent == closed.folder
        assert "SAFE-2026-10/01" in text
        assert "SAFE-2026-11/01" not in text
        assert [step.change for step in at.desk.actions.history("SAFE-2026-10/01")][-1] == "chased"


@pytest.mark.parametrize(
    ("what", "references"),
    [
        (ChaseWhat.NONE, ()),
        (ChaseWhat.OVERDUE, ("SAFE-2026-10/01",)),
        (ChaseWhat.EARLIER, ("SAFE-2026-10/01", "SAFE-2026-10/02")),
        (ChaseWhat.ALL, ("SAFE-2026-10/01", "SAFE-2026-11/01", "SAFE-2026-10/02")),
    ],
)
def test_whose_owners_are_asked_is_a_choice(what: ChaseWhat, references: tuple[str, ...]) -> None:
    with a_desk() as at:
        at.bring(a_profile())
        october = at.opened()
        at.ask(october)
        at.ask(october, "Light the path", due_on=date(2026, 12, 20))
        at.close(october)
        november = at.opened(SAFE, NOVEMBER)
        at.ask(november, "Visit the address", due_on=date(2026, 12, 4))
        assert at.desk.closing.chased(november, what) == references


def test_words_that_are_typed_are_recorded_first(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        item = at.cases(meeting_id)[-1]
        words = RoomWords(item_id=item.id, texts={NoteSection.DISCUSSION: "Typed until the end."})
        at.desk.typed_words.keep(meeting_id, words)
        checks = at.desk.closing.checklist(meeting_id)
        assert [check.item_id for check in checks if check.kind is CheckKind.TYPED] == [item.id]
        close(at, meeting_id, tmp_path, PAPERS_ONLY)
        assert (
            at.desk.meetings.meeting(meeting_id).item(item.id).notes[NoteSection.DISCUSSION] == "Typed until the end."
        )
        assert at.desk.typed_words.unrecorded(meeting_id) == {}


def test_words_of_the_editor_go_before_what_was_kept(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        item = at.cases(meeting_id)[-1]
        words = RoomWords(item_id=item.id, texts={NoteSection.DISCUSSION: "The very last key."})
        at.desk.closing.close(ASHA, meeting_id, tmp_path, PAPERS_ONLY, words=words)
        assert discussion(at, meeting_id, item.id) == "The very last key."


def test_an_undecided_item_refuses_the_whole_press(tmp_path: Path) -> None:
    with a_desk() as at:
        at.bring(a_profile())
        meeting_id = at.opened()
        before = at.tables()
        with refusal(match="no outcome"):
            close(at, meeting_id, tmp_path)
        assert_as_it_was(at, before, tmp_path)
        assert at.state(meeting_id) is MeetingState.IN_SESSION


def test_an_adjourned_meeting_is_not_closed(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        at.desk.meetings.adjourn(ASHA, meeting_id, "fire alarm")
        before = at.tables()
        with refusal():
            close(at, meeting_id, tmp_path)
        assert_as_it_was(at, before, tmp_path)


def assert_as_it_was(at: TestDesk, before: object, folder: Path) -> None:
    assert at.tables() == before
    assert list(folder.iterdir()) == []


def test_cancel_at_any_word_leaves_record_and_folder_as_they_were(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        said: list[str] = []
        choice = at.desk.closing.proposed(meeting_id)

        def stopping_at(word: int) -> Callable[[str, float | None], None]:
            def tell(words: str, _fraction: float | None) -> None:
                said.append(words)
                if len(said) == word:
                    raise Stopped

            return tell

        before = at.tables()
        for word in range(1, 5):
            said.clear()
            with pytest.raises(Stopped):
                at.desk.closing.close(ASHA, meeting_id, tmp_path, choice, stopping_at(word))
            assert_as_it_was(at, before, tmp_path)
            assert at.state(meeting_id) is MeetingState.IN_SESSION
        said.clear()
        closed = at.desk.closing.close(ASHA, meeting_id, tmp_path, choice, stopping_at(99))
        assert len(said) == 4
        assert len(closed.papers) == 3


def test_a_folder_that_takes_nothing_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        before = at.tables()
        with refusal(Reason.STORAGE, "There is no folder"):
            close(at, meeting_id, tmp_path / "gone")
        assert_as_it_was(at, before, tmp_path)


def test_a_folder_that_vanishes_on_the_way_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        into = tmp_path / "stick"
        into.mkdir()
        before = at.tables()

        def unplugged(words: str, _fraction: float | None) -> None:
            if words.startswith("Making a sheet"):
                into.rename(tmp_path / "elsewhere")

        with refusal(Reason.STORAGE):
            at.desk.closing.close(ASHA, meeting_id, into, PAPERS_ONLY, unplugged)
        assert at.tables() == before
        assert at.state(meeting_id) is MeetingState.IN_SESSION


def test_who_may_not_take_the_minutes_makes_nothing(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        before = at.tables()
        with refusal(match="may not"):
            at.desk.closing.close(at.person("Marta Lee").id, meeting_id, tmp_path, PAPERS_ONLY)
        assert_as_it_was(at, before, tmp_path)


def test_the_papers_stand_in_a_folder_of_their_own_readable_by_their_owner_alone(tmp_path: Path) -> None:
    with a_desk() as at:
        (tmp_path / "SAFE-2026-10").mkdir()
        (tmp_path / "SAFE-2026-10" / "notes.txt").write_text("mine", encoding="utf-8")
        closed = close(at, ready(at), tmp_path)
        assert closed.folder == tmp_path / "SAFE-2026-10 (2)"
        assert (tmp_path / "SAFE-2026-10" / "notes.txt").read_text(encoding="utf-8") == "mine"
        if os.name == "posix":
            assert closed.folder.stat().st_mode & 0o077 == 0
            assert all(paper.path.stat().st_mode & 0o077 == 0 for paper in closed.papers)


def test_a_meeting_that_is_closed_already_gets_its_papers(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        at.desk.meetings.close(ASHA, meeting_id)
        closed = close(at, meeting_id, tmp_path, PAPERS_ONLY)
        assert at.state(meeting_id) is MeetingState.DRAFT
        assert len(closed.papers) == 3
        again = close(at, meeting_id, tmp_path, PAPERS_ONLY)
        assert len(again.papers) == 3


def test_nothing_is_made_that_was_not_chosen(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        nothing = ClosingChoice(minutes=False, sheets=False, chase=ChaseWhat.NONE)
        closed = close(at, meeting_id, tmp_path, nothing)
        assert (closed.papers, closed.folder, closed.next_meeting) == ((), None, None)
        assert list(tmp_path.iterdir()) == []
        assert at.state(meeting_id) is MeetingState.CLOSED


def test_the_next_meeting_is_planned_on_the_day_that_was_chosen(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        choice = at.desk.closing.proposed(meeting_id)
        assert choice.next_meeting is not None
        other = replace(choice.next_meeting, held_on=NOVEMBER + timedelta(days=7))
        closed = close(at, meeting_id, tmp_path, replace(choice, next_meeting=other))
        assert closed.next_meeting is not None
        assert at.desk.meetings.meeting(closed.next_meeting).held_on == NOVEMBER + timedelta(days=7)
        assert at.desk.meetings.meeting(closed.next_meeting).planned.previous == meeting_id


def test_a_next_meeting_before_this_one_refuses_the_whole_press(tmp_path: Path) -> None:
    with a_desk() as at:
        meeting_id = ready(at)
        before = at.tables()
        choice = at.desk.closing.proposed(meeting_id)
        assert choice.next_meeting is not None
        early = replace(choice.next_meeting, held_on=OCTOBER - timedelta(days=7))
        with refusal():
            close(at, meeting_id, tmp_path, replace(choice, next_meeting=early))
        assert_as_it_was(at, before, tmp_path)
