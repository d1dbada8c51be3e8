"""The second screen’s three lines, from which no word of the record can be read; and one monitor only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, pixels_of
from tests.unit.builders import AGENDA, JM, PARK, WELCOME, a_child_item, a_meeting, at, then

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.events.meetings import AgendaItemChanged, ItemStarted, MeetingAdjourned
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.room.pseudonyms import bird_names, pseudonyms
from panel_desk.ui.messages import Message
from panel_desk.ui.theme.tokens import DARK
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.workspaces.meeting.second.screen_face import ScreenFace
from panel_desk.ui.workspaces.meeting.second.second_screen import SecondScreen
from panel_desk.ui.workspaces.meeting.second.second_screen_presenter import ScreenView, screen_view

S = MeetingState


def sitting(*items: ItemId, agenda: tuple[AgendaItem, ...] = AGENDA) -> Meeting:
    """In session, turned to each of these in turn, five minutes apart."""
    turns = (ItemStarted(item_id=item, at=at(5 * n)) for n, item in enumerate(items))
    return a_meeting(S.IN_SESSION, *turns, items=agenda, started=())


def test_a_case_shows_as_its_bird_with_the_time_and_what_comes_next() -> None:
    meeting = sitting(WELCOME, JM)
    birds = pseudonyms(meeting)
    assert screen_view(meeting, at(7)) == ScreenView(
        place="Item 2 of 3", name=birds[JM], line=f"10:07  ·  next: {birds[PARK]}, about 10:15"
    )


def test_a_place_or_a_person_of_concern_shows_as_a_bird_too() -> None:
    assert screen_view(sitting(PARK), at(1)).name in bird_names()


def test_a_fixed_item_shows_the_title_of_its_section_and_not_its_own() -> None:
    edited = then(sitting(WELCOME), AgendaItemChanged(item_id=WELCOME, minutes=5, title="Jo Made-Up’s mother speaks"))
    assert screen_view(edited, at(1)).name == "Welcome"


@pytest.mark.parametrize(
    ("meeting", "name"),
    [
        (a_meeting(S.AGENDA_ISSUED), "SAFE panel"),
        (sitting(), "SAFE panel"),
        (then(sitting(JM), MeetingAdjourned(at=at(9), reason="J.M. is at the door")), "Adjourned"),
        (a_meeting(S.CLOSED), "The meeting is over"),
        (a_meeting(S.SIGNED), "The meeting is over"),
    ],
    ids=["before", "no item yet", "adjourned", "closed", "signed"],
)
def test_outside_an_item_it_says_how_far_the_meeting_is(meeting: Meeting, name: str) -> None:
    assert (screen_view(meeting, at(10)).name, screen_view(meeting, at(10)).place) == (name, "")


def test_the_last_item_names_none_after_it() -> None:
    assert screen_view(sitting(WELCOME, JM, PARK), at(11)).line == "10:11"


def test_an_item_that_is_due_at_any_moment_has_no_time() -> None:
    assert screen_view(sitting(WELCOME, JM), at(30)).line.endswith(f"next: {pseudonyms(sitting())[PARK]}")


WORDS = st.text(st.characters(min_codepoint=65, max_codepoint=0x17F, categories=["L"]), min_size=3, max_size=12).map(
    lambda word: f"q{word}q"
)


@given(words=st.lists(WORDS, min_size=9, max_size=9))
def test_no_word_of_the_record_can_reach_it(words: list[str]) -> None:
    """Whatever is written of the child, the place and the discussion: the three lines stay as they are."""
    plain = sitting(WELCOME, JM)
    item = a_child_item("jm")
    assert item.child is not None
    child = replace(
        item.child, initials=words[0], local_id=words[1], name=words[2], school=words[3], worker=words[4], team=words[5]
    )
    concern = AGENDA[2].concern
    assert concern is not None
    filled = sitting(
        WELCOME,
        JM,
        agenda=(
            replace(AGENDA[0], title=words[6], presenter=words[4]),
            replace(item, child=child, title=words[2], presenter=words[4], link=words[7], late_reason=words[7]),
            replace(AGENDA[2], title=words[8], concern=replace(concern, name=words[8], concern=words[7])),
        ),
    )
    noted = [
        NoteRecorded(meeting_id=MeetingId(plain.id), item_id=JM, section=section, text=" ".join(words))
        for section in NoteSection
    ]
    assert screen_view(then(filled, *noted), at(7)) == screen_view(plain, at(7))


def test_it_has_three_fields_and_each_holds_only_numbers_birds_and_times() -> None:
    assert ScreenView.__struct_fields__ == ("place", "name", "line")
    view = screen_view(sitting(WELCOME, JM), at(7))
    assert re.fullmatch(r"Item \d+ of \d+", view.place)
    assert view.name in bird_names()
    assert re.fullmatch(r"\d\d:\d\d(  ·  next: [A-Z][A-Za-z -]+(, about \d\d:\d\d)?)?", view.line)


def test_the_face_is_dark_in_every_theme_and_blank_without_a_view(themed: QApplication, qtbot: QtBot) -> None:
    face = ScreenFace("Fictional Borough Council")
    qtbot.addWidget(face)
    face.resize(640, 400)
    blank = face.grab().toImage()
    face.show_view(ScreenView(place="Item 8 of 14", name="Heron", line="10:42"))
    shown = face.grab().toImage()
    assert pixels_of(blank, DARK.bg) > 0.97 * 640 * 400
    assert pixels_of(shown, DARK.text) > 0
    assert not pixels_of(blank, DARK.text)


@pytest.mark.parametrize(("width", "height"), [(320, 200), (1024, 768), (1280, 800), (1920, 1080), (3440, 1440)])
def test_words_grow_with_the_window_and_the_longest_are_not_cut_off(
    themed: QApplication, qtbot: QtBot, width: int, height: int
) -> None:
    face = ScreenFace("Fictional Borough Council")
    qtbot.addWidget(face)
    face.resize(width, height)
    long = "Step-down, closure, transition at 17½, moves and much more of it"
    face.show_view(ScreenView(place="Item 48 of 60", name=long, line=f"10:42  ·  next: {long}, about 10:52"))
    image = face.grab().toImage()
    picture(face, f"second-screen-long-{width}")
    edges = [image.copy(0, 0, width // 25, height), image.copy(width - width // 25, 0, width // 25, height)]
    assert all(pixels_of(edge, DARK.bg) == edge.width() * edge.height() for edge in edges)
    assert pixels_of(image, DARK.text) > 0


def told(session: OpenSession) -> Message:
    found = session.opened.said[-1]
    assert isinstance(found, Message)
    return found


def test_with_one_monitor_it_says_so_and_covers_nothing(session: OpenSession, qtbot: QtBot) -> None:
    operator = QWidget()
    qtbot.addWidget(operator)
    operator.show()
    second = SecondScreen(session, operator)
    second.toggle()
    assert not second.showing
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [operator]
    assert told(session).sentence == "There is no second monitor to show it on, so the second screen stays off."
    assert second.state_words() == ""


def test_with_one_monitor_it_can_be_looked_at_in_a_small_window(session: OpenSession, qtbot: QtBot) -> None:
    operator = QWidget()
    qtbot.addWidget(operator)
    operator.show()
    second = SecondScreen(session, operator)
    second.show_meeting(sitting(WELCOME, JM), at(7))
    second.look()
    dialog = operator.findChild(Dialog)
    assert dialog is not None
    face = dialog.findChild(ScreenFace)
    assert face is not None
    assert face.view == screen_view(sitting(WELCOME, JM), at(7))
    picture(dialog, "second-screen-look")
    dialog.reject()
    assert not second.showing


def test_blank_without_a_second_screen_does_nothing(session: OpenSession) -> None:
    second = SecondScreen(session)
    second.blank()
    assert (second.showing, second.blanked, second.state_words()) == (False, False, "")
