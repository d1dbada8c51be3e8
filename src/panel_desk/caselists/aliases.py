"""The shipped alias tables: what lists call their columns, and what they write in their cells."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from panel_desk.domain.children.cases import ListKind
from panel_desk.shipped import shipped

CHILD_FIELDS = (
    "local_id", "surname", "forenames", "name", "alias", "born_on", "age", "sex", "ethnicity", "legal_status", "worker",
    "team", "school", "nhs_number", "upn", "address",
)  # fmt: skip
LABELS: Mapping[str, str] = {
    "local_id": "Local ID",
    "surname": "Surname",
    "forenames": "Forenames",
    "name": "Surname, forename",
    "alias": "Alias",
    "born_on": "Date of birth",
    "age": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "legal_status": "Legal status",
    "worker": "Worker",
    "team": "Team",
    "school": "School",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "address": "Address",
    "types": "Types",
    "risk": "Risk",
    "referred_on": "Referred on",
    "reason": "Reason",
    "missing_episodes": "Missing episodes",
    "absent_episodes": "Absent episodes",
    "interview_offered": "Return interview offered",
    "interview_accepted": "Return interview accepted",
    "interview_at": "Return interview held",
    "interview_time": "Time of return interview",
    "interview_provider": "Return interview by",
    "source_agency": "Source agency",
    "referrer": "Referrer",
    "household": "Household",
    "source_id": "Episode number",
    "started_at": "Missing from",
    "start_time": "Time missing from",
    "ended_at": "Returned",
    "end_time": "Time returned",
    "kind": "Kind",
    "concern_name": "Name",
    "concern": "Concern",
    "lead_agency": "Lead agency",
    "raised_on": "First raised",
}
"""What each field is called on screens; a ``flag_…`` field is one type's own yes/no column."""

_ABOUT = {
    ListKind.MISSING: ("local_id", "born_on", "surname", "forenames", "name", "nhs_number", "upn"),
    ListKind.CONCERNS: ("local_id", "born_on"),
}
"""What of a child a list of another thing is read for; a missing list may number children in its own way."""
_YES_NO = re.compile(r"\(?\b(?:y\s*/\s*n|yes\s*/\s*no)\b\)?", re.IGNORECASE)
_HINT = re.compile(
    r"[(\[](?:[a-z]{1,4}(?:\s*[/,]\s*[a-z]{1,4})+|d+[-/. ]m+[-/. ]y+|years?|yrs|e?s|if (?:known|applicable|any|open)"
    r"|names?(?:\s*[/,&]\s*|\s+and\s+)(?:dobs?|ages?)"
    r"|(?:surname|last name|family name)[\s,/&]+(?:and )?(?:first|fore|given)[\s-]?(?:names?)?(?:\(s\))?"
    r"|(?:first|fore|given)[\s-]?names?[\s,/&]+(?:and )?(?:surname|last name)|surname first"
    r"|mandatory|required|optional|free text|drop ?down|select|multiple|lcs|mosaic|liquidlogic|ics|eclipse)[)\]]"
)
_NOT_WORD = re.compile(r"[\W_]+")


def heading_words(heading: str) -> str:
    """A heading reduced to its words: lower case, no punctuation, no hint like ``(Y/N)?`` or ``(dd/mm/yyyy)``."""
    plain = unicodedata.normalize("NFKC", heading[:300]).casefold().replace("'", "").replace("’", "")
    words = _NOT_WORD.sub(" ", _HINT.sub(" ", _YES_NO.sub(" ", plain))).strip()
    return words or _NOT_WORD.sub(" ", plain).strip()


def heading_key(heading: str) -> str:
    """What two headings share when they are the same heading: their letters and digits."""
    return heading_words(heading).replace(" ", "")


class AliasTable(Struct, frozen=True, kw_only=True):
    """One kind of list: which headings it knows, and how it is told from the others."""

    kind: ListKind
    fields: Mapping[str, str]
    """Heading key → field."""
    words: Mapping[str, str]
    """An alias in words → field, for likeness."""
    left_alone: frozenset[str]
    """Heading keys that are known and not used."""
    needs: tuple[str, ...]
    any_of: tuple[str, ...]
    signals: frozenset[str]
    """Fields, or heading keys, that speak for this kind."""
    least_signals: int
    says: tuple[str, ...]
    """Parts of words, one of which a list of this kind has in its headings, its banner, its name or its kinds."""
    refuses: tuple[str, ...]
    """Fields of a child whose presence speaks against this kind."""

    @property
    def field_names(self) -> frozenset[str]:
        """Every field a column of this kind may be taken for."""
        return frozenset(self.fields.values())


def load_alias_tables() -> tuple[AliasTable, ...]:
    """All kinds, the ones about children first."""
    child = _toml("child.toml")
    return tuple(
        _table(kind, child) for kind in (ListKind.PROFILE, ListKind.REFERRALS, ListKind.MISSING, ListKind.CONCERNS)
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped("columns", name).read_text(encoding="utf-8"))


def _table(kind: ListKind, child: dict[str, Any]) -> AliasTable:
    own = _toml(f"{kind.value}.toml")
    aliases: dict[str, list[str]] = dict(own["aliases"])
    left_alone = {heading_key(heading) for heading in child["left_alone"]["headings"]}
    about = _ABOUT.get(kind, CHILD_FIELDS)
    for field in about if kind is not ListKind.CONCERNS else ():
        aliases[field] = child["aliases"][field]
    words = {heading_words(alias): field for field, names in reversed(aliases.items()) for alias in names}
    fields = {alias.replace(" ", ""): field for alias, field in words.items()}
    unneeded = {heading_key(a) for field in CHILD_FIELDS if field not in about for a in child["aliases"][field]}
    return AliasTable(
        kind=kind,
        fields=fields,
        words=words,
        left_alone=frozenset((left_alone | unneeded) - fields.keys()),
        needs=tuple(own["needs"]),
        any_of=tuple(own["any_of"]),
        signals=frozenset(s if s in aliases else heading_key(s) for s in own["signals"]),
        least_signals=own.get("least_signals", 0),
        says=tuple(own.get("says", ())),
        refuses=tuple(
            heading_key(a) for field in own["refuses"] for a in child["aliases"][field] if heading_key(a) not in fields
        ),
    )


class CellWords(Struct, frozen=True, kw_only=True):
    """What lists write in their cells; every mapping goes from a word's key to its meaning."""

    empty: frozenset[str]
    still_missing: frozenset[str]
    yes: frozenset[str]
    marks: frozenset[str]
    """Marks that say yes in a column for one type of exploitation."""
    no: frozenset[str]
    not_applicable: frozenset[str]
    sex: Mapping[str, str]
    risk: Mapping[str, str]
    episode_kind: Mapping[str, str]
    concern_kind: Mapping[str, str]
    types: Mapping[str, str]
    """Words of a type, as ``heading_words`` gives them → the type's key."""


def load_cell_words() -> CellWords:
    """The shipped words of ``values.toml``."""
    words = _toml("values.toml")

    def meanings(name: str) -> dict[str, str]:
        return {alias: meaning for meaning, aliases in words[name].items() for alias in aliases}

    def plain(name: str) -> frozenset[str]:
        return frozenset(_strings(words[name]))

    return CellWords(
        empty=plain("empty"),
        still_missing=plain("still_missing"),
        yes=plain("yes"),
        marks=plain("marks"),
        no=plain("no"),
        not_applicable=plain("not_applicable"),
        sex=meanings("sex"),
        risk=meanings("risk"),
        episode_kind=meanings("episode_kind"),
        concern_kind=meanings("concern_kind"),
        types=meanings("types"),
    )


def _strings(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]
