"""The item in hand: its facts, the words that are typed, and what is recorded of it so far."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import ActionDeed, ActionFromNoteDeed, CapturedDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.language import Flag
from panel_desk.domain.meetings import Item, Meeting, MeetingState
from panel_desk.domain.typed_text import paragraphs
from panel_desk.services.desk import Desk
from panel_desk.services.room import ItemFacts
from panel_desk.services.typed_words import RoomWords
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.workspaces.meeting.head_area import HeadArea
from panel_desk.ui.workspaces.meeting.item_facts import ItemHead
from panel_desk.ui.workspaces.meeting.item_view import (
    FactLine,
    FactsView,
    Run,
    facts_view,
    item_time,
    part_words,
    parts_of,
    standing_view,
)
from panel_desk.ui.workspaces.meeting.keeping import Keep, Keeping
from panel_desk.ui.workspaces.meeting.merged_words import merged
from panel_desk.ui.workspaces.meeting.recorded_list import RecordedList
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds
from panel_desk.ui.workspaces.meeting.standing_panel import StandingPanel
from panel_desk.ui.workspaces.meeting.words_and_recorded import WordsAndRecorded
from panel_desk.ui.workspaces.meeting.words_pane import WordsPane

_Texts = dict[NoteSection, str]
_TYPING: Final = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)
_FACTS_LATER: Final = 400
"""Milliseconds after a deed until the facts of the same item are read again."""
_HEAD_SHARE: Final = 0.42
_LOG_SHARE: Final = 0.6
NO_ITEM: Final = FactsView(
    title="No item yet",
    lines=(FactLine("", (Run("Type /n for the first item, or choose one in the running order."),)),),
)


class _Begun(Struct, frozen=True):
    """A paragraph of which an action is being made in the capture line."""

    section: NoteSection
    paragraph: str


class ItemPane(QWidget):
    """Shows one item of the meeting in sight. What is typed here is on the disk within 300 ms of the last key."""

    section_changed = Signal(object)
    """``NoteSection``: what is typed goes to another part now."""
    line_wanted = Signal(str)
    """Words to put into the capture line, such as ``/done 03 because ``; it takes the keyboard."""
    minutes_wanted = Signal()
    """The last minutes are to be read (F4)."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self.line_words: Callable[[], str] = str
        self._at: tuple[MeetingId, ItemId | None] | None = None
        self._meeting: Meeting | None = None
        self._recorded: _Texts = {}
        """As the record last said, whatever is typed over it."""
        self._sent: _Texts | None = None
        """What was handed over with the deed that is under way."""
        self._begun: _Begun | None = None
        self._facts: ItemFacts = ItemFacts()
        self._facts_of: ItemId | None = None
        self._facts_later = QTimer(self)
        self.head, self.standing = ItemHead(), StandingPanel(deeds)
        self._language = session.reading.language.check()
        # Without a look into the record at every key: the list is asked for anew with every deed.
        self.words_pane = WordsPane(self._flags)
        self.recorded = RecordedList(session, deeds)
        self.keeping = Keeping(session, self._typed, self)
        self._build()
        self._connect()

    @property
    def section(self) -> NoteSection:
        """The part in hand."""
        return self.words_pane.section

    def sections(self) -> tuple[NoteSection, ...]:
        """The parts of the item in their order."""
        return self.words_pane.parts

    def show_item(self, meeting: Meeting, item_id: ItemId | None, now: datetime) -> None:
        """Show an item as it stands; the same one keeps its cursor, its scroll and its undo."""
        item = meeting.item(item_id) if item_id is not None else None
        if (meeting.id, item_id) != self._at:
            self._keep_what_is_left(meeting)
            self._at, self._meeting = (meeting.id, item_id), meeting
            self._open_item(meeting, item)
        else:
            self._meeting = meeting
            if item is not None and not self._deeds.under_way:
                self._take_in(item)
        self._show_around(meeting, item, now)

    def tick(self, now: datetime) -> None:
        """A second has gone by."""
        if self._meeting is not None and self._at is not None and self._at[1] is not None:
            self.head.show_time(*item_time(self._meeting, self._meeting.item(self._at[1]), now))

    def words(self) -> RoomWords | None:
        """What stands in the editor and in the line now; None while no item is shown."""
        if self._at is None:
            return None
        item_id, pane = self._at[1], self.words_pane
        return RoomWords(
            item_id=item_id,
            texts=pane.texts() if item_id is not None else {},
            section=pane.section,
            cursor=pane.field.place() if item_id is not None else 0,
            line=self.line_words(),
        )

    def turn_to_section(self, section: NoteSection) -> None:
        """Type into another part from now on."""
        self.words_pane.turn_to(section)

    def focus_words(self) -> None:
        """Give the keyboard to the words."""
        self.words_pane.focus_words()

    def line_changed(self) -> None:
        """Something was typed into the capture line: it is kept too."""
        if self._begun is not None and not self._deeds.under_way and not self.line_words().strip():
            self._begun = None
        self.keeping.touched()

    def keep_now(self) -> None:
        """Keep what is typed at once, without waiting for the next moment."""
        self.keeping.keep_now()

    def unkept(self) -> str:
        """What would be lost if the desk were closed now, as a sentence; empty where nothing would."""
        return self.keeping.unkept

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head takes what it needs, and never more than its share."""
        super().resizeEvent(event)
        self._top.set_room(self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page comes into sight: nothing waits for its moment."""
        self.keeping.keep_now()
        self._facts_later.stop()
        super().hideEvent(event)

    # Building

    def _build(self) -> None:
        self._body = WordsAndRecorded(self.words_pane, self.recorded)
        self.setProperty("role", "item in hand")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QWidget()
        column = spaced(QVBoxLayout(top), (24, 16, 24, 8), 12)
        column.addWidget(self.head)
        column.addWidget(self.standing)
        below = QWidget()
        spaced(QVBoxLayout(below), (12, 0, 24, 8), 0).addWidget(self._body)
        whole = spaced(QVBoxLayout(self), (0, 0, 0, 0), 8)
        self._top = HeadArea(top)
        whole.addWidget(self._top)
        whole.addWidget(below, 1)

    def _connect(self) -> None:
        pane, deeds = self.words_pane, self._deeds
        pane.typed.connect(self.keeping.touched)
        pane.section_changed.connect(self.section_changed)
        pane.paragraph_chosen.connect(self._on_paragraph_chosen)
        self.recorded.line_wanted.connect(self.line_wanted)
        self.recorded.line_words = self._line_now
        self.standing.line_wanted.connect(self.line_wanted)
        self.standing.minutes_wanted.connect(self.minutes_wanted)
        self.keeping.told.connect(lambda: pane.show_kept(self.keeping.kept_words, self.keeping.problem))
        self._session.names.changed.connect(lambda _shown: self._show_head())
        deeds.made_of_words = self._made_of_words
        deeds.handed_over.connect(self._on_handed_over)
        deeds.recorded.connect(lambda _recorded: self._on_deed_over())
        deeds.refused.connect(lambda _error: self._on_deed_over())
        self._facts_later.setSingleShot(True)
        self._facts_later.setInterval(_FACTS_LATER)
        self._facts_later.timeout.connect(self._on_facts_later)
        self._session.ending.connect(self._facts_later.stop)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda by=step: pane.turn(by))

    # Showing

    def _open_item(self, meeting: Meeting, item: Item | None) -> None:
        """With what was typed and not yet recorded, at the place where it was left."""
        self.keeping.begin()
        self._sent, self._begun = None, None
        self._recorded = dict(item.notes) if item is not None else {}
        self.words_pane.setVisible(item is not None)
        if item is None:
            return
        self.words_pane.name_parts(part_words(item))
        kept = self._session.reading.typed_words.kept(meeting.id)
        if kept is None or kept.item_id != item.id:
            self.words_pane.show_texts(parts_of(item), self._recorded, NoteSection.DISCUSSION, None)
        else:
            self.words_pane.show_texts(parts_of(item), {**self._recorded, **kept.texts}, kept.section, kept.cursor)
        self.section_changed.emit(self.section)

    def _show_around(self, meeting: Meeting, item: Item | None, now: datetime) -> None:
        if item is None:
            self.head.show_facts(NO_ITEM)
            self.head.show_time("", None)
            self.standing.hide()
            self.recorded.hide()
            return
        self.head.show_time(*item_time(meeting, item, now))
        if item.needs_outcome and self._facts_of == item.id:
            # They hardly change while the item is in hand, and reading them would be felt at every deed.
            self._facts_later.start()
        else:
            self._show_facts()
        self._read_word_list()
        self.words_pane.set_read_only(read_only=meeting.state not in _TYPING)
        self.recorded.show_item(meeting, item)
        self._body.fit()

    def _flags(self, text: str) -> tuple[Flag, ...]:
        return self._language.flags(text)

    def _read_word_list(self) -> None:
        now = self._session.reading.language.check()
        if now is not self._language:
            self._language = now
            self.words_pane.check_again()

    def _previous(self, meeting: Meeting) -> Meeting | None:
        before = meeting.planned.previous
        return self._session.reading.meetings.meeting(before) if before is not None else None

    def _show_facts(self) -> None:
        self._facts_later.stop()
        if self._meeting is None or self._at is None or self._at[1] is None:
            return
        meeting, item = self._meeting, self._meeting.item(self._at[1])
        self._facts, self._facts_of = self._session.reading.room.facts(meeting.id, item.id), item.id
        self._show_head()
        self.standing.show_standing(meeting, standing_view(meeting, item, self._facts, self._previous(meeting)))
        self._top.set_share(_LOG_SHARE if self.standing.old.isVisibleTo(self) else _HEAD_SHARE)

    def _on_facts_later(self) -> None:
        # Where the disk cannot be read the facts in sight stay.
        with suppress(DeskError):
            self._show_facts()

    def _show_head(self) -> None:
        if self._meeting is not None and self._at is not None and self._at[1] is not None:
            item = self._meeting.item(self._at[1])
            self.head.show_facts(facts_view(item, self._facts, names_shown=self._session.names.shown))

    def _take_in(self, item: Item) -> None:
        """What somebody recorded elsewhere comes into the fields, beside what is typed here."""
        if item.notes != self._recorded:
            self._mend(item, dict(item.notes), self._recorded)
            self._recorded = dict(item.notes)

    def _mend(self, item: Item, theirs: _Texts, base: _Texts) -> None:
        self.words_pane.mend(_together(base, theirs, self.words_pane.texts()), parts_of(item))

    # Deeds

    def _on_handed_over(self, words: RoomWords | None) -> None:
        if words is not None and self._at is not None and words.item_id == self._at[1]:
            self._sent = dict(words.texts)

    def _on_deed_over(self) -> None:
        """The desk has taken the words over: what it made of them is shown, with what was typed since."""
        if self._deeds.under_way or self._meeting is None or self._at is None or self._at[1] is None:
            return
        sent, self._sent = self._sent, None
        if sent is not None and self._deeds.kept_one:
            item = self._session.reading.meetings.meeting(self._at[0]).item(self._at[1])
            self._mend(item, _standing(self._session.reading, self._at[0], item.id), sent)
            self._recorded = dict(item.notes)
        self.keeping.touched()

    def _made_of_words(self, deed: CapturedDeed) -> CapturedDeed:
        """An action that was begun from a paragraph takes it away, while the paragraph stands."""
        begun = self._begun
        if begun is None or not isinstance(deed, ActionDeed):
            return deed
        stands = begun.paragraph in paragraphs(self.words_pane.texts().get(begun.section, ""))
        asked = deed.what.casefold().split()
        alike = sum(word in begun.paragraph.casefold() for word in asked)
        if not stands or alike * 2 < len(asked):
            return deed
        return ActionFromNoteDeed(section=begun.section, paragraph=begun.paragraph, action=deed)

    def _line_now(self) -> str:
        return self.line_words()

    def _on_paragraph_chosen(self, section: NoteSection, words: str) -> None:
        whole = words.strip() in paragraphs(self.words_pane.texts().get(section, ""))
        self._begun = _Begun(section, words.strip()) if whole else None
        self.line_wanted.emit(f"/a {' '.join(words.split())}")

    # Keeping

    def _typed(self) -> Keep | None:
        words = self.words()
        if words is None or self._at is None or self._meeting is None or self._meeting.state not in _TYPING:
            return None
        sent = self._sent if self._deeds.under_way else None
        return self._keeper(self._at[0], words, sent)

    def _keeper(self, meeting_id: MeetingId, words: RoomWords, sent: _Texts | None) -> Keep:
        """Keeps words; beside a deed that took some of them with it, together with what it made of those."""

        def keep(desk: Desk) -> None:
            now = words
            if sent is not None and self._deeds.kept_one and words.item_id is not None:
                theirs = _standing(desk, meeting_id, words.item_id)
                now = replace(words, texts=_together(sent, theirs, words.texts))
            desk.typed_words.keep(meeting_id, now)

        return keep

    def _keep_what_is_left(self, meeting: Meeting) -> None:
        """Words typed while the meeting was turning to another item are in no deed: they stay a draft of their item."""
        words = self.words()
        if words is None or words.item_id is None or self._at is None or self._at[0] != meeting.id:
            return
        left = next((item for item in meeting.items if item.id == words.item_id), None)
        noted = left.notes if left is not None else {}
        if any(text.strip() != noted.get(part, "").strip() for part, text in words.texts.items()):
            self.keeping.hand_over(self._keeper(meeting.id, words, None))


def _standing(desk: Desk, meeting_id: MeetingId, item_id: ItemId) -> _Texts:
    """The texts of an item as the desk holds them: what is recorded, and over it what an undo left to be recorded."""
    kept = desk.typed_words.kept(meeting_id)
    drafts = kept.texts if kept is not None and kept.item_id == item_id else {}
    return {**desk.meetings.meeting(meeting_id).item(item_id).notes, **drafts}


def _together(base: _Texts, theirs: _Texts, mine: _Texts) -> _Texts:
    parts = {*base, *theirs, *mine}
    return {part: merged(base.get(part, ""), theirs.get(part, ""), mine.get(part, "")) for part in parts}
