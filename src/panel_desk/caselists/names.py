"""Takes apart names in one column, and gives names written in capitals their small letters back."""

from __future__ import annotations

import re

from msgspec import Struct

from panel_desk.caselists.aliases import CellWords
from panel_desk.caselists.findings import NOTHING, Reading
from panel_desk.caselists.grid import Cell, shown
from panel_desk.caselists.repairs import SHORT_TEXT, ReadCell, text_reader

_SMALL = frozenset(
    (
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "von",
        "zu",
        "ter",
        "ten",
        "bin",
        "binti",
        "ibn",
        "bint",
    )
)
"""Written small inside a surname."""
_PARTICLES = _SMALL | {"la", "le", "el", "al", "abu", "ap", "ab", "mac", "mc", "st", "st.", "san"}
"""Belong to the surname where no comma tells the parts of a name apart."""
_TITLES = re.compile(r"^(?:mr|mrs|miss|ms|mx|master|dr)\.?\s+(?=\S)", re.IGNORECASE)
_SURNAME_FIRST = re.compile(
    r"(?:surname|last name|family name)\W+(?:and )?(?:first|fore|given)|surname first", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
CAPITALS = "capitals"


class PersonName(Struct, frozen=True):
    """A name taken apart."""

    surname: str
    forenames: str


def in_small_letters(text: str) -> str:
    """A name written all in capitals (or all in small letters) as names are written: ``O'CONNOR`` → ``O'Connor``.

    Any other name is kept as it is, because MacRae, de Souza and DeShawn know best. ``MACRAE`` becomes ``Macrae``: its
    second capital cannot be known.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2 or "?" in text or not (text.isupper() or text.islower()):
        return text
    words = text.lower().split(" ")
    return " ".join(
        word if word in _SMALL and len(words) > 1 and i < len(words) - 1 else _WORDS.sub(_capital, word)
        for i, word in enumerate(words)
    )


def _capital(found: re.Match[str]) -> str:
    word = found.group()
    before = found.string[: found.start()]
    if word in _SMALL and not before and found.string[found.end() :].startswith("-"):
        return word
    if word == "s" and before.endswith("'"):
        return word
    if word.startswith("mc") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word[0].upper() + word[1:]


def part_reader(words: CellWords) -> ReadCell:
    """A column that holds only surnames, or only forenames."""
    read_text = text_reader(words, limit=SHORT_TEXT, names=True)

    def read(cell: Cell) -> Reading:
        found = read_text(cell)
        if not isinstance(found.value, str):
            return found
        name = in_small_letters(found.value)
        if name == found.value:
            return found
        why = "; ".join(filter(None, (found.why, CAPITALS)))
        return Reading(value=name, became=name, why=why, warning=found.warning)

    return read


def worker_reader(words: CellWords) -> ReadCell:
    """A column of professionals: ``MORGAN, Alex`` becomes ``Alex Morgan``, as an agenda prints its presenters."""
    read_text = text_reader(words, limit=SHORT_TEXT, names=True)

    def read(cell: Cell) -> Reading:
        found = read_text(cell)
        if not isinstance(found.value, str) or found.value.count(",") != 1:
            return found
        surname, forenames = (part.strip() for part in found.value.split(","))
        # “Duty, Team 2” is no name: only a surname in capitals before the comma is turned round.
        if not forenames or surname != surname.upper():
            return found
        name = f"{in_small_letters(forenames)} {in_small_letters(surname)}"
        why = "; ".join(filter(None, (found.why, "surname in capitals before the comma")))
        return Reading(value=name, became=name, why=why, warning=found.warning)

    return read


def says_surname_first(heading: str) -> bool:
    """Whether a heading of whole names gives their order away: ``Name (surname, forename)``."""
    return bool(_SURNAME_FIRST.search(heading))


def name_reader(words: CellWords, *, surname_first: bool = False) -> ReadCell:
    """A column that holds whole names: ``SURNAME, Forename`` or ``Forename Surname``. The value is a ``PersonName``.

    Args:
        words: The words for “not known”.
        surname_first: The heading says that the surname comes first, also where no comma tells.
    """
    read_text = text_reader(words, limit=SHORT_TEXT, names=True)

    def read(cell: Cell) -> Reading:
        if isinstance(cell, float):
            return Reading(failed=f"{shown(cell)} is a number, not a name")
        found = read_text(cell)
        if not isinstance(found.value, str):
            return found if found.value is not None or found.why or found.failed else NOTHING
        text = _TITLES.sub("", found.value)
        why = [found.why] if found.why else []
        if text != found.value:
            why.append("title left out")
        name, how, warning = _apart(text, surname_first=surname_first)
        why.append(how)
        written = PersonName(in_small_letters(name.surname), in_small_letters(name.forenames))
        if written != name:
            why.append(CAPITALS)
        became = f"{written.surname}, {written.forenames}" if written.forenames else written.surname
        if became == found.value and not (found.why or found.warning or warning):
            return Reading(value=written)
        return Reading(
            value=written, became=became, why="; ".join(why), warning="; ".join(filter(None, (found.warning, warning)))
        )

    return read


def _apart(text: str, *, surname_first: bool) -> tuple[PersonName, str, str]:
    """A name's parts, how they were told apart, and a warning where that is doubtful."""
    if "," in text:
        surname, _, forenames = text.partition(",")
        warning = "more than one comma in the name; check it" if "," in forenames else ""
        return PersonName(surname.strip(), forenames.strip(" ,")), "surname before the comma", warning
    words = text.split(" ")
    if len(words) == 1:
        return PersonName(text, ""), "one name only, taken as the surname", "only one name is given"
    loud = [i for i, word in enumerate(words) if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words) and loud == list(range(loud[0], loud[-1] + 1)):
        surname = " ".join(words[i] for i in loud)
        rest = " ".join(word for i, word in enumerate(words) if i not in loud)
        return PersonName(surname, rest), "surname in capitals", ""
    if surname_first:
        last = 0
        while last < len(words) - 2 and words[last].casefold() in _PARTICLES:
            last += 1
        why = "no comma: the first word taken as surname, as the heading says"
        return PersonName(" ".join(words[: last + 1]), " ".join(words[last + 1 :])), why, ""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return PersonName(" ".join(words[first:]), " ".join(words[:first])), "no comma: the last word taken as surname", ""
