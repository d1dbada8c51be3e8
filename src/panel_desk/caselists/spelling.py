"""Writes numbers and names the way the desk already does, where the list cannot know better, and says so."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from panel_desk.caselists.findings import Reading
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.names import CAPITALS, PersonName
from panel_desk.caselists.rows import ReadList
from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.children.identity import nhs_numbers_contradict, without_leading_zeros


def as_the_desk_spells(read: ReadList, known: KnownToDesk) -> ReadList:
    """The list with leading zeros and capitals as the desk has them.

    A spreadsheet drops leading zeros, so ``104311`` and ``0104311`` may be one number. The text on the list is kept,
    unless the desk knows exactly one child whose number differs only in leading zeros and neither the dates of birth
    nor the NHS numbers contradict each other: then the desk's spelling is taken, as a repair with a warning. Where
    they do contradict, both numbers stand and ``identity_alerts`` raises the pair. Capitals that were lost
    (``MACRAE``) come back from the desk's own spelling of the same child's name.
    """
    if not known.spellings or "local_id" not in read.columns:
        return read
    columns = dict(read.columns)
    ids = _numbers(read, known)
    columns["local_id"] = structs.replace(columns["local_id"], readings=ids)
    for field in ("surname", "forenames", "name"):
        if field in columns:
            column = columns[field]
            found = [_name(r, field, known.facts.get(str(i.value))) for r, i in zip(column.readings, ids, strict=True)]
            columns[field] = structs.replace(column, readings=found)
    return structs.replace(read, columns=columns)


def _numbers(read: ReadList, known: KnownToDesk) -> list[Reading]:
    births, others = read.readings("born_on"), read.readings("nhs_number")
    return [
        _number(found, birth.value, nhs.value, known)
        if isinstance(found.value, str) and found.value not in known.facts
        else found
        for found, birth, nhs in zip(read.readings("local_id"), births, others, strict=True)
    ]


def _number(found: Reading, born_on: object, nhs_number: object, known: KnownToDesk) -> Reading:
    written = str(found.value)
    spellings = known.spellings.get(without_leading_zeros(written), ())
    if len(spellings) != 1 or spellings[0] == written:
        return found
    child = known.facts.get(spellings[0])
    if child and isinstance(born_on, date) and child.born_on and child.born_on != born_on:
        return found
    if child and isinstance(nhs_number, str) and nhs_numbers_contradict(nhs_number, child.nhs_number):
        return found
    why = "; ".join(filter(None, (found.why, "the desk knows this number with other leading zeros")))
    warning = f"taken for the child {spellings[0]}, whose number differs only in leading zeros; check it"
    return Reading(value=spellings[0], became=spellings[0], why=why, warning=warning)


def _name(found: Reading, field: str, child: ChildFacts | None) -> Reading:
    if child is None or not found.why.endswith(CAPITALS):
        return found
    value = found.value
    if isinstance(value, PersonName):
        known_name = PersonName(child.surname, child.forenames)
        same = (value.surname.casefold(), value.forenames.casefold()) == (
            child.surname.casefold(),
            child.forenames.casefold(),
        )
        if not same or known_name == value:
            return found
        became = f"{known_name.surname}, {known_name.forenames}".strip(", ")
        return structs.replace(found, value=known_name, became=became, why=f"{found.why} as the desk has them")
    name = child.surname if field == "surname" else child.forenames
    if str(value).casefold() != name.casefold() or name == value:
        return found
    return structs.replace(found, value=name, became=name, why=f"{found.why} as the desk has them")
