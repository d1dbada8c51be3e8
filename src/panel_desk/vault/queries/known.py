"""Everything the lists have said, as JSON: what a new list is compared with, taken apart only by who compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.queries.reading import WANTED, rows, wanted

_FACTS = (
    "local_id", "surname", "forenames", "alias", "born_on", "sex", "ethnicity", "legal_status", "worker", "team",
    "school", "nhs_number", "upn", "address",
)  # fmt: skip
_CHILD = ", ".join(f"'{name}', {name}" for name in _FACTS)
_CONCERN = "'type', 'concern', 'kind', kind, 'name', name, 'concern', concern, 'lead_agency', lead_agency"
_NAMES = f"SELECT local_id, initials, forenames || ' ' || surname FROM child WHERE local_id IN {WANTED}"  # noqa: S608  constants of this module
_ROWS = 1000
"""In one part: the database puts a part together while the interpreter is free for the window."""


def _in_parts(document: str, source: str, order: str) -> str:
    counted = f"SELECT {document} AS document, row_number() OVER (ORDER BY {order}) AS place FROM {source}"  # noqa: S608  constants of this module
    return f"""SELECT CAST(group_concat(document, ',' ORDER BY place) AS BLOB) FROM ({counted})
GROUP BY (place - 1) / {_ROWS} ORDER BY min(place)"""  # noqa: S608  constants of this module


_KNOWN = {
    "children": _in_parts(f"json_object({_CHILD})", "child", "local_id"),
    "profile": _in_parts("profile_row", "child WHERE listed = 1", "local_id"),
    "referrals": _in_parts("row", "child_referral", "referred_on, last_seq, child_id, source_agency"),
    "episodes": _in_parts("row", "episode", "local_id, started_at, key"),
    "concerns": _in_parts(f"json_object({_CONCERN}, 'raised_on', raised_on)", "concern", "kind, name"),
}


def as_json(db: Database) -> list[bytes]:
    """The children, their profile lines, referrals, episodes and concerns that stand now.

    Returns:
        A ``KnownToDesk`` as JSON, in parts that are one text when they are joined.
    """
    with translated():
        return list(_parts(db))


def _parts(db: Database) -> Iterator[bytes]:
    for place, (name, sql) in enumerate(_KNOWN.items()):
        yield (b',"%s":[' if place else b'{"%s":[') % name.encode()
        for number, (part,) in enumerate(db.conn.execute(sql)):
            if number:
                yield b","
            yield part
        yield b"]"
    yield b"}"


def names_of(db: Database, local_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Initials and name of children, by local ID."""
    found = rows(db, _NAMES, (wanted(local_ids),))
    return {local_id: (initials, name.strip()) for local_id, initials, name in found}
