"""What the Voice page says: counts, filters, words of who said it, and the text that is copied; no window."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ui.desks import OpenSession
from tests.ui.voice.voices import CHILD, a_line, initials

from panel_desk.domain.strategy.feedback import Speaker
from panel_desk.domain.strategy.feedback_told import you_said_we_did
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.voice.presenter import (
    ALL,
    NOT_TOLD,
    TOLD,
    WAITING,
    WITHDRAWN,
    VoicePresenter,
    about_words,
    changed_words,
    copied_text,
    feedback_of,
    tone_of,
)

LINES = (
    a_line("Ask me first.", child_id=CHILD),
    a_line("Meet after work.", child_id=CHILD, did="Meetings are at half past five.", by="Police"),
    a_line("Tell us.", speaker=Speaker.YOUNG_PEOPLE, did="A note is sent.", told=True),
    a_line("Entered twice.", child_id=CHILD, withdrawn="Entered twice."),
)


@pytest.fixture
def presenter() -> VoicePresenter:
    """One that has read the lines above."""
    made = VoicePresenter.__new__(VoicePresenter)
    made.lines = LINES
    return made


@pytest.mark.parametrize(
    ("chip", "said"),
    [
        (ALL, ["Ask me first.", "Meet after work.", "Tell us."]),
        (WAITING, ["Ask me first."]),
        (NOT_TOLD, ["Meet after work."]),
        (TOLD, ["Tell us."]),
        (WITHDRAWN, ["Entered twice."]),
    ],
)
def test_each_filter_leaves_its_own(presenter: VoicePresenter, chip: str, said: list[str]) -> None:
    assert [line.said for line in presenter.find(chip, "")] == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ASK", ["Ask me first."]),
        ("police half", ["Meet after work."]),
        ("j.m.", ["Ask me first.", "Meet after work."]),
    ],
)
def test_all_typed_words_must_be_there_somewhere(presenter: VoicePresenter, typed: str, said: list[str]) -> None:
    assert [line.said for line in presenter.find(ALL, typed)] == said


def test_filters_with_nothing_in_them_are_left_out(presenter: VoicePresenter) -> None:
    presenter.lines = LINES[2:3]
    assert [(key, count) for key, _words, count in presenter.chips()] == [(ALL, 1), (WAITING, 0), (TOLD, 1)]


def test_the_summary_counts_what_stands(presenter: VoicePresenter) -> None:
    assert presenter.summary() == "3 things said, 1 waits for an answer"
    presenter.lines = ()
    assert presenter.summary() == ""


def test_a_child_stands_as_the_screen_may_show_it() -> None:
    line = a_line("Ask me first.", child_id=CHILD)
    assert about_words(line, initials) == "J.M. · 104233"
    assert about_words(line, lambda _initials, local_id, name: f"{name} · {local_id}") == "Jordan Marsh · 104233"
    assert about_words(a_line("Tell us.", speaker=Speaker.FAMILIES), initials) == "MACE panel"


def test_what_changed_is_told_the_last_first() -> None:
    assert changed_words(LINES[1]) == "Meetings are at half past five."


def test_what_waits_too_long_is_red_and_says_so() -> None:
    late = a_line("Ask me first.", child_id=CHILD, today=date(2026, 12, 31))
    assert tone_of(late) is Tone.RED
    assert late.state_words.startswith("no answer for")


def test_an_entry_is_put_right_from_what_it_was() -> None:
    entry = feedback_of(LINES[1])
    assert (entry.said, entry.child_id, entry.speaker) == ("Meet after work.", CHILD, Speaker.CHILD)


def test_what_is_copied_has_initials_alone() -> None:
    text = copied_text(you_said_we_did(LINES, "2026-27"))
    assert "Jordan Marsh" not in text
    assert "You said (the child, J.M. (104233), in person, 3 November 2026): Meet after work." in text
    assert "We did: 10 November 2026, Police: Meetings are at half past five." in text
    assert "Entered twice" not in text


def test_the_meetings_that_can_hear_it_are_not_over(demo_session: OpenSession) -> None:
    found = VoicePresenter(demo_session.reading).meetings(date(2026, 11, 22))
    assert found[0].value == ""
    assert not any("SAFE-2026-10" in choice.words for choice in found)
