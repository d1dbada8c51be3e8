"""Why nobody but a person can say whether words may be handed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from panel_desk.domain.keeping.subject_told import ThirdParties, Told
from panel_desk.domain.names.hiding import Hiding, words_of
from panel_desk.domain.names.name_forms import telling_words
from panel_desk.domain.names.name_words import ORDINARY
from panel_desk.domain.names.subject_numbers import like_nhs_number

_FAMILY = re.compile(
    r"\b(?:mum|mother|dad|father|parents?|carers?|step-?(?:mum|mother|dad|father|parent)s?|brothers?|sisters?|siblings?|gran\w*|nan|aunt\w*|uncle|cousin\w*"
    r"|boyfriend|girlfriend|partner|friends?|neighbours?|landlord)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ]\.")
_NAME_LIKE = re.compile(r"(?<![.!?:…”’]\s)(?<=\s)[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:[-’'][A-Z][a-z]+)?")
_BEGINS = re.compile(
    r"(?:^|(?<=[.!?:…”’]\s)|(?<=\n))[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:[-’'][A-Z][a-z]+)?(?=[’']s\b|\s(?:and\s[A-ZÀ-Þ[]|sa(?:id|ys)|t(?:old|ells)"
    r"|rang|rings|phone[ds]|call(?:ed|s)|text(?:ed|s)|ask(?:ed|s)|want(?:ed|s)|li(?:ved|ves)|kn(?:ew|ows)|came|comes"
    r"|went|goes|drove|drives|visit(?:ed|s)|met|meets|stay(?:ed|s)|gave|gives|took|takes|collect(?:ed|s)|bought"
    r"|offer(?:ed|s)|threaten(?:ed|s)|hit|picked|left|den(?:ied|ies)|admit(?:ted|s)|th(?:ought|inks)|felt|feels)\b)"
)
"""A capital begins every sentence; where somebody does something then, or has something, it may be a name."""
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
_MOST_NAMES = 5
_SHORT_NAME, _SHORT_NUMBER = 3, 4
"""Below these lengths ``domain.names.hiding`` leaves a word by itself alone."""
_SHORTEST_ALIKE = 4
_EVERYDAY = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter english maths police health education housing school college "
    "council youth justice service services children social care team panel street road park station north south east "
    "west london england year another person strengths analysis voice she her his they their "
    "the this that when what mace safe who nobody somebody everybody everyone both worker workers staff members"
)


def _words_alike(parties: ThirdParties) -> frozenset[str]:
    """Words of the names and numbers of others that tell something, in small letters and without a last “s”."""
    names = [*parties.persons_of_concern, *parties.referrers]
    found = {word for name in names for word in words_of(name)}
    for other in parties.others:
        last = other.name.split()[-1:]
        found |= telling_words(other) | words_of(other.local_id) | words_of("".join(last).replace("-", ""))
    return frozenset(word.removesuffix("s") for word in found if len(word) >= _SHORTEST_ALIKE)


class Doubts:
    """Looks for what no rule can judge.

    Args:
        parties: Whom to take out, and whom not.
        markers: What stands where somebody was taken out.
    """

    def __init__(self, parties: ThirdParties, markers: Collection[str]) -> None:
        self._markers = markers
        self._own = parties.own
        own = (parties.own, *parties.also_own)
        names = [name for one in own for name in (one.name, one.alias)]
        self._known = parties.known_words | {
            word for name in (*names, *(p.name for p in parties.professionals)) for word in words_of(name)
        }
        # Too short to be hidden by themselves: "Bo" is a word, and 12 a time or a house.
        own_words = {word for name in names for word in name.split()}
        own_plain = frozenset(word for one in own for word in telling_words(one))
        self._short = {
            word
            for other in parties.others
            for word in (*other.name.split(), *other.alias.split(), other.local_id)
            if len(word) < (_SHORT_NUMBER if word.isdigit() else _SHORT_NAME) and word not in own_words
        }
        # Written small, or run together: “rashid07”.
        self._alike = _words_alike(parties) - own_plain - self._known - ORDINARY
        self._shared = any(one.initials == parties.own.initials for one in parties.others)
        professionals = {" ".join(person.name.split()).casefold() for person in parties.professionals}
        self._of_both = Hiding()
        for other in parties.others:
            if " ".join(other.name.split()).casefold() in professionals:
                self._of_both.words(other.name, "both")
        self._namesake = Hiding()
        if parties.has_namesake:
            for one in own:
                self._namesake.words(one.name, "namesake")

    def about(self, line: Told, text: str) -> str:
        """Sentences; empty where the words may go.

        Args:
            line: Before anything was taken out.
            text: Of it, afterwards.
        """
        return " ".join(self._all(line, text))

    def names_in(self, text: str) -> frozenset[str]:
        """Words of a text that may be names of people whom the desk does not know, in small letters."""
        words = (word for found in _CAPITAL.findall(text) for word in words_of(found))
        return frozenset(word for word in words if word not in self._known | _EVERYDAY)

    def _all(self, line: Told, text: str) -> Iterator[str]:
        if line.read:
            yield line.read
        if not line.free:
            return
        if any(marker in text for marker in self._markers):
            yield "Somebody was taken out of it: does the rest still tell who it was?"
        if _FAMILY.search(text):
            yield "It speaks of family or friends."
        if unknown := self._unknown(text):
            yield f"It may hold names that the desk does not know: {', '.join(unknown)}."
        if self._short.intersection(re.findall(r"\w+", text)):
            yield "It holds a short name or number that may be another child’s."
        if self._alike.intersection(found.removesuffix("s") for found in words_of(text)):
            yield "It holds a word or number that may be somebody else’s name."
        if "@" in text:
            yield "It holds an e-mail address or a user name: whose is it?"
        if like_nhs_number(text):
            yield "It holds a number like an NHS number: whose is it?"
        yield from self._of_two(text)

    def _of_two(self, text: str) -> Iterator[str]:
        """A name, or initials, that more than one person has."""
        if self._of_both.stands_in(text):
            yield "A professional and another child have the same name: who is meant?"
        if self._namesake.stands_in(text):
            yield "Another child has the same name: is it this one?"
        if any(found != self._own.initials for found in _INITIALS.findall(text)):
            yield "It holds initials of somebody."
        elif self._shared and self._own.initials in text:
            yield "Another child has the same initials: is it this one?"

    def _unknown(self, text: str) -> list[str]:
        found = dict.fromkeys((*_NAME_LIKE.findall(text), *_BEGINS.findall(text)))
        return [word for word in found if not words_of(word) <= self._known | _EVERYDAY][:_MOST_NAMES]
