"""Finds words in minutes that blame a child or say nothing, by a word list that a council can edit.

Knows no file and no screen: text in, flags out. Time grows with the length of the text alone, because every phrase has
a bounded number of words and all phrases are searched at once.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason

LONGEST_PHRASE = 12
"""Words in a phrase."""
MOST_PHRASES = 2_000
SHORTEST_BEGINNING = 3
"""Letters before an asterisk."""
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\u00ad][^\W_]+)*")
_BETWEEN = re.compile(r"[ \t\u00a0\u202f]*+(?:[-‐‑–]|\r?\n)?+[ \t\u00a0\u202f]*+")
"""What may stand between two words of one phrase: spaces, one hyphen or one line break; never the end of a sentence."""
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "\u00ad": None})
_QUOTATIONS = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|(?<!\w)‘(?:[^‘’\n]|’(?=\w))*’(?!\w)")


class Wording(Enum):
    """What is wrong with a phrase."""

    BLAMES = "blames"
    """It lays on the child what others did."""
    VAGUE = "vague"
    """Nobody can tell what happened, or who does what by when."""


class Phrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a word list.

    ``phrase`` is words with spaces between them. ``put/puts`` stands for either word, ``promiscu*`` for any ending,
    ``(very)`` for a word that may be missing, ``<self>`` for a group of words that the list names.
    """

    phrase: str
    instead: tuple[str, ...]
    """What to say instead, the usual way first; each fits into the sentence as it is."""
    why: str
    wording: Wording = Wording.BLAMES


class WordList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole list, as its file holds it."""

    phrases: tuple[Phrase, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    """Groups of words: ``self`` for himself, herself, themselves."""
    switched_off: tuple[str, ...] = ()
    """Phrases of the shipped list that this council does not want flagged, as they are written there."""
    leave_quotations: bool = True
    """Whether what stands in quotation marks is left alone: a child's own words are kept as they were said."""

    def joined(self, council: WordList) -> WordList:
        """This list with a council's own on top: its phrases replace those written alike."""
        own = {key(p.phrase) for p in council.phrases} | {key(text) for text in council.switched_off}
        kept = tuple(p for p in self.phrases if key(p.phrase) not in own)
        return WordList(
            phrases=(*kept, *council.phrases),
            words={**self.words, **council.words},
            leave_quotations=council.leave_quotations,
        )


class Flag(Struct, frozen=True, kw_only=True):
    """One place in a text."""

    start: int
    end: int
    """The first character after it."""
    phrase: str
    """As the list writes it."""
    instead: str
    why: str
    others: tuple[str, ...] = ()
    """Further ways to say it."""
    wording: Wording = Wording.BLAMES

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Every way to say it instead, the usual one first."""
        return (self.instead, *self.others)


def replacement(flagged: str, instead: str) -> str:
    """The words to put in place of flagged ones: with a capital where those begin with one."""
    return instead[:1].upper() + instead[1:] if flagged[:1].isupper() else instead


def key(phrase: str) -> str:
    """What two writings of one phrase share."""
    return " ".join(phrase.casefold().translate(_ALIKE).split())


def example(phrase: Phrase, words: Mapping[str, tuple[str, ...]]) -> str:
    """One wording that a phrase stands for: the first of each alternative, without what may be missing."""
    found = []
    for part in phrase.phrase.split():
        if part.startswith("("):
            continue
        first = part.partition("/")[0]
        group = words.get(first[1:-1], ()) if first.startswith("<") else ()
        found.append(group[0] if group else first.replace("*", "…"))
    return " ".join(found)


def parse_words(untrusted_toml: str, *, where: str) -> WordList:
    """The word list that a file describes.

    Args:
        untrusted_toml: The file's text.
        where: The file's name, for the sentence.

    Raises:
        DeskError: where the file is no TOML, lacks something, has a word too many, or holds a phrase that cannot be
            searched for.
    """
    try:
        found = msgspec.convert(tomllib.loads(untrusted_toml), WordList)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise _unusable(where, str(error)) from error
    if len(found.phrases) > MOST_PHRASES:
        raise _unusable(where, f"it holds more than {MOST_PHRASES} phrases")
    seen: set[str] = set()
    for phrase in found.phrases:
        if key(phrase.phrase) in seen:
            raise _unusable(where, f"it holds “{phrase.phrase}” twice")
        seen.add(key(phrase.phrase))
    return found


def check_phrase(phrase: Phrase, words: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a phrase that cannot be searched for, or that says nothing instead.

    Raises:
        DeskError: with the sentence that stands beside the field.
    """
    _places(phrase, words)
    if not phrase.instead or not all(text.strip() for text in phrase.instead):
        raise _phrase_error(phrase, "has nothing to say instead")
    if not phrase.why.strip():
        raise _phrase_error(phrase, "does not say why")
    if any(not text.isprintable() for text in (*phrase.instead, phrase.why)):
        raise _phrase_error(phrase, "holds a character that cannot be printed")


class LanguageCheck:
    """A word list made ready for searching; it is not changed afterwards.

    Raises:
        DeskError: where a phrase of the list cannot be searched for.
    """

    def __init__(self, words: WordList) -> None:
        self._leave_quotations = words.leave_quotations
        self._exact: dict[str, list[_Search]] = {}
        self._beginnings: dict[str, list[_Search]] = {}
        for phrase in words.phrases:
            check_phrase(phrase, words.words)
            self._index(_Compiled(phrase, _places(phrase, words.words)))

    def _index(self, compiled: _Compiled) -> None:
        for at, place in enumerate(compiled.places):
            for word in place.words:
                self._exact.setdefault(word, []).append((compiled, at + 1))
            for beginning in place.beginnings:
                self._beginnings.setdefault(beginning, []).append((compiled, at + 1))
            if not place.may_be_missing:
                return

    def flags(self, text: str) -> tuple[Flag, ...]:
        """What to look at in a text, from its beginning on; flags never overlap, and the longest phrase wins."""
        tokens = [(m.start(), m.end(), m.group().casefold().translate(_ALIKE)) for m in _WORD.finditer(text)]
        spoken = _quotations(text) if self._leave_quotations else []
        found: list[Flag] = []
        place = 0
        while place < len(tokens):
            phrase, last = self._longest(text, tokens, place)
            if phrase is None or _is_spoken(spoken, tokens[place][0], tokens[last][1], text):
                place += 1
                continue
            found.append(_flag(phrase, tokens[place][0], tokens[last][1]))
            place = last + 1
        return tuple(found)

    def _longest(self, text: str, tokens: list[_Token], place: int) -> tuple[Phrase | None, int]:
        going = self._begun(tokens[place][2])
        best, last = _ended(going), place
        for at in range(place + 1, min(place + LONGEST_PHRASE, len(tokens))):
            if not going or not _BETWEEN.fullmatch(text, tokens[at - 1][1], tokens[at][0]):
                break
            going = [after for search in going for after in _after(search, tokens[at][2])]
            ended = _ended(going)
            if ended is not None:
                best, last = ended, at
        return best, last

    def _begun(self, word: str) -> list[_Search]:
        found = list(self._exact.get(word, ()))
        if self._beginnings:
            for end in range(SHORTEST_BEGINNING, min(len(word), _LONGEST_WORD) + 1):
                found += self._beginnings.get(word[:end], ())
        return found


class _Place(Struct, frozen=True):
    """What may stand in one place of a phrase."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    may_be_missing: bool

    def holds(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


class _Compiled(Struct, frozen=True):
    phrase: Phrase
    places: tuple[_Place, ...]


_Token = tuple[int, int, str]
_Search = tuple[_Compiled, int]
"""A phrase, and how many of its places have been passed."""


def _after(search: _Search, word: str) -> list[_Search]:
    compiled, passed = search
    found: list[_Search] = []
    for at in range(passed, len(compiled.places)):
        if compiled.places[at].holds(word):
            found.append((compiled, at + 1))
        if not compiled.places[at].may_be_missing:
            break
    return found


def _ended(going: list[_Search]) -> Phrase | None:
    """The first phrase of which nothing more has to come."""
    for compiled, passed in going:
        if all(place.may_be_missing for place in compiled.places[passed:]):
            return compiled.phrase
    return None


def _places(phrase: Phrase, words: Mapping[str, tuple[str, ...]]) -> tuple[_Place, ...]:
    parts = key(phrase.phrase).split()
    if len(parts) > LONGEST_PHRASE:
        raise _phrase_error(phrase, f"has more than {LONGEST_PHRASE} words")
    places = tuple(_place(phrase, part, words) for part in parts)
    if all(place.may_be_missing for place in places):
        raise _phrase_error(phrase, "needs one word that is not in brackets")
    return places


def _place(phrase: Phrase, part: str, words: Mapping[str, tuple[str, ...]]) -> _Place:
    missing = part.startswith("(") and part.endswith(")")
    found: list[str] = []
    for word in (part[1:-1] if missing else part).split("/"):
        if word.startswith("<") and word.endswith(">"):
            if word[1:-1] not in words:
                raise _phrase_error(phrase, f"names a group of words that the list does not have: {word}")
            found += [key(one) for one in words[word[1:-1]]]
        else:
            found.append(word)
    for word in found:
        if not _WORD.fullmatch(word.removesuffix("*")) or len(word) > _LONGEST_WORD:
            raise _phrase_error(phrase, f"holds “{word}”, which is not a word")
        if word.endswith("*") and len(word) <= SHORTEST_BEGINNING:
            raise _phrase_error(phrase, f"needs {SHORTEST_BEGINNING} letters before the asterisk")
    return _Place(
        words=frozenset(word for word in found if not word.endswith("*")),
        beginnings=tuple(word.removesuffix("*") for word in found if word.endswith("*")),
        may_be_missing=missing,
    )


def _flag(phrase: Phrase, start: int, end: int) -> Flag:
    first, *others = phrase.instead
    return Flag(
        start=start,
        end=end,
        phrase=phrase.phrase,
        instead=first,
        others=tuple(others),
        why=phrase.why,
        wording=phrase.wording,
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTATIONS.finditer(text)]


def _is_spoken(spoken: list[tuple[int, int]], start: int, end: int, text: str) -> bool:
    """Whether somebody's words hold this phrase; quotation marks around the phrase alone only keep it at a distance."""
    place = bisect_right(spoken, (start, start)) - 1
    if place < 0 or end >= spoken[place][1]:
        return False
    opens, closes = spoken[place]
    return _WORD.search(text, opens, start) is not None or _WORD.search(text, end, closes) is not None


def _unusable(where: str, what: str) -> DeskError:
    return DeskError(
        f"The word list {where} cannot be used: {what}.",
        reason=Reason.BAD_FILE,
        remedy="Compare it with the one that came with Panel Desk.",
    )


def _phrase_error(phrase: Phrase, what: str) -> DeskError:
    return DeskError(f"The phrase “{phrase.phrase}” {what}.", reason=Reason.BAD_FILE)
