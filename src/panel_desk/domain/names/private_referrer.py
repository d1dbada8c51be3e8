"""Whether who made a referral acted in a role, and what of the words about a private person tells who it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum

from panel_desk.domain.names.hiding import words_of

_PRIVATE = re.compile(
    r"\b(?:public|anonymous|neighbours?|famil\w+|parents?|mother|father|mum|dad|carers?|relatives?|friends?|gran\w*|"
    r"nan|aunt\w*|uncle|cousin|brother|sister|sibling|step\w+|son|daughter|husband|wife|partner(?! agenc)|"
    r"boyfriend|girlfriend|maternal|paternal|landlord|landlady|private|resident|member of)\b",
    re.IGNORECASE,
)
_PROFESSIONAL = re.compile(
    r"\b(?:police|health|nhs|hospital|school|college|academy|education|social|council|service|services|housing|youth|"
    r"probation|ambulance|fire|charity|gp|doctor|nurse|camhs|mash|early help|authority|team|court|prison)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mrs|Mr|Miss|Ms|Mx)\b\.?", re.IGNORECASE)
_NAME = re.compile(r"(?:\d+[a-z]?\s+)?[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de|van|von|der|la|le|bin|al|[A-ZÀ-Þ][\w’'.-]*))*")
_NO_NAME = words_of(
    "mr mrs miss ms mx dr sir public anonymous neighbour neighbours family parent parents mother father mum dad carer "
    "carers relative relatives friend friends gran granny grandmother grandfather grandparent grandparents nan aunt "
    "auntie uncle cousin brother sister sibling son daughter husband wife partner boyfriend girlfriend maternal "
    "paternal landlord landlady private resident member a an the of at from in on to and or who unknown foster step "
    "stepmother stepfather person self i he she they wishes not known named withheld"
)
_WAYS = words_of("street road lane avenue close drive way place court house flat gardens park terrace crescent hill")


class Role(Enum):
    """In what role somebody made a referral."""

    PRIVATE = "private"
    PROFESSIONAL = "professional"
    UNKNOWN = "unknown"


def role_of(source_agency: str, agencies: Collection[str]) -> Role:
    """In what role; a private person's word weighs more than a service's, unless it is an agency of the panels.

    Args:
        source_agency: As the list says.
        agencies: Names of agencies that sit at panels, in small letters.
    """
    said = source_agency.strip()
    if said.casefold() in agencies:
        return Role.PROFESSIONAL
    if not said or _PRIVATE.search(said):
        return Role.PRIVATE
    if _PROFESSIONAL.search(said):
        return Role.PROFESSIONAL
    return Role.PRIVATE if _TITLED.search(said) else Role.UNKNOWN


def names_in(words: str, *, whole: bool) -> Iterator[str]:
    """What is to be taken out of every text about the child: names, and an address with its number.

    Args:
        words: What a list says of who referred: ``Neighbour, Mrs Edna Plum of 4 Mill Lane``.
        whole: Whether the words as they stand are a name too, unless they only say who it was: ``Mother``.
    """
    if whole and words.strip() and not words_of(words) <= _NO_NAME:
        yield words.strip()
    for found in _NAME.findall(words):
        parts = found.split()
        is_address = bool(words_of(found) & _WAYS)
        if is_address and not parts[0][:1].isdigit():
            continue
        while parts and words_of(parts[0]) <= _NO_NAME:
            parts = parts[1:]
        name = " ".join(parts).strip(" .,")
        if len(name) > 1:
            yield name
