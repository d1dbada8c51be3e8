"""Takes third parties out of what is held on one child, lists each place, and finds what a person must read.

The words are hidden by ``domain.hiding``, as in editions of minutes; here is decided who is hidden, and what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from panel_desk.domain.edition_parts import bare_name, hide_person_of_concern, hide_professional
from panel_desk.domain.errors import DeskError, Reason, not_found, refused
from panel_desk.domain.hiding import ChildNamed, Hiding, parts_of, still_named, words_of
from panel_desk.domain.people import Person
from panel_desk.domain.subject_access import (
    HeldEntry,
    HeldLine,
    HeldSection,
    Reading,
    Redaction,
    RedactionKind,
    TakeOut,
)

_MARKERS = {
    RedactionKind.CHILD: "[another child]",
    RedactionKind.CONCERN: "[a person of concern]",
    RedactionKind.FAMILY: "[others in the household]",
    RedactionKind.REFERRER: "[a private person]",
    RedactionKind.PLACE: "[a place]",
    RedactionKind.BY_HAND: "[taken out]",
}
_REASONS = {
    RedactionKind.CHILD: "It would tell who another child is, who has not agreed to it.",
    RedactionKind.CONCERN: "It would tell who a person of concern is, and could harm an inquiry.",
    RedactionKind.FAMILY: "It tells of others in the household, who have not agreed to it.",
    RedactionKind.REFERRER: "It would tell which private person gave information in confidence.",
    RedactionKind.PLACE: "It would tell where somebody else lives or was seen.",
    RedactionKind.BY_HAND: "The person who read it took it out.",
}
_FAMILY = re.compile(
    r"\b(?:mum|mother|dad|father|parents?|carers?|step-?(?:mum|mother|dad|father|parent)s?|brothers?|sisters?|siblings?|gran\w*|nan|aunt\w*|uncle|cousin\w*"
    r"|boyfriend|girlfriend|partner|friends?|neighbours?|landlord)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ]\.")
_NAME_LIKE = re.compile(r"(?<![.!?:…”’]\s)(?<=\s)[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:[-’'][A-Z][a-z]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\.\w\.)(?<!\s\w\.)\s+|\n+")
"""Between sentences; not after initials."""


class Told(Struct, frozen=True, kw_only=True):
    """A line before anything is taken out."""

    label: str
    text: str
    free: bool = False
    """Typed in free words, which may hold names that the desk does not know."""
    out: RedactionKind | None = None
    """Goes as a whole, as this kind."""
    read: str = ""
    """Why a person is to read it in any case."""


class ToldEntry(Struct, frozen=True, kw_only=True):
    """An entry before anything is taken out."""

    key: str
    title: str
    lines: tuple[Told, ...]
    when: str = ""
    source: str = ""


class ToldSection(Struct, frozen=True, kw_only=True):
    """A section before anything is taken out."""

    key: str
    title: str
    entries: tuple[ToldEntry, ...]
    intro: str = ""
    empty: str = ""


class ThirdParties(Struct, frozen=True, kw_only=True):
    """Whom to take out, and whom not."""

    own: ChildNamed
    others: tuple[ChildNamed, ...]
    """Every other child who may be named in the text."""
    numbers: tuple[str, ...] = ()
    """NHS numbers and UPNs of other children."""
    persons_of_concern: tuple[str, ...] = ()
    referrers: tuple[str, ...] = ()
    """Private persons who made a referral."""
    professionals: tuple[Person, ...] = ()
    """Who acted in that role; they stay."""
    known_words: frozenset[str] = frozenset()
    """Words with a capital that are no unknown name: agencies, panels, schools, places."""


class Redacted(Struct, frozen=True, kw_only=True):
    """What may be handed over, and what was taken out of it."""

    sections: tuple[HeldSection, ...]
    redactions: tuple[Redaction, ...]
    to_read: tuple[Reading, ...]


def sentences_naming(text: str, child: ChildNamed) -> str:
    """Of a text about somebody else, the sentences that name a child by number or full name."""
    return " … ".join(part.strip() for part in _SENTENCE.split(text) if still_named(part, [child]))


def redact(sections: Sequence[ToldSection], parties: ThirdParties, also: Sequence[TakeOut] = ()) -> Redacted:
    """Take third parties out of everything.

    Args:
        sections: Everything held.
        parties: Whom to take out.
        also: What the person who read it takes out on top.

    Raises:
        DeskError: for a removal that names nothing or what stands nowhere, or whose reason tells what it takes out.
    """
    for one in also:
        _refuse_telling(one)
        _refuse_nowhere(one, sections)
    return _Redactor(parties, also).everything(sections)


def refuse_leak(sections: Iterable[HeldSection], parties: ThirdParties) -> None:
    """The last gate: every word that would go out is searched once more.

    Raises:
        DeskError: NOT_ALLOWED where another child, or a person of concern, would still be named.
    """
    stay = {_plain(person.name) for person in parties.professionals} | {_plain(parties.own.name)}
    others = [one for one in parties.others if _plain(one.name) not in stay]
    concerns = [
        ChildNamed(local_id="", initials="", name=bare_name(name))
        for name in parties.persons_of_concern
        if _plain(bare_name(name)) not in stay
    ]
    if still_named("\n".join(_texts(sections)), [*others, *concerns]):
        raise DeskError(
            "Somebody else would still be named in this; it was not made.",
            reason=Reason.NOT_ALLOWED,
            remedy="Take the entry out that names them, and tell who looks after Panel Desk.",
        )


class _Redactor:
    """Hides, counts and lists."""

    def __init__(self, parties: ThirdParties, also: Sequence[TakeOut]) -> None:
        self._parties = parties
        self._withheld = {one.entry: one for one in also if one.entry}
        self._reasons = dict(_REASONS)
        self._hiding = _hiding(parties)
        self._by_hand = Hiding()
        for one in also:
            if one.words:
                self._by_hand.words(one.words, _MARKERS[one.kind])
                self._reasons[one.kind] = one.reason.strip()
        self._redactions: list[Redaction] = []
        self._to_read: list[Reading] = []
        own = parties.own
        self._known = parties.known_words | {
            word for name in (own.name, own.alias, *(p.name for p in parties.professionals)) for word in words_of(name)
        }
        # Too short to be hidden by themselves: "Bo" is a word, and 12 a time or a house.
        self._short = {
            word
            for other in parties.others
            for word in (*other.name.split(), *other.alias.split(), other.local_id)
            if len(word) < (_SHORT_NUMBER if word.isdigit() else _SHORT_NAME) and word not in own.name.split()
        }
        self._shared = any(one.initials == own.initials for one in parties.others)

    def everything(self, sections: Sequence[ToldSection]) -> Redacted:
        """All of it."""
        made = tuple(
            HeldSection(
                key=section.key,
                title=section.title,
                entries=tuple(self._entry(entry) for entry in section.entries),
                intro=section.intro,
                empty=section.empty,
            )
            for section in sections
        )
        return Redacted(sections=made, redactions=tuple(self._redactions), to_read=tuple(self._to_read))

    def _entry(self, entry: ToldEntry) -> HeldEntry:
        title = self._hidden(entry.title)
        if taken := self._withheld.get(entry.key):
            where = f"{title}{f', {entry.when}' if entry.when else ''}"
            self._redactions.append(Redaction(where=where, kind=taken.kind, reason=taken.reason.strip()))
            return HeldEntry(
                key=entry.key, title=title, lines=(), when=entry.when, withheld=_full_stop(taken.reason.strip())
            )
        # The label of the whole is the title: a hidden one is counted like a line.
        self._count(entry.title, title, f"{title}: heading")
        lines = tuple(self._line(entry, title, line) for line in entry.lines if line.text.strip())
        source = self._hidden(entry.source)
        self._count(entry.source, source, f"{title}: where it comes from")
        return HeldEntry(key=entry.key, title=title, lines=lines, when=entry.when, source=source)

    def _line(self, entry: ToldEntry, title: str, line: Told) -> HeldLine:
        where = f"{title}{f', {entry.when}' if entry.when else ''}: {line.label}"
        if line.out is not None:
            self._redactions.append(Redaction(where=where, kind=line.out, reason=self._reasons[line.out]))
            return HeldLine(label=line.label, text=_MARKERS[line.out])
        text = self._hidden(line.text)
        self._count(line.text, text, where)
        check = " ".join(self._doubts(line, text))
        if check:
            self._to_read.append(Reading(entry=entry.key, where=where, why=check))
        return HeldLine(label=line.label, text=text, check=check)

    def _hidden(self, text: str) -> str:
        return self._by_hand.text(self._hiding.text(text))

    def _count(self, before: str, after: str, where: str) -> None:
        for kind, marker in _MARKERS.items():
            times = after.count(marker) - before.count(marker)
            if times > 0:
                self._redactions.append(Redaction(where=where, kind=kind, reason=self._reasons[kind], times=times))

    def _doubts(self, line: Told, text: str) -> Iterator[str]:
        """Why nobody but a person can say whether these words may go."""
        if line.read:
            yield line.read
        if not line.free:
            return
        if any(marker in text for marker in _MARKERS.values()):
            yield "Somebody was taken out of it: does the rest still tell who it was?"
        if _FAMILY.search(text):
            yield "It speaks of family or friends."
        if unknown := self._unknown(text):
            yield f"It may hold names that the desk does not know: {', '.join(unknown)}."
        if self._short.intersection(re.findall(r"\w+", text)):
            yield "It holds a short name or number that may be another child’s."
        if any(found != self._parties.own.initials for found in _INITIALS.findall(text)):
            yield "It holds initials of somebody."
        elif self._shared and self._parties.own.initials in text:
            yield "Another child has the same initials: is it this one?"

    def _unknown(self, text: str) -> list[str]:
        found = dict.fromkeys(_NAME_LIKE.findall(text))
        return [word for word in found if not words_of(word) <= self._known | _EVERYDAY][:_MOST_NAMES]


_MOST_NAMES = 5
_SHORT_NAME, _SHORT_NUMBER = 3, 4
"""Below these lengths ``domain.hiding`` leaves a word by itself alone."""
_EVERYDAY = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter english maths police health education housing school college "
    "council youth justice service services children social care team panel street road park station north south east "
    "west london england year another person strengths analysis voice she her his they their "
    "the this that when what mace safe"
)


def _hiding(parties: ThirdParties) -> Hiding:
    """Whom to hide; what stays is told first, because the first word on somebody counts."""
    hiding, own = Hiding(), parties.own
    for words in (own.name, own.alias, f"{own.initials} ({own.local_id})", own.local_id):
        hiding.keep(words)
    for person in parties.professionals:
        hide_professional(hiding, person, "")
    for name in parties.persons_of_concern:
        hide_person_of_concern(hiding, name, _MARKERS[RedactionKind.CONCERN])
    for name in parties.referrers:
        hiding.words(name, _MARKERS[RedactionKind.REFERRER])
        for part in parts_of(name):
            if part[:1].isupper():
                hiding.part(part, _MARKERS[RedactionKind.REFERRER])
    for number in parties.numbers:
        hiding.words(number, _MARKERS[RedactionKind.CHILD])
    for other in parties.others:
        hiding.child(other, _MARKERS[RedactionKind.CHILD], initials=True, but=own)
    return hiding


def _refuse_telling(one: TakeOut) -> None:
    if not one.words.strip() and not one.entry:
        raise refused("What is to be taken out?", "Give the words, or the entry.")
    if not one.reason.strip():
        raise refused("Why is it taken out?", "Each removal is listed with its reason.")
    if one.words.strip() and _plain(one.words) in _plain(one.reason):
        raise refused("The reason would tell what was taken out.", "Say why without the words themselves.")


def _refuse_nowhere(one: TakeOut, sections: Sequence[ToldSection]) -> None:
    """A slip of the finger must not pass for something taken out."""
    entries = [entry for section in sections for entry in section.entries]
    if one.entry and one.entry not in {entry.key for entry in entries}:
        raise not_found(f"There is no entry {one.entry} among what is held.")
    if not one.words.strip():
        return
    looking = Hiding()
    looking.words(one.words, _MARKERS[one.kind])
    for entry in entries:
        for text in (entry.title, entry.source, *(line.text for line in entry.lines)):
            looking.text(text)
    if not looking.found:
        raise not_found("The words that are to be taken out stand nowhere as they were given.")


def _texts(sections: Iterable[HeldSection]) -> Iterator[str]:
    for section in sections:
        for entry in section.entries:
            yield from (entry.title, entry.source, entry.withheld)
            yield from (line.text for line in entry.lines)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _full_stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
