"""Takes third parties out of what is held on one child, lists each place, and finds what a person must read.

The words are hidden by ``domain.names``, as in editions of minutes; here is decided who is hidden, and what is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.keeping.subject_access import (
    HeldEntry,
    HeldLine,
    HeldSection,
    Reading,
    Redaction,
    RedactionKind,
    TakeOut,
    entry_key,
)
from panel_desk.domain.keeping.subject_doubts import Doubts
from panel_desk.domain.keeping.subject_told import ThirdParties, Told, ToldEntry, ToldSection, folded
from panel_desk.domain.minutes.edition_parts import hide_person_of_concern, keep_professional
from panel_desk.domain.names.hiding import Hiding, parts_of, still_named, words_of
from panel_desk.domain.names.subject_numbers import OthersNumbers

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
_SMALL_WORDS = words_of("the and for with was were his her their that this from not but who you she they has had him")
"""Told in any reason; of removed words every other one is refused there."""
_SHORTEST_TELLING = 3


class Redacted(Struct, frozen=True, kw_only=True):
    """What may be handed over, and what was taken out of it."""

    sections: tuple[HeldSection, ...]
    redactions: tuple[Redaction, ...]
    to_read: tuple[Reading, ...]


class _Removal(Struct):
    """Words that the person who read it takes out, and how often they were found."""

    wanted: TakeOut
    hiding: Hiding


class _Taken(Struct, frozen=True):
    """What was taken out of one text."""

    kind: RedactionKind
    reason: str
    times: int


def redact(sections: Sequence[ToldSection], parties: ThirdParties, also: Sequence[TakeOut] = ()) -> Redacted:
    """Take third parties out of everything.

    Args:
        sections: Everything held.
        parties: Whom to take out.
        also: What the person who read it takes out on top, each listed with its own reason.

    Raises:
        DeskError: for a removal that names nothing or what stands nowhere, or whose reason tells what it takes out.
    """
    for one in also:
        _refuse_telling(one)
    return _Redactor(parties, also).everything(sections)


class _Redactor:
    """Hides, counts and lists."""

    def __init__(self, parties: ThirdParties, also: Sequence[TakeOut]) -> None:
        self._withheld = {one.entry: one for one in also if one.entry}
        self._hiding = _hiding(parties)
        self._others = parties.others
        self._numbers = OthersNumbers(parties.numbers)
        self._doubts = Doubts(parties, tuple(_MARKERS.values()))
        # The longest first: of “Karen Nox” nothing would be left to be found once “Nox” is out.
        wanted = sorted((one for one in also if one.words.strip()), key=lambda one: -len(one.words))
        self._removals = [_Removal(one, _hiding_words(one)) for one in wanted]
        self._redactions: list[Redaction] = []
        self._to_read: list[Reading] = []
        for one in also:
            self._refuse_naming(one.reason)

    def everything(self, sections: Sequence[ToldSection]) -> Redacted:
        """All of it."""
        entries = {entry.key: entry for section in sections for entry in section.entries}
        for key, one in self._withheld.items():
            if key not in entries:
                raise not_found(f"There is no entry {key} among what is held.")
            self._refuse_naming_of(entries[key], one.reason)
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
        # A slip of the finger must not pass for something taken out.
        if any(not removal.hiding.found for removal in self._removals):
            raise not_found("The words that are to be taken out stand nowhere as they were given.")
        return Redacted(sections=made, redactions=tuple(self._redactions), to_read=tuple(self._to_read))

    def _entry(self, entry: ToldEntry) -> HeldEntry:
        title, from_title = self._without(entry.title)
        place = f"{title}, {entry.when}" if entry.when else title
        if taken := self._withheld.get(entry.key):
            # What else is taken out may stand here alone.
            for text in (entry.source, *(words for line in entry.lines for words in (line.label, line.text))):
                self._without(text)
            self._redactions.append(Redaction(where=place, kind=taken.kind, reason=_full_stop(taken.reason.strip())))
            return HeldEntry(
                key=entry.key, title=title, lines=(), when=entry.when, withheld=_full_stop(taken.reason.strip())
            )
        # The label of the whole is the title: a hidden one is counted like a line.
        self._list(from_title, f"{title}: heading")
        lines = self._lines(entry, place)
        source, from_source = self._without(entry.source)
        self._list(from_source, f"{title}: where it comes from")
        return HeldEntry(key=entry.key, title=title, lines=lines, when=entry.when, source=source)

    def _lines(self, entry: ToldEntry, place: str) -> tuple[HeldLine, ...]:
        made: list[HeldLine] = []
        alike: Counter[tuple[str, str]] = Counter()
        for line in entry.lines:
            if not line.text.strip():
                continue
            label, from_label = self._label(line.label)
            where = f"{place}: {label}"
            self._list(from_label, where)
            text, check = self._text(line, where)
            if check:
                # Two lines of one entry may have the same label, and even the same words.
                alike[line.label, line.text] += 1
                told_by = (entry.key, line.label, line.text, alike[line.label, line.text])
                self._to_read.append(
                    Reading(id=entry_key("read", *told_by), entry=entry.key, line=len(made), where=where, why=check)
                )
            made.append(HeldLine(label=label, text=text, check=check))
        return tuple(made)

    def _text(self, line: Told, where: str) -> tuple[str, str]:
        """The words as they are handed over, and why a person must read them first."""
        if line.out is not None:
            self._redactions.append(Redaction(where=where, kind=line.out, reason=_REASONS[line.out]))
            return _MARKERS[line.out], ""
        text, taken = self._without(line.text)
        self._list(taken, where)
        return text, self._doubts.about(line, text)

    def _label(self, label: str) -> tuple[str, list[_Taken]]:
        """Labels are the desk's own words, and “Said” is a name too: they stay unless they hold more than that."""
        if still_named(label, self._others) or self._numbers.stand_in(label):
            return self._without(label)
        return label, []

    def _without(self, text: str) -> tuple[str, list[_Taken]]:
        """A text without whoever is taken out, and what was."""
        made = self._hidden(text)
        taken = [
            _Taken(kind, _REASONS[kind], times)
            for kind, marker in _MARKERS.items()
            if (times := made.count(marker) - text.count(marker)) > 0
        ]
        for removal in self._removals:
            before = removal.hiding.found
            made = removal.hiding.text(made)
            if times := removal.hiding.found - before:
                taken.append(_Taken(removal.wanted.kind, _full_stop(removal.wanted.reason.strip()), times))
        return made, taken

    def _hidden(self, text: str) -> str:
        return self._hiding.text(self._numbers.out_of(text, _MARKERS[RedactionKind.CHILD]))

    def _list(self, taken: Sequence[_Taken], where: str) -> None:
        self._redactions += [Redaction(where=where, kind=one.kind, reason=one.reason, times=one.times) for one in taken]

    def _refuse_naming(self, reason: str) -> None:
        if self._hidden(reason) != reason:
            raise refused("The reason would tell who somebody is.", "Say why without anybody’s name.")

    def _refuse_naming_of(self, entry: ToldEntry, reason: str) -> None:
        """Of an entry that is withheld the reason must not tell whom it names."""
        texts = " ".join(words for line in entry.lines for words in (line.label, line.text))
        if self._doubts.names_in(f"{entry.title} {texts}") & self._doubts.names_in(reason):
            raise refused("The reason would tell what was taken out.", "Say why without names that stand there.")


def _hiding_words(one: TakeOut) -> Hiding:
    hiding = Hiding()
    hiding.words(one.words, _MARKERS[one.kind])
    return hiding


def _hiding(parties: ThirdParties) -> Hiding:
    """Whom to hide; what stays is told first, because the first word on somebody counts."""
    hiding = Hiding()
    _keep_own(hiding, parties)
    for person in parties.professionals:
        keep_professional(hiding, person.name)
    for name in parties.persons_of_concern:
        hide_person_of_concern(hiding, name, _MARKERS[RedactionKind.CONCERN])
    for name in parties.referrers:
        hiding.words(name, _MARKERS[RedactionKind.REFERRER])
        for part in parts_of(name):
            if part[:1].isupper():
                hiding.part(part, _MARKERS[RedactionKind.REFERRER])
    for other in parties.others:
        hiding.child(other, _MARKERS[RedactionKind.CHILD], initials=True, but=parties.own)
    return hiding


def _keep_own(hiding: Hiding, parties: ThirdParties) -> None:
    for one in (parties.own, *parties.also_own):
        for words in (one.name, one.alias, f"{one.initials} ({one.local_id})", one.local_id):
            hiding.keep(words)
    for one in parties.also_own:
        for part in parts_of(one.name):
            hiding.keep(part)


def _refuse_telling(one: TakeOut) -> None:
    if not one.words.strip() and not one.entry:
        raise refused("What is to be taken out?", "Give the words, or the entry.")
    if not one.reason.strip():
        raise refused("Why is it taken out?", "Each removal is listed with its reason.")
    parts = {word for word in words_of(one.words) if len(word) >= _SHORTEST_TELLING} - _SMALL_WORDS
    if parts & words_of(one.reason) or (one.words.strip() and folded(one.words) in folded(one.reason)):
        raise refused("The reason would tell what was taken out.", "Say why without any of the words themselves.")


def _full_stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
