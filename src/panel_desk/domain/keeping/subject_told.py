"""What is held on one child before anything is taken out, and whom to take out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from panel_desk.domain.keeping.subject_access import RedactionKind
from panel_desk.domain.names.hiding import ChildNamed, Hiding
from panel_desk.domain.names.name_forms import forms_of_name, forms_of_number, forms_of_parts
from panel_desk.domain.people import Person
from panel_desk.domain.plain_words import plain

_SENTENCE = re.compile(r"(?<=[.!?])(?<!\.\w\.)(?<!\s\w\.)(?<!^\w\.)\s+|\n+")
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
    also_own: tuple[ChildNamed, ...] = ()
    """The same child under other numbers."""
    has_namesake: bool = False
    """Whether another child has the same full name."""
    numbers: tuple[str, ...] = ()
    """NHS numbers and UPNs of other children."""
    persons_of_concern: tuple[str, ...] = ()
    referrers: tuple[str, ...] = ()
    """Private persons who made a referral."""
    professionals: tuple[Person, ...] = ()
    """Who acted in that role; they stay."""
    known_words: frozenset[str] = frozenset()
    """Words with a capital that are no unknown name: agencies, panels, schools, places."""


class Naming:
    """Finds a child in words about somebody else: by number, or by the whole name however it is written.

    Args:
        *children: The child under every number and name.
        surnames: Each tells by itself, where it is written as a name.
    """

    def __init__(self, *children: ChildNamed, surnames: Iterable[str] = ()) -> None:
        self._forms = Hiding()
        for child in children:
            for form in (
                *forms_of_number(child.local_id, child.initials),
                *forms_of_name(child.name),
                *forms_of_name(child.alias),
            ):
                self._forms.form(form, "named")
        for surname in surnames:
            for form in forms_of_parts(surname):
                self._forms.form(form, "named", far=True)

    def stands_in(self, text: str) -> bool:
        """Whether one of them is named."""
        return bool(self._forms.stands_in(text))

    def sentences(self, text: str) -> str:
        """Of a text about somebody else, the sentences that name one of them."""
        return " … ".join(part.strip() for part in _SENTENCE.split(text) if self.stands_in(part))


def folded(words: str) -> str:
    """Words to be compared: capitals, spaces and the kind of apostrophe count for nothing."""
    return plain(words.replace("’", "'")).casefold()
