"""What an episode is kept under whose line gives no local ID: the NHS number, or the UPN where the birth is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from panel_desk.caselists.names import PersonName
from panel_desk.caselists.rows import ReadList
from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.children.identity import is_nhs_number, is_upn


class KeptUnder(Struct, frozen=True):
    """The number in the place of a local ID."""

    number: str
    """``NHS 9434765870``; where the list gives one number to several children also which of them."""
    doubtful: bool = False
    """The list gives the number to several children and does not tell by a date of birth whose this line is."""


def number_of(nhs_number: object, upn: object, born_on: object) -> str:
    """What a child without a local ID is known by: ``NHS 9434765870``, else UPN where the date of birth is known.

    Empty where there is neither: a child is never known by name alone, nor by what stands in the place of a number.
    """
    if isinstance(nhs_number, str) and is_nhs_number(nhs_number):
        return f"NHS {nhs_number}"
    return f"UPN {upn}" if isinstance(upn, str) and is_upn(upn) and born_on else ""


def kept_under(read: ReadList) -> dict[int, KeptUnder]:
    """By the place of its line in the list: what each line without a local ID is kept under, if anything.

    Several dates of birth, or names, under one number are several children until a person has said otherwise.
    """
    lines = list(_without_local_id(read))
    births: dict[str, set[date]] = {}
    names: dict[str, set[tuple[str, str]]] = {}
    for _, number, born_on, child in lines:
        if born_on:
            births.setdefault(number, set()).add(born_on)
        if child.surname and child.forenames:
            names.setdefault(number, set()).add((child.surname.casefold(), child.forenames.casefold()))
    found = {}
    for index, number, born_on, child in lines:
        several_born = len(births.get(number, ())) > 1
        several_named = any(_wholly_differ(one, other) for one in names.get(number, ()) for other in names[number])
        if several_born and born_on:
            found[index] = KeptUnder(f"{number}, born {born_on:%d/%m/%Y}")
        elif several_born or several_named:
            found[index] = KeptUnder(f"{number}, {child.initials}", doubtful=True)
        else:
            found[index] = KeptUnder(number)
    return found


def _without_local_id(read: ReadList) -> Iterator[tuple[int, str, date | None, ChildFacts]]:
    if all(found.value is not None for found in read.readings("local_id")):
        return
    fields = ("local_id", "nhs_number", "upn", "born_on", "surname", "forenames", "name")
    columns = zip(*(read.readings(field) for field in fields), strict=True)
    for index, (local_id, nhs, upn, born, surname, forenames, name) in enumerate(columns):
        if local_id.value is not None:
            continue
        if number := number_of(nhs.value, upn.value, born.value):
            whole = name.value if isinstance(name.value, PersonName) else PersonName("", "")
            child = ChildFacts(
                local_id="",
                surname=str(surname.value or whole.surname),
                forenames=str(forenames.value or whole.forenames),
            )
            yield index, number, born.value if isinstance(born.value, date) else None, child


def _wholly_differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Another surname and other forenames: not a spelling, nor a change of one of them."""
    return one[0] != other[0] and one[1] != other[1]
