"""Editions of minutes: what each would leave out, how it would print, and making one for a named recipient."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.documents.rendered import Rendered
from panel_desk.domain.calendar import count_words
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.errors import not_found
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.attendance_words import presents
from panel_desk.domain.minutes.editions import (
    Edition,
    EditionKind,
    agency_edition,
    child_extract,
    full_edition,
    initials_edition,
)
from panel_desk.domain.minutes.minutes import ActionSheet, Minutes
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.domain.names.hiding import ChildNamed, texts_in
from panel_desk.domain.people import Person
from panel_desk.services.book import Book
from panel_desk.services.copies import Copies
from panel_desk.services.everybody import everybody, roll_of
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import feedback as feedback_queries
from panel_desk.vault.queries import people as people_queries

# reportlab and pikepdf are imported where they are used.

_A_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?<!['’]s)(?: [^\W\d_a-z][\w’'-]*(?<!['’]s))+")
"""“Wendy Stone”; not “the school”, not “Robin’s mum”."""


class EditionChoices(Struct, frozen=True, kw_only=True):
    """Of what and for whom editions of one meeting can be made."""

    agencies: tuple[tuple[AgencyKey, str], ...]
    """With a part in an item or an action to do, in words beside the key."""
    children: tuple[ChildNamed, ...]
    recipients: tuple[str, ...]
    """Everybody invited, by name."""


class Prepared(Struct, frozen=True, kw_only=True):
    """An edition before it is made: a value that any thread may draw."""

    meeting_id: MeetingId
    reference: str
    kind: EditionKind
    about: str
    """In words: ``Police``, ``J.M. (104233)``."""
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    document: Minutes | ActionSheet
    made_at: datetime

    @property
    def label(self) -> str:
        """As the register of copies calls it: ``child extract: J.M. (104233)``."""
        return f"{self.kind.value}: {self.about}" if self.about else self.kind.value

    @property
    def file_name(self) -> str:
        """``child-extract-J.M.-104233-SAFE-2026-11.pdf``."""
        words = re.sub(r"[^\w.]+", "-", f"{self.kind.value} {self.about} {self.reference}").strip("-")
        return f"{words}.pdf"


class EditionCopy(Struct, frozen=True, kw_only=True):
    """A numbered copy as it leaves the desk."""

    content: bytes
    file_name: str
    number: int
    label: str
    recipient: str


class Editions:
    """Projects the minutes of a meeting for a reader, and enters what is made."""

    def __init__(self, book: Book, meetings: Meetings, minutes: MinutesDeeds, copies: Copies) -> None:
        self._book = book
        self._meetings = meetings
        self._minutes = minutes
        self._copies = copies

    def choices(self, meeting_id: MeetingId) -> EditionChoices:
        """Whose editions there can be."""
        meeting = self._meetings.meeting(meeting_id)
        sheets = dict.fromkeys(agency for agency, _sheet in self._minutes.sheets(meeting_id))
        seats = dict.fromkeys(seat.agency for seat in meeting.definition.seats)
        return EditionChoices(
            agencies=tuple((key, meeting.definition.agency_name(key)) for key in {**seats, **sheets}),
            children=_of_agenda(meeting),
            recipients=tuple(i.person.name for i in meeting.planned.invited),
        )

    def prepare(self, meeting_id: MeetingId, kind: EditionKind, about: str = "") -> Prepared:
        """What an edition would hold and leave out; nothing is kept yet.

        Args:
            meeting_id: Of which minutes.
            kind: Which edition.
            about: The agency's key, or the child's local ID, where the edition is somebody's.

        Raises:
            DeskError: where there is no such agency or child, or a child would still be named.
        """
        minutes = self._minutes.value(meeting_id)
        match kind:
            case EditionKind.FULL:
                return self._prepared(full_edition(minutes))
            case EditionKind.AGENCY:
                return self._prepared(self._for_agency(minutes, AgencyKey(about)))
            case EditionKind.CHILD:
                return self._prepared(self._for_child(minutes, about))
            case EditionKind.INITIALS:
                return self._prepared(self._by_initials(minutes))
            case EditionKind.ACTION_SHEET:
                return self._sheet(minutes, AgencyKey(about))
            case EditionKind.NAME_KEY:
                return self._name_key(minutes)

    def make(
        self, actor: PersonId, meeting_id: MeetingId, kind: EditionKind, recipient: str, about: str = ""
    ) -> EditionCopy:
        """Make an edition for one recipient: numbered, kept, and entered in the register of copies."""
        prepared = self.prepare(meeting_id, kind, about)
        number = self._copies.next_number(meeting_id, prepared.label)
        signed = self._meetings.meeting(meeting_id).signed_pdf if kind is EditionKind.FULL else ""
        # What is signed is the same file for everybody; every other copy prints its number and its recipient.
        content = (
            self._copies.file(signed) if signed else draw(prepared, copy_number=number, recipient=recipient).pdf_bytes
        )
        self._copies.enter(actor, meeting_id, prepared.label, recipient, content)
        return EditionCopy(
            content=content,
            file_name=prepared.file_name,
            number=number,
            label=prepared.label,
            recipient=recipient,
        )

    # One method for each kind

    def _for_agency(self, minutes: Minutes, agency: AgencyKey) -> Edition:
        meeting = self._meetings.meeting(minutes.meeting_id)
        recorded = action_queries.by_meeting(self._book.db, meeting.id)
        own: set[ItemId] = {action.item_id for action in recorded if action.agency == agency}
        names = [p.name for p in people_queries.persons(self._book.db) if p.agency == agency]
        own |= {i.id for i in meeting.items if any(presents(n, i.agenda.presenter) for n in names)}
        return agency_edition(minutes, meeting.definition.agency_name(agency), own)

    def _for_child(self, minutes: Minutes, local_id: str) -> Edition:
        everybody = self._children_in(minutes)
        child = next((c for c in everybody if c.local_id == local_id), None)
        if child is None:
            raise not_found(f"No child {local_id} was on the agenda of {minutes.reference}.")
        others = [c for c in everybody if c.local_id != local_id]
        gone = self._minutes.withdrawn_since(minutes.meeting_id)
        minutes = self._minutes.value(minutes.meeting_id, {one.feedback.id for one in gone}) if gone else minutes
        staying = [person.name for person in people_queries.persons(self._book.db)]
        beside = self._named_beside(self._meetings.meeting(minutes.meeting_id))
        made = child_extract(minutes, child, others, self._persons_of_concern(), (*staying, *beside))
        own = sum(one.local_id == local_id for one in gone)
        if not own:
            return made
        withdrawn = (
            f"{count_words(own, 'thing')} said that {'was' if own == 1 else 'were'} withdrawn since the meeting."
        )
        return replace(made, left_out=(withdrawn, *made.left_out))

    def _by_initials(self, minutes: Minutes) -> Edition:
        meeting = self._meetings.meeting(minutes.meeting_id)
        agency = meeting.definition.agency_name
        attending: dict[PersonId, Person] = {a.person.id: a.person for a in meeting.attendance}
        people = {**{p.id: p for p in people_queries.persons(self._book.db)}, **attending}
        return initials_edition(
            minutes,
            self._children_in(minutes),
            [(p, agency(p.agency)) for p in people.values()],
            self._persons_of_concern(),
            self._named_beside(meeting),
        )

    def _sheet(self, minutes: Minutes, agency: AgencyKey) -> Prepared:
        sheet = dict(self._minutes.sheets(minutes.meeting_id)).get(agency)
        if sheet is None:
            meeting = self._meetings.meeting(minutes.meeting_id)
            name = meeting.definition.agency_name(agency)
            raise not_found(f"{name} has nothing to do from {minutes.reference}: there is no sheet.")
        left_out = (
            f"Everything said under every item of {minutes.reference}.",
            f"Decisions on items in which {sheet.agency} has no action.",
            "Actions of other agencies.",
            "Who attended.",
        )
        return Prepared(
            meeting_id=minutes.meeting_id,
            reference=minutes.reference,
            kind=EditionKind.ACTION_SHEET,
            about=sheet.agency,
            left_out=left_out,
            notes=(),
            document=sheet,
            made_at=minutes.composed_at,
        )

    def _name_key(self, minutes: Minutes) -> Prepared:
        count = count_words(len(minutes.name_key), "child", "children")
        return Prepared(
            meeting_id=minutes.meeting_id,
            reference=minutes.reference,
            kind=EditionKind.NAME_KEY,
            about="",
            left_out=(f"Everything but the initials, local numbers and names of {count}.",),
            notes=("It names children: never send it with the agenda or the minutes.",),
            document=minutes,
            made_at=minutes.composed_at,
        )

    def _prepared(self, edition: Edition) -> Prepared:
        return Prepared(
            meeting_id=edition.minutes.meeting_id,
            reference=edition.minutes.reference,
            kind=edition.kind,
            about=edition.about,
            left_out=edition.left_out,
            notes=edition.notes,
            document=edition.minutes,
            made_at=edition.minutes.composed_at,
        )

    def _children_in(self, minutes: Minutes) -> tuple[ChildNamed, ...]:
        """The children of the agenda, and every other child of the desk who may be named in the text."""
        on_agenda = {c.local_id: c for c in _of_agenda(self._meetings.meeting(minutes.meeting_id))}
        told = "\n".join(texts_in((minutes.title, minutes.handling, minutes.facts, minutes.sections)))
        named = roll_of(self._book.db).named_in(told, near=on_agenda)
        for child in named:
            if child.alias and child.local_id in on_agenda:
                on_agenda[child.local_id] = replace(on_agenda[child.local_id], alias=child.alias)
        return (*on_agenda.values(), *named)

    def _named_beside(self, meeting: Meeting) -> tuple[str, ...]:
        """Whoever asked a child or did what was said, where it is a person by name and no agency or child."""
        agencies = {seat.name.casefold() for seat in meeting.definition.seats}
        known = {child.name.casefold() for child in everybody(self._book.db)}
        told = feedback_queries.named_beside(self._book.db)
        return tuple(n for n in told if _A_NAME.fullmatch(n) and n.casefold() not in agencies | known)

    def _persons_of_concern(self) -> tuple[str, ...]:
        return tuple(row.name for row in concern_queries.rows(self._book.db) if row.kind is ConcernKind.PERSON)


def draw(prepared: Prepared, *, copy_number: int | None = None, recipient: str = "") -> Rendered:
    """The edition as a PDF; needs no desk, so it may run on another thread."""
    from panel_desk.documents.action_sheet_pdf import render_action_sheet  # noqa: PLC0415 - see above
    from panel_desk.documents.minutes_pdf import render_minutes  # noqa: PLC0415 - see above
    from panel_desk.documents.name_key_pdf import name_key_of_minutes, render_name_key  # noqa: PLC0415 - see above

    if isinstance(prepared.document, ActionSheet):
        return render_action_sheet(prepared.document, copy_number=copy_number, recipient=recipient)
    if prepared.kind is EditionKind.NAME_KEY:
        key = name_key_of_minutes(prepared.document)
        return render_name_key(key, made_at=prepared.made_at, copy_number=copy_number, recipient=recipient)
    # Only the full minutes carry their machine-readable record: it would bring back what was left out.
    record = record_of(prepared.document) if prepared.kind is EditionKind.FULL else None
    return render_minutes(
        prepared.document, copy_number=copy_number, recipient=recipient, record=record, edition=prepared.kind.value
    )


def _of_agenda(meeting: Meeting) -> tuple[ChildNamed, ...]:
    children = [item.agenda.child for item in meeting.items if item.agenda.child is not None]
    named = {c.child_id: ChildNamed(local_id=c.local_id, initials=c.initials, name=c.name) for c in children}
    return tuple(named.values())


def _name(forenames: str, surname: str) -> str:
    return f"{forenames} {surname}".strip()
