"""The item in hand: its facts, the words that are typed, and what is recorded of it so far."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import ActionDeed, ActionFromNoteDeed, CapturedDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.language import Flag
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.typed_text import paragraphs
from panel_desk.services.room.item_in_hand import ItemFacts
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.workspaces.meeting.item.head_area import HeadArea
from panel_desk.ui.workspaces.meeting.item.item_facts import ItemHead
from panel_desk.ui.workspaces.meeting.item.item_view import (
    FactLine,
    FactsView,
    Run,
    facts_view,
    item_time,
    part_words,
    parts_of,
    standing_view,
)
from panel_desk.ui.workspaces.meeting.item.keeping import Keep, Keeping
from panel_desk.ui.workspaces.meeting.item.recorded_list import RecordedList
from panel_desk.ui.workspaces.meeting.item.standing_panel import StandingPanel
from panel_desk.ui.workspaces.meeting.item.words_and_recorded import WordsAndRecorded
from panel_desk.ui.workspaces.meeting.item.words_in_hand import WordsInHand, standing, together
from panel_desk.ui.workspaces.meeting.item.words_pane import WordsPane
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

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
        self._hand: WordsInHand | None = None
        self._left: dict[MeetingId, tuple[WordsInHand, RoomWords]] = {}
        """What stood here when another meeting came into sight, until it is on the disk."""
        self._due = False
        """Whether the desk may hold words that the editor has not taken in yet."""
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
            self._hand, self._at, self._meeting = None, (meeting.id, item_id), meeting
            self._open_item(meeting, item)
        else:
            self._meeting = meeting
            self._take_in()
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

    def let_go(self) -> None:
        """Another meeting comes into sight: what stands here is kept for its own, and nothing is shown between."""
        words, hand = self.words(), self._hand
        if words is not None and hand is not None and self._is_typed_into:
            of = hand.meeting_id
            self._left[of] = (hand, words)
            self.keeping.hand_over(hand.keeper(words), lambda: self._on_left_kept(words))
        self._at = self._hand = self._meeting = self._begun = None
        self._facts_later.stop()

    def kept_of(self, meeting_id: MeetingId) -> RoomWords | None:
        """What the room opens with: what was left a moment ago, else what is on the disk."""
        left = self._left.get(meeting_id)
        return left[1] if left is not None else self._session.reading.typed_words.kept(meeting_id)

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
        self.setProperty("role", "room side")
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
        self.keeping.told.connect(self._on_kept_told)
        self.keeping.told.connect(lambda: pane.show_kept(self.keeping.kept_words, self.keeping.problem))
        self._session.names.changed.connect(lambda _shown: self._show_head())
        deeds.made_of_words = self._made_of_words
        deeds.taker = self._taker
        deeds.over.connect(self._on_deed_over)
        deeds.meeting_leaves.connect(self.let_go)
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
        self._begun = None
        self.words_pane.setVisible(item is not None)
        hand, kept = self._hand_of(meeting, item)
        self._hand, self._due = hand, False
        if item is None:
            return
        self.words_pane.name_parts(part_words(item))
        here = kept is not None and kept.item_id == item.id
        texts = {**hand.agreed, **kept.texts} if kept is not None and here else hand.agreed
        section, cursor = (kept.section, kept.cursor) if kept is not None and here else (NoteSection.DISCUSSION, None)
        self.words_pane.show_texts(parts_of(item), texts, section, cursor)
        self.section_changed.emit(self.section)

    def _hand_of(self, meeting: Meeting, item: Item | None) -> tuple[WordsInHand, RoomWords | None]:
        """With what stood here when the meeting was left, where the desk may not have it yet."""
        item_id = item.id if item is not None else None
        hand, left = self._left.get(meeting.id, (None, None))
        if hand is not None and hand.item_id == item_id:
            return hand, left
        agreed = standing(self._session.reading, meeting.id, item_id)
        return WordsInHand(meeting.id, item_id, agreed), self._session.reading.typed_words.kept(meeting.id)

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
        return self._session.reading.room.before(meeting)

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

    def _take_in(self) -> None:
        """What the desk holds beyond what it was handed comes into the fields, beside what was typed since.

        Never while something of ours is on its way: what it will make of the words is not to be seen yet.
        """
        hand, meeting, reading = self._hand, self._meeting, self._session.reading
        self._due = True
        if hand is None or hand.item_id is None or meeting is None or self._deeds.under_way or self.keeping.busy:
            return
        try:
            reading.refresh()
            theirs = standing(reading, hand.meeting_id, hand.item_id)
        except DeskError:
            # What stands here stays; the disk is asked again.
            return
        self._due = False
        if any(theirs.get(part, "") != hand.agreed.get(part, "") for part in {*theirs, *hand.agreed}):
            mended = together(hand.agreed, theirs, self.words_pane.texts())
            self.words_pane.mend(mended, parts_of(meeting.item(hand.item_id)))
            hand.agreed = theirs

    # Deeds

    def _taker(self, words: RoomWords) -> Callable[[], None]:
        hand = self._hand
        return hand.taker(words) if hand is not None and hand.item_id == words.item_id else lambda: None

    def _on_deed_over(self) -> None:
        """The desk has taken the words over: what it made of them is shown, with what was typed since."""
        if not self._deeds.under_way and self._at is not None:
            self._take_in()
            self.keeping.touched()

    def _on_kept_told(self) -> None:
        if self._due:
            self._take_in()

    def _on_left_kept(self, words: RoomWords) -> None:
        self._left = {of: left for of, left in self._left.items() if left[1] is not words}

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
        before, wanted = self.line_words(), f"/a {' '.join(words.split())}"
        self.line_wanted.emit(wanted)
        # A line that is being typed is not thrown away: then it is not this paragraph that it is made of.
        if not before.strip():
            self._begun = _Begun(section, words.strip()) if whole else None

    # Keeping

    @property
    def _is_typed_into(self) -> bool:
        return self._meeting is not None and self._meeting.state in _TYPING

    def _typed(self) -> Keep | None:
        words, hand = self.words(), self._hand
        return hand.keeper(words) if words is not None and hand is not None and self._is_typed_into else None

    def _keep_what_is_left(self, meeting: Meeting) -> None:
        """Words typed while the meeting was turning to another item are in no deed: they stay a draft of their item."""
        words, hand = self.words(), self._hand
        if words is None or hand is None or hand.item_id is None or hand.meeting_id != meeting.id:
            return
        if hand.is_beyond(words):
            self.keeping.hand_over(hand.keeper(words))
