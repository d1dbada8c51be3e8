"""What is typed: kept whole, given back whole, in the record with the next deed, and lost by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import ASHA, HEALTH, MACE, NOVEMBER, TestDesk, refusal
from tests.services.desk_folders import a_desk_in, opened
from tests.services.room_builders import VOICE, D, InRoom, a_room, an_action, enter, filled
from tests.vault.mounts import a_small_disk, fill

from panel_desk.domain.capture.deeds import (
    AdjournDeed,
    NextDeed,
    RedoDeed,
    ResumeDeed,
    SayDeed,
    TurnDeed,
    UndoDeed,
)
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.typed_text import paragraphs
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.vault.ballast import BALLAST_FILE


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


# Kept and given back


def test_what_was_kept_last_is_given_back_exactly(room: InRoom) -> None:
    room.keep(room.typed("Kim c"))
    last = RoomWords(
        item_id=room.current,
        texts={D: "Kim came\t\n\n late 😀 \r\n", VOICE: "אני רוצה"},
        section=VOICE,
        cursor=3,
        line="/a police: ",
    )
    room.keep(last)
    assert room.kept() == last


def test_a_part_that_reads_as_recorded_is_no_draft(room: InRoom) -> None:
    room.press(SayDeed(section=D, text="Kim came."))
    room.keep(RoomWords(item_id=room.current, texts={D: "Kim came.", VOICE: ""}, cursor=9))
    assert room.kept() == RoomWords(item_id=room.current, cursor=9)


def test_a_part_that_was_emptied_is_kept_empty(room: InRoom) -> None:
    room.press(SayDeed(section=D, text="Kim came."))
    room.keep(room.typed(""))
    assert room.kept() == room.typed("")
    room.press(an_action(), room.kept())
    assert room.note() == ""


def test_nothing_kept_gives_nothing_and_what_is_forgotten_is_gone(room: InRoom) -> None:
    assert room.kept() is None
    room.keep(room.typed("x"))
    room.desk.typed_words.forget(room.meeting_id)
    assert room.kept() is None


def test_half_a_character_does_not_keep_the_rest_from_being_kept(room: InRoom) -> None:
    room.keep(room.typed("before \ud83d after", line="\udc00"))
    kept = room.kept()
    assert kept is not None
    assert kept.texts[D] == "before \ufffd after"


def test_a_long_paste_is_kept_and_recorded(room: InRoom) -> None:
    paste = "<b>Kim</b> & “co” " * 6_000
    room.keep(room.typed(paste))
    assert room.kept() == room.typed(paste)
    with refusal(match="holds 100,000"):
        room.press(an_action(), room.kept())
    room.press(an_action(), room.typed(paste[:10_000]))
    assert room.note() == paste[:10_000]


def test_another_thread_reads_what_is_kept(tmp_path: Path) -> None:
    with opened(a_desk_in(tmp_path / "desk")) as at:
        filled(at)
        room = enter(at)
        words = room.keep(room.typed("Kim came"))
        reading = at.desk.reading()
        assert reading.typed_words.kept(room.meeting_id) == words
        assert reading.typed_words.sitting() == room.meeting_id
        reading.close()


# Recorded with the next deed


def test_words_are_recorded_before_a_deed_as_a_deed_of_their_own(room: InRoom) -> None:
    room.keep(room.typed("Kim came.", line="/a police: call by fri"))
    room.press(an_action(), room.typed("Kim came late."))
    assert room.note() == "Kim came late."
    assert room.kept() == RoomWords(item_id=room.current)
    room.press(UndoDeed())
    assert room.note() == "Kim came late."
    assert room.desk.actions.open_of(room.meeting.definition.key)[0].reference == "SAFE-2026-10/01"


def test_words_that_differ_by_blanks_alone_make_no_deed(room: InRoom) -> None:
    room.press(SayDeed(section=D, text="Kim came."))
    room.press(an_action(), room.typed("Kim came.\n"))
    assert "action" in room.press(UndoDeed())
    assert room.note() == "Kim came."


def test_leaving_an_item_records_what_was_typed_in_every_part_in_one_deed(room: InRoom) -> None:
    room.decide()
    first = room.current
    room.keep(RoomWords(item_id=first, texts={D: "Kim came.", VOICE: "I like the coach."}))
    room.press(NextDeed())
    assert (room.note(D, first), room.note(VOICE, first)) == ("Kim came.", "I like the coach.")
    assert room.kept() is None
    room.press(UndoDeed())
    assert room.current == first
    assert room.kept() == RoomWords(item_id=first, texts={D: "Kim came.", VOICE: "I like the coach."})
    assert room.note(D, first) == ""


def test_adjourning_records_what_was_typed(room: InRoom) -> None:
    room.keep(room.typed("The alarm went"))
    room.press(AdjournDeed(reason="fire alarm"))
    assert room.note() == "The alarm went"
    room.keep(room.typed("The alarm went off."))
    room.press(ResumeDeed())
    assert room.note() == "The alarm went off."


def test_words_of_a_refused_deed_are_neither_recorded_nor_lost(room: InRoom) -> None:
    words = room.keep(room.typed("Kim came."))
    with refusal(Reason.NO_OUTCOME):
        room.press(NextDeed(), words)
    assert (room.note(), room.kept()) == ("", words)


# Undo and redo under typed text


def test_undone_words_stand_in_the_editor_and_no_press_does_nothing_that_is_seen(room: InRoom) -> None:
    room.decide()
    words = room.typed("Kim came.")
    room.press(an_action(), words)
    assert "action" in room.press(UndoDeed(), words)
    assert "decision" in room.press(UndoDeed(), words)
    assert (room.note(), room.kept()) == ("", words)
    assert "decision" in room.press(RedoDeed(), words)
    assert room.note() == "Kim came."
    assert "action" in room.press(RedoDeed(), words)
    assert room.kept() == RoomWords(item_id=room.current)


def test_words_whose_recording_cannot_be_taken_back_alone_stay_recorded(room: InRoom) -> None:
    room.press(AdjournDeed(reason="fire alarm"))
    room.press(ResumeDeed())
    words = room.typed("Kim came.")
    room.press(an_action(), words)
    room.press(UndoDeed(), words)
    with refusal(match="resumed: that cannot be undone"):
        room.press(UndoDeed(), words)
    assert room.note() == "Kim came."


def test_a_said_paragraph_that_is_taken_back_goes_and_what_was_typed_after_it_stays(room: InRoom) -> None:
    room.press(SayDeed(section=D, text="First."))
    room.press(SayDeed(section=D, text="Second."))
    room.press(UndoDeed(), room.typed("First.\n\nSecond.\n\nThird"))
    kept = room.kept()
    assert kept is not None
    assert kept.texts == {D: "First.\n\nThird"}


def test_words_under_an_item_that_an_undo_leaves_come_back_with_the_item(room: InRoom) -> None:
    room.press(TurnDeed(item_id=room.cases[1]))
    words = room.keep(room.typed("Ali said"))
    room.press(UndoDeed(), words)
    kept = room.kept()
    assert kept == RoomWords(item_id=room.cases[0])
    room.press(TurnDeed(item_id=room.cases[1]), kept)
    assert room.note() == "Ali said"


def test_an_undo_pressed_on_another_page_loses_no_typed_word(room: InRoom) -> None:
    room.decide()
    first = room.current
    room.keep(room.typed("Kim came."))
    room.press(NextDeed())
    room.keep(RoomWords(item_id=room.current, line="/a pol"))
    assert "turned to" in room.desk.recording.undo(ASHA)
    assert room.kept() == RoomWords(item_id=first, texts={D: "Kim came."}, line="/a pol")
    assert "turned to" in room.desk.recording.redo(ASHA)
    assert room.note(D, first) == "Kim came."
    assert room.current != first


def test_an_undo_of_what_belongs_to_no_meeting_is_simply_done(room: InRoom) -> None:
    room.desk.people.add(ASHA, "Joel Hart", HEALTH)
    assert room.desk.recording.undo(ASHA) == "Joel Hart added to the people"
    assert room.desk.recording.redo(ASHA) == "Joel Hart added to the people"


# The record moving on by another way


def test_a_draft_never_overwrites_newer_recorded_words(room: InRoom) -> None:
    room.keep(room.typed("Typed before."))
    room.desk.meetings.write(ASHA, room.meeting_id, room.current, D, "Corrected elsewhere.")
    kept = room.kept()
    assert kept is not None
    assert kept.texts == {D: "Corrected elsewhere.\n\nTyped before."}
    room.press(an_action())
    assert room.note() == "Corrected elsewhere.\n\nTyped before."


def test_a_draft_that_was_recorded_elsewhere_is_no_draft_any_more(room: InRoom) -> None:
    room.keep(room.typed("Kim came."))
    room.desk.meetings.write(ASHA, room.meeting_id, room.current, D, "Kim came.")
    assert room.kept() == RoomWords(item_id=room.current)


# Which meeting


def test_the_meeting_worked_on_last_is_the_one_that_opens(room: InRoom) -> None:
    mace = enter(room.at, MACE)
    sitting = room.desk.typed_words.sitting
    assert sitting() == mace.meeting_id
    room.press(an_action())
    room.turn(1)
    assert sitting() == room.meeting_id
    room.press(AdjournDeed(reason="fire alarm"))
    assert sitting() == room.meeting_id


def test_no_meeting_opens_while_none_sits(at: TestDesk) -> None:
    at.issued(held_on=NOVEMBER)
    assert at.desk.typed_words.sitting() is None


# A law: whatever is typed, said, undone and turned to, no typed paragraph is lost

_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from([D, VOICE])),
        st.sampled_from([("action", D), ("turn", D), ("undo", D), ("redo", D), ("say", D), ("keep", D)]),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(_STEPS)
def test_no_typed_paragraph_is_lost_whatever_is_pressed(steps: list[tuple[str, NoteSection]]) -> None:
    with a_room() as room:
        typed: dict[str, tuple[str, NoteSection]] = {}
        for count, (step, section) in enumerate(steps):
            words = _editor(room)
            if step == "type":
                words.texts[section] = f"{words.texts.get(section, '')}\n\ntyped {count}.".lstrip()
                typed[f"typed {count}."] = (room.current, section)
                room.keep(words)
            elif step == "keep":
                room.keep(words)
            else:
                _pressed(room, step, words)
        assert all(text in _found(room, *where) for text, where in typed.items())
        assert room.is_whole()


def _editor(room: InRoom) -> RoomWords:
    """As the window shows it: what is recorded, and over it what was kept."""
    kept = room.kept()
    texts = {part: room.note(part) for part in NoteSection}
    if kept is not None and kept.item_id == room.current:
        texts |= kept.texts
    return RoomWords(item_id=room.current, texts=texts)


def _pressed(room: InRoom, step: str, words: RoomWords) -> None:
    deeds = {
        "action": an_action(),
        "say": SayDeed(section=D, text="Said."),
        "undo": UndoDeed(),
        "redo": RedoDeed(),
        "turn": TurnDeed(item_id=room.cases[room.current == room.cases[0]]),
    }
    try:
        room.press(deeds[step], words)  # type: ignore[arg-type]
    except DeskError:
        assert step in ("undo", "redo")
    if room.meeting.current is None:
        room.turn(0)


def _found(room: InRoom, item_id: str, section: NoteSection) -> tuple[str, ...]:
    """What is recorded, and what is kept."""
    drafts = room.desk.typed_words.unrecorded(room.meeting_id)
    recorded = room.meeting.item(item_id).notes.get(section, "")  # type: ignore[arg-type]
    return paragraphs(f"{recorded}\n\n{drafts.get(item_id, {}).get(section, '')}")  # type: ignore[call-overload]


# The disk, a crash, a second window


def test_a_desk_that_is_opened_again_stands_where_it_stood(tmp_path: Path) -> None:
    folder = a_desk_in(tmp_path / "desk")
    with opened(folder) as at:
        filled(at)
        room = enter(at)
        words = room.keep(room.typed("half a senten", cursor=13, line="/a pol"))
    with opened(folder) as at:
        assert at.desk.typed_words.sitting() == room.meeting_id
        assert at.desk.typed_words.kept(room.meeting_id) == words


def test_a_second_window_on_the_meeting_is_told_that_the_desk_is_in_use(tmp_path: Path) -> None:
    folder = a_desk_in(tmp_path / "desk")
    with opened(folder), refusal(Reason.VAULT_IN_USE), opened(folder):
        pass


def _keep_on(room: InRoom, words: RoomWords) -> None:
    for _ in range(2_000):
        room.keep(words)


def test_a_full_disk_keeps_what_was_kept_before_and_says_so(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "stick", 48) as disk:
        folder = a_desk_in(disk / "desk")
        with opened(folder) as at:
            filled(at)
            room = enter(at)
            words = room.keep(room.typed("before the disk was full"))
            (folder / BALLAST_FILE).unlink(missing_ok=True)
            at.desk.book.vault.checkpoint()
            fill(disk)
            with refusal(Reason.STORAGE, match="disk"):
                for count in range(2_000):
                    room.keep(room.typed("x" * 20_000 + str(count)))
                    words = room.typed("x" * 20_000 + str(count))
            assert room.kept() == words
            (disk / "filler").unlink()
            assert room.keep(room.typed("there is room again")) == room.kept()
        with opened(folder) as at:
            assert at.desk.typed_words.kept(room.meeting_id) == room.typed("there is room again")


def test_the_reserve_lets_the_words_be_kept_after_the_disk_was_full(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "stick", 64) as disk:
        folder = a_desk_in(disk / "desk")
        with opened(folder) as at:
            filled(at)
            room = enter(at)
            fill(disk)
            words = room.typed("mid-sentence " * 5_000)
            with pytest.raises(DeskError, match="16 MB"):
                _keep_on(room, words)
            assert room.keep(words) == room.kept()
