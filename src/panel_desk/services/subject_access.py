"""Everything held on one child, third parties taken out: as a value, and as a file that is entered as an export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from panel_desk.domain.calendar import date_words, moment_words
from panel_desk.domain.cases import ChildFacts, ConcernKind
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.hiding import ChildNamed, words_of
from panel_desk.domain.ids import PersonId
from panel_desk.domain.papers import PaperHead
from panel_desk.domain.subject_access import HeldLine, HeldSection, SubjectAccess, TakeOut
from panel_desk.domain.subject_redaction import ThirdParties, ToldSection, redact, refuse_leak
from panel_desk.services.book import Book
from panel_desk.services.everybody import roll_of
from panel_desk.services.exporting import Exporting
from panel_desk.services.files import file_label
from panel_desk.services.held_lists import HeldInLists, held_in_lists
from panel_desk.services.held_records import HeldRecords
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import held
from panel_desk.vault.queries import people as people_queries

# reportlab is imported where it is used.

Tell = Callable[[str, float | None], None]
_ENDINGS = (".pdf", ".json")
_WHAT = (
    "This is what the desk of the exploitation panels holds on one child: what lists of other systems said, and what "
    "panels and workers recorded. Files of other services are held by those services."
)
_TAKEN_OUT = (
    "Professionals who acted in their role are named. Other children, persons of concern, others in the household and "
    "private persons who gave information are taken out; each place is listed at the end with its reason."
)
_ABOUT = (
    _WHAT,
    _TAKEN_OUT,
    "Where a text is about somebody else, only the sentences that name this child are told.",
    "Wordings that were corrected later are kept in the journal as proof and are not told a second time.",
)


class SubjectAccessing:
    """Gathers, and hands over."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def gather(self, local_id: str, also: Sequence[TakeOut] = (), *, tell: Tell | None = None) -> SubjectAccess:
        """Everything held on a child as it would be handed over, and what a person must read first.

        Args:
            local_id: Whose.
            also: What the person who read it takes out on top.
            tell: Told how far it is.

        Raises:
            DeskError: where the desk knows no such child, or a removal tells what it takes out.
        """
        return self._gathered(local_id, also, tell or _nobody)[0]

    def export(
        self,
        actor: PersonId,
        local_id: str,
        path: Path,
        recipient: str,
        *,
        also: Sequence[TakeOut] = (),
        has_read: bool = False,
        tell: Tell | None = None,
    ) -> SubjectAccess:
        """Write it to a file (``.pdf`` or ``.json``) and enter it with its recipient: both, or neither.

        Args:
            actor: Who hands it over.
            local_id: Whose.
            path: Its ending decides the format.
            recipient: Who gets it.
            also: What the person who read it takes out on top.
            has_read: That a person has read what ``SubjectAccess.to_read`` names.
            tell: Told how far it is.

        Returns:
            What was handed over: without the notes for who reads it first.

        Raises:
            DeskError: without a recipient; where something must be read first and was not; where somebody else would
                still be named; where the file cannot be written.
        """
        _refuse_unfit(path, recipient)
        access, parties = self._gathered(local_id, also, tell or _nobody)
        if access.to_read and not has_read:
            raise refused(
                f"{len(access.to_read)} places must be read by a person before this goes out.",
                "Read them, take out what must not go, and say that it was read.",
            )
        refuse_leak(access.sections, parties)
        handed = for_handing_over(access)
        content = self._content(handed, path, recipient.strip())
        self._exporting.file(
            actor,
            path,
            content,
            what="subject access",
            title=f"Everything held on {access.initials} ({access.local_id})",
            recipient=recipient,
            rows=sum(len(section.entries) for section in handed.sections),
        )
        return handed

    def _content(self, access: SubjectAccess, path: Path, recipient: str) -> bytes:
        if path.suffix.lower() == ".json":
            return msgspec.json.format(msgspec.json.encode(access), indent=2)
        from panel_desk.documents.subject_access_pdf import render_subject_access  # noqa: PLC0415 - see above

        panels = people_queries.panels(self._book.db)
        head = PaperHead(
            made_at=access.made_at,
            recipient=recipient,
            marking=panels[0].marking if panels else "OFFICIAL-SENSITIVE",
            handling="Personal data of one child. For the named recipient only.",
        )
        return render_subject_access(access, head).pdf_bytes

    def _gathered(self, local_id: str, also: Sequence[TakeOut], tell: Tell) -> tuple[SubjectAccess, ThirdParties]:
        db = self._book.db
        row = child_queries.by_local_id(db, local_id.strip())
        if row is None:
            raise not_found(f"The desk knows no child {local_id.strip()}.")
        facts = row.facts
        child = ChildNamed(local_id=facts.local_id, initials=facts.initials, name=facts.name, alias=facts.alias)
        panels = people_queries.panels(db)
        agencies = frozenset(seat.name.casefold() for panel in panels for seat in panel.seats)
        lists = held_in_lists(db, child, held.listed_under(db, child.local_id), agencies, tell)
        tell("Gathering what the panels recorded", None)
        sections = _sections(lists, HeldRecords(db, row.id, child))
        tell("Taking third parties out", None)
        beside = held.beside(db, row.id, child.local_id)
        parties = _third_parties(db, child, lists.referrers, beside, sections)
        redacted = redact(sections, parties, also)
        desk = people_queries.desk(db)
        now = self._book.now()
        access = SubjectAccess(
            council=desk.council if desk else "",
            local_id=child.local_id,
            initials=child.initials,
            name=child.name,
            title=f"Everything held on {child.name or child.initials} ({child.local_id})",
            made_at=now,
            made_words=moment_words(now),
            facts=tuple(_head(facts)),
            sections=redacted.sections,
            redactions=redacted.redactions,
            to_read=redacted.to_read,
            about=_ABOUT,
            fictional=desk.fictional if desk else False,
        )
        return access, parties


def for_handing_over(access: SubjectAccess) -> SubjectAccess:
    """The same without the notes for who reads it first."""
    return replace(access, to_read=(), sections=tuple(_unmarked(section) for section in access.sections))


def _unmarked(section: HeldSection) -> HeldSection:
    return replace(
        section,
        entries=tuple(
            replace(entry, lines=tuple(HeldLine(label=line.label, text=line.text) for line in entry.lines))
            for entry in section.entries
        ),
    )


def _head(facts: ChildFacts) -> Iterator[tuple[str, str]]:
    yield "Name", facts.name
    yield "Local ID", facts.local_id
    yield "Born", date_words(facts.born_on) if facts.born_on else ""
    yield "NHS number", facts.nhs_number
    yield "UPN", facts.upn


def _refuse_unfit(path: Path, recipient: str) -> None:
    if not recipient.strip():
        raise refused("Who is to have it?", "Every export is entered with its recipient.")
    if path.suffix.lower() not in _ENDINGS:
        raise refused(f"{file_label(path)} ends neither in .pdf nor in .json.", "Give the file one of these endings.")


def _sections(lists: HeldInLists, records: HeldRecords) -> tuple[ToldSection, ...]:
    return (*_of_lists(lists, records), *_of_panels(records), *_around(lists, records))


def _of_lists(lists: HeldInLists, records: HeldRecords) -> Iterator[ToldSection]:
    """What other systems said, and the episodes with what was entered of them."""
    yield ToldSection(
        key="lists",
        title="What case lists say",
        entries=lists.facts,
        intro="Lines of lists that other systems gave to the desk. No panel set any of it.",
        empty="No list of children at risk names the child.",
    )
    yield ToldSection(key="referrals", title="Referrals", entries=lists.referrals, empty="No list tells of a referral.")
    yield ToldSection(
        key="missing",
        title="Missing and absent",
        entries=(*lists.episodes, *records.missing()),
        intro="Episodes of lists and those entered at the desk, with return interviews.",
        empty="Nothing is held of missing or absent episodes.",
    )
    yield ToldSection(
        key="pathway",
        title="The enhanced pathway",
        entries=tuple(records.pathway()),
        empty="The child was never on the enhanced pathway.",
    )


def _of_panels(records: HeldRecords) -> Iterator[ToldSection]:
    """What panels said and decided, and what the child and the family said."""
    yield ToldSection(
        key="meetings",
        title="At the panels",
        entries=tuple(records.meetings()),
        intro="What was said and decided under the child’s items.",
        empty="The child was on no agenda.",
    )
    yield ToldSection(
        key="actions", title="Actions", entries=tuple(records.actions()), empty="No action is about the child."
    )
    yield ToldSection(
        key="voice",
        title="What the child and the family said",
        entries=tuple(records.voice()),
        empty="No feedback is held.",
    )


def _around(lists: HeldInLists, records: HeldRecords) -> Iterator[ToldSection]:
    """Where else the child stands, and what became of it all."""
    yield ToldSection(
        key="places",
        title="Places and themes",
        entries=tuple(records.places()),
        empty="The child is linked to no place or theme.",
    )
    yield ToldSection(
        key="identity",
        title="Who the child was thought to be",
        entries=tuple(records.alerts()),
        empty="No doubt about identity was raised.",
    )
    yield ToldSection(
        key="elsewhere",
        title="Named elsewhere",
        entries=(*lists.elsewhere, *records.elsewhere()),
        intro="Entries about somebody else whose words name this child.",
        empty="The child is named nowhere else.",
    )
    yield ToldSection(
        key="left",
        title="Who was given what",
        entries=tuple(records.left()),
        intro="Documents of meetings that considered the child, and exports about the child.",
        empty="Nothing about the child left the desk.",
    )
    yield ToldSection(
        key="keeping",
        title="How long it is kept",
        entries=tuple(records.keeping()),
        intro="Nothing goes by itself: it is looked at when its time is over.",
    )


def _third_parties(
    db: Database,
    child: ChildNamed,
    referrers: tuple[str, ...],
    beside: frozenset[str],
    sections: Sequence[ToldSection],
) -> ThirdParties:
    """Everybody who may be named in what is held: of thousands of children only they are looked for."""
    text = "\n".join(
        words
        for section in sections
        for entry in section.entries
        for words in (entry.title, entry.source, *(line.text for line in entry.lines))
    )
    folded = text.casefold()
    named = roll_of(db).named_in(text, near=beside)
    people = people_queries.persons(db)
    panels = people_queries.panels(db)
    concerns = concern_queries.rows(db)
    known = [
        *(seat.name for panel in panels for seat in panel.seats),
        *(f"{panel.name} {panel.full_name}" for panel in panels),
        *(row.name for row in concerns if row.kind is not ConcernKind.PERSON),
        *(line.text for s in sections for e in s.entries for line in e.lines if line.label in _OWN_WORDS),
    ]
    return ThirdParties(
        own=child,
        others=tuple(
            replace(one, name="") if one.name.casefold() == child.name.casefold() else one
            for one in named
            if one.local_id != child.local_id
        ),
        numbers=tuple(number for number in held.numbers_of_others(db, child.local_id) if number.casefold() in folded),
        persons_of_concern=tuple(row.name for row in concerns if row.kind is ConcernKind.PERSON),
        referrers=referrers,
        professionals=people,
        known_words=frozenset(word for one in known for word in words_of(one)),
    )


_OWN_WORDS = frozenset(
    {"Social worker", "Team", "School", "Address", "From", "Owner", "Interviewer", "Provider", "Who"}
)


def _nobody(words: str, fraction: float | None) -> None:
    """Where nobody waits to be told."""
