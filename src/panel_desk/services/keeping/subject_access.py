"""Everything held on one child, third parties taken out: as a value, and as a file that is entered as an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from panel_desk.domain.calendar import date_words, moment_words
from panel_desk.domain.children.cases import ChildFacts, ConcernKind
from panel_desk.domain.errors import refused
from panel_desk.domain.ids import PersonId
from panel_desk.domain.keeping.subject_access import SubjectAccess, TakeOut, digest_of, for_handing_over
from panel_desk.domain.keeping.subject_gate import refuse_leak
from panel_desk.domain.keeping.subject_redaction import redact
from panel_desk.domain.keeping.subject_told import ThirdParties, ToldSection
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.domain.names.hiding import ChildNamed, words_of
from panel_desk.domain.names.name_roll import Roll
from panel_desk.domain.names.subject_numbers import numbers_in
from panel_desk.services.book import Book
from panel_desk.services.everybody import under_every_name
from panel_desk.services.exporting import Exporting
from panel_desk.services.files import file_label
from panel_desk.services.keeping.held_child import HeldChild, called, held_as
from panel_desk.services.keeping.held_lists import held_in_lists
from panel_desk.services.keeping.held_sections import told_sections
from panel_desk.vault.driver import Database
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
            DeskError: where nothing is held under the number, or a removal tells what it takes out.
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
        read: str = "",
        tell: Tell | None = None,
    ) -> SubjectAccess:
        """Write it to a file (``.pdf`` or ``.json``) and enter it with its recipient: both, or neither.

        Args:
            actor: Who hands it over.
            local_id: Whose.
            path: Its ending decides the format.
            recipient: Who gets it.
            also: What the person who read it takes out on top.
            read: ``SubjectAccess.digest`` of what a person read, gathered with the same removals.
            tell: Told how far it is.

        Returns:
            What was handed over: without the notes for who reads it first.

        Raises:
            DeskError: without a recipient; where something must be read first and was not, or is not what was read;
                where somebody else would still be named; where the file cannot be written.
        """
        _refuse_unfit(path, recipient)
        access, parties = self._gathered(local_id, also, tell or _nobody)
        _refuse_unread(access, read)
        handed = for_handing_over(access)
        refuse_leak(handed, parties)
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
        everybody = tuple(under_every_name(db))
        professionals = people_queries.persons(db)
        children = called(held_as(db, local_id), everybody, (person.name for person in professionals))
        child = children[0]
        panels = people_queries.panels(db)
        agencies = frozenset(seat.name.casefold() for panel in panels for seat in panel.seats)
        lists = held_in_lists(db, children, agencies, tell)
        tell("Gathering what the panels recorded", None)
        sections = told_sections(db, children, lists)
        tell("Taking third parties out", None)
        parties = _third_parties(db, children, everybody, lists.referrers, sections)
        redacted = redact(sections, parties, also)
        desk = people_queries.desk(db)
        now = self._book.now()
        access = SubjectAccess(
            council=desk.council if desk else "",
            local_id=child.local_id,
            initials=child.initials,
            name=child.name,
            title=f"Everything held on {child.name or child.initials or 'the child'} ({child.local_id})",
            made_at=now,
            made_words=moment_words(now),
            facts=tuple(_head(child.facts)),
            sections=redacted.sections,
            redactions=redacted.redactions,
            to_read=redacted.to_read,
            about=_ABOUT,
            fictional=desk.fictional if desk else False,
        )
        return replace(access, digest=digest_of(access)), parties


def _refuse_unread(access: SubjectAccess, read: str) -> None:
    # Typed off a screen or out of a mail: in capitals, in groups, in quotation marks.
    code = "".join(letter for letter in read.casefold() if letter.isalnum())
    if access.to_read and not code:
        raise refused(
            f"{len(access.to_read)} places must be read by a person before this goes out.",
            "Read them, take out what must not go, and say that it was read.",
        )
    if code and code != access.digest:
        raise refused(
            "What is held on the child, or what is taken out of it, is not what was read.",
            "Read what is new, then save.",
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


def _third_parties(
    db: Database,
    children: Sequence[HeldChild],
    everybody: Iterable[ChildNamed],
    referrers: tuple[str, ...],
    sections: Sequence[ToldSection],
) -> ThirdParties:
    """Everybody who may be named in what is held: of thousands of children only they are looked for."""
    text = "\n".join(
        words
        for section in sections
        for entry in section.entries
        for words in (entry.title, entry.source, *(word for line in entry.lines for word in (line.label, line.text)))
    )
    own, *also_own = (name for child in children for name in child.names)
    numbers = {child.local_id for child in children}
    names = {one.name.casefold() for one in (own, *also_own) if one.name}
    beside = frozenset(one for child in children for one in held.beside(db, child.child_id, child.local_id))
    others = [one for one in Roll(everybody).named_in(text, near=beside) if one.local_id not in numbers]
    panels = people_queries.panels(db)
    concerns = concern_queries.rows(db)
    known = [
        *(seat.name for panel in panels for seat in panel.seats),
        *(f"{panel.name} {panel.full_name}" for panel in panels),
        *(row.name for row in concerns if row.kind is not ConcernKind.PERSON),
        *(
            line.text
            for section in sections
            for entry in section.entries
            for line in entry.lines
            if line.label in _OWN_WORDS and line.out is None and not line.read
        ),
    ]
    return ThirdParties(
        own=own,
        also_own=tuple(also_own),
        others=tuple(replace(one, name="") if one.name.casefold() in names else one for one in others),
        has_namesake=any(one.name.casefold() in names for one in others),
        numbers=numbers_in(text, held.numbers_of_others(db, numbers)),
        persons_of_concern=tuple(row.name for row in concerns if row.kind is ConcernKind.PERSON),
        referrers=referrers,
        professionals=people_queries.persons(db),
        known_words=frozenset(word for one in known for word in words_of(one)),
    )


_OWN_WORDS = frozenset(
    {"Social worker", "Team", "School", "Address", "From", "Owner", "Interviewer", "Provider", "Who"}
)


def _nobody(words: str, fraction: float | None) -> None:
    """Where nobody waits to be told."""
