"""Numbers under which lists tell episodes and that no child of the desk has, and whose they are by other numbers.

Never by name: a name alone matches nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from panel_desk.domain.children.cases import CaseRow, EpisodeRow
from panel_desk.domain.children.identity import is_nhs_number, is_upn, nhs_number_joins
from panel_desk.vault.driver import Connection
from panel_desk.vault.projections.columns import day

_SAID = """INSERT INTO episode_stranger (source_id, nhs_number, upn, born_on)
SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM child WHERE local_id = ?1)
ON CONFLICT (source_id) DO UPDATE SET
nhs_number = CASE WHEN excluded.nhs_number IN ('', nhs_number) THEN nhs_number
    WHEN nhs_number = '' THEN excluded.nhs_number ELSE '?' END,
upn = CASE WHEN excluded.upn IN ('', upn) THEN upn WHEN upn = '' THEN excluded.upn ELSE '?' END,
born_on = CASE WHEN excluded.born_on IN ('', born_on) THEN born_on
    WHEN born_on = '' THEN excluded.born_on ELSE '?' END"""
_KNOWN_NOW = "DELETE FROM episode_stranger WHERE source_id IN (SELECT local_id FROM child)"
_ANY = """SELECT EXISTS (SELECT 1 FROM episode_stranger WHERE nhs_number <> '' OR (upn <> '' AND born_on <> ''))"""
# A date of birth that contradicts leaves it to a person: the number may be mistyped, on the list or on the desk.
_BY_NHS = """SELECT source_id, min(child.local_id), 'NHS number', s.nhs_number FROM episode_stranger AS s
JOIN child ON child.nhs_number = s.nhs_number WHERE s.nhs_number NOT IN ('', '?')
GROUP BY source_id HAVING count(*) = 1 AND (s.born_on = '' OR coalesce(min(child.born_on), s.born_on) = s.born_on)
AND s.born_on <> '?'"""
_BY_UPN = """SELECT source_id, min(child.local_id), 'UPN and date of birth', '' FROM episode_stranger AS s
JOIN child ON child.upn = s.upn AND child.born_on = s.born_on
WHERE s.upn NOT IN ('', '?') AND s.born_on NOT IN ('', '?') AND s.nhs_number <> '?'
GROUP BY source_id HAVING count(*) = 1 AND (s.nhs_number = '' OR min(child.nhs_number) IN ('', s.nhs_number))
AND (NOT EXISTS (SELECT 1 FROM child AS same WHERE same.nhs_number = s.nhs_number AND s.nhs_number <> '')
    OR EXISTS (SELECT 1 FROM child AS same WHERE same.nhs_number = s.nhs_number
        AND coalesce(same.born_on, s.born_on) = s.born_on))"""
_FORGET = "UPDATE episode_stranger SET owner = '', found_by = '' WHERE owner <> ''"
_OWNS = "UPDATE episode_stranger SET owner = ?2, found_by = ?3 WHERE source_id = ?1"


def keep_strangers(conn: Connection, rows: Iterable[CaseRow]) -> None:
    """Follow a list: numbers it brings that nobody has, those it made known, and whose the rest are now.

    Args:
        conn: Inside the transaction; the list's children and episodes are in the tables already.
        rows: The list's.
    """
    said = dict.fromkeys(
        (row.local_id, _written(row.nhs_number, is_nhs_number), _written(row.upn, is_upn), day(row.born_on) or "")
        for row in rows
        if isinstance(row, EpisodeRow)
    )
    conn.executemany(_SAID, list(said))
    conn.execute(_KNOWN_NOW)
    conn.execute(_FORGET)
    if conn.execute(_ANY).fetchone()[0]:
        # By NHS number first: what it finds is not asked for again.
        found = {source_id: (owner, by) for source_id, owner, by in (*_asked(conn, _BY_UPN), *_asked(conn, _BY_NHS))}
        conn.executemany(_OWNS, [(source_id, *found[source_id]) for source_id in sorted(found)])


def _written(number: str, is_one: Callable[[str], bool]) -> str:
    """A number, and nothing where a list has a word in its place (``Pending``)."""
    return number if number and is_one(number) else ""


def _asked(conn: Connection, sql: str) -> list[tuple[str, str, str]]:
    return [
        (source_id, owner, by)
        for source_id, owner, by, nhs_number in conn.execute(sql)
        if not nhs_number or nhs_number_joins(nhs_number)
    ]
