"""Who and what belongs beside one child: raised by the identity rules, at one address, in one referral, in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.children.child_story import Link, LinkKind
from panel_desk.domain.ids import ChildId, ConcernId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import places
from panel_desk.vault.queries.reading import WANTED, rows, wanted

_OTHER = "child.id, child.initials, child.local_id, trim(child.forenames || ' ' || child.surname)"
_ALERTS = f"""SELECT {_OTHER}, alert.kind, alert.sentence, coalesce((SELECT answer FROM identity_answer AS said
    WHERE said.local_id = min(alert.local_id, alert.other_local_id)
    AND said.other_local_id = max(alert.local_id, alert.other_local_id)), '')
FROM identity_alert AS alert
JOIN child ON child.local_id = iif(alert.local_id = ?1, alert.other_local_id, alert.local_id)
WHERE (alert.local_id = ?1 OR alert.other_local_id = ?1) AND child.local_id <> ?1 ORDER BY alert.seq DESC, child.local_id"""  # noqa: S608, E501 - constants of this module
_AT_ADDRESS = f"""SELECT {_OTHER} FROM child WHERE address = ?1 COLLATE NOCASE AND address <> '' AND id <> ?2
ORDER BY local_id LIMIT 50"""  # noqa: S608 - constants of this module
_REFERRED = f"""SELECT {_OTHER}, own.referred_on, own.source_agency, json_extract(own.row, '$.referrer')
FROM child_referral AS own JOIN child_referral AS other
ON other.referred_on = own.referred_on AND other.source_agency = own.source_agency AND other.child_id <> own.child_id
AND json_extract(other.row, '$.referrer') = json_extract(own.row, '$.referrer')
JOIN child ON child.id = other.child_id WHERE own.child_id = ? ORDER BY own.referred_on DESC, child.local_id LIMIT 50"""  # noqa: S608 - constants of this module
_NAMED = f"SELECT {_OTHER} FROM child WHERE local_id IN {WANTED} AND id <> ? ORDER BY local_id LIMIT 50"  # noqa: S608 - constants of this module
# Below and above: the rowids of minutes in the search index (see the views in migration 0002).
_NAMING = f"""SELECT DISTINCT {_OTHER}, meeting.reference FROM search
JOIN agenda_item AS item ON item.number = (4 << 58) - 1 - search.rowid
JOIN child ON child.id = item.child_id JOIN meeting ON meeting.id = item.meeting_id
WHERE search MATCH ? AND search.rowid BETWEEN (3 << 58) AND (4 << 58) - 1 AND child.id <> ? LIMIT 50"""  # noqa: S608 - constants of this module
_CONCERNS = "SELECT id, kind, name FROM concern ORDER BY kind, name"
_WORD = re.compile(r"[\w-]{3,}")
_SHORTEST_NAME = 6


class Beside(Struct, frozen=True):
    """Of whom the links are asked."""

    child_id: ChildId
    local_id: str
    address: str


def links(db: Database, of: Beside, texts: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Every link, the strongest first, each child once.

    Args:
        db: Any connection.
        of: The child.
        texts: What was noted under the child's items, with the references of the meetings.
    """
    texts = tuple(texts)
    found: dict[str, Link] = {}
    for link in (*_alerts(db, of), *_at_address(db, of), *_referred(db, of), *_named(db, of, texts), *_naming(db, of)):
        found.setdefault(str(link.child_id), link)
    linked = {str(link.concern_id): link for link in _linked(db, of)}
    named = (link for link in _concerns(db, texts) if str(link.concern_id) not in linked)
    return (*found.values(), *linked.values(), *named)


def _alerts(db: Database, of: Beside) -> Iterator[Link]:
    for child_id, initials, local_id, name, kind, sentence, answer in rows(db, _ALERTS, (of.local_id,)):
        yield _child(
            LinkKind.ALERT, f"{kind[:1].upper()}{kind[1:]}: {sentence}", child_id, initials, local_id, name, answer
        )


def _at_address(db: Database, of: Beside) -> Iterator[Link]:
    if of.address.strip():
        for row in rows(db, _AT_ADDRESS, (of.address, of.child_id)):
            yield _child(LinkKind.ADDRESS, "Listed at the same address.", *row)


def _referred(db: Database, of: Beside) -> Iterator[Link]:
    for *row, referred_on, agency, referrer in rows(db, _REFERRED, (of.child_id,)):
        by = ", ".join(part for part in (referrer, agency) if part)
        yield _child(LinkKind.REFERRAL, f"Referred on the same day ({referred_on}) by {by}.", *row)


def _named(db: Database, of: Beside, texts: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    """Children whose local ID stands in what was noted under this child's items."""
    where: dict[str, str] = {}
    for reference, text in texts:
        for word in _WORD.findall(text):
            where.setdefault(word, reference)
    if where:
        for child_id, initials, local_id, name in rows(db, _NAMED, (wanted(where), of.child_id)):
            yield _child(
                LinkKind.PEER,
                f"Named under this child’s item of {where[local_id]}.",
                child_id,
                initials,
                local_id,
                name,
            )


def _naming(db: Database, of: Beside) -> Iterator[Link]:
    """Children under whose items this child's local ID stands."""
    quoted = '"' + of.local_id.replace('"', '""') + '"'
    for *row, reference in rows(db, _NAMING, (quoted, of.child_id)):
        yield _child(LinkKind.PEER, f"Names this child under its item of {reference}.", *row)


def _linked(db: Database, of: Beside) -> Iterator[Link]:
    """Concerns that somebody linked the child to."""
    for place in places.of_child(db, of.local_id):
        kind = f"{place.kind.value[:1].upper()}{place.kind.value[1:]}"
        why = f"{kind}, linked on {date_words(place.linked_on)}."
        yield Link(kind=LinkKind.CONCERN, why=why, concern_id=place.concern_id, name=place.name)


def _concerns(db: Database, texts: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    """Places, themes and persons of concern whose name stands in what was noted."""
    folded = [(reference, text.casefold()) for reference, text in texts]
    for concern_id, kind, name in rows(db, _CONCERNS) if folded else ():
        words = name.casefold()
        reference = next((ref for ref, text in folded if len(words) >= _SHORTEST_NAME and words in text), "")
        if reference:
            why = f"{kind[:1].upper()}{kind[1:]}, named under this child’s item of {reference}."
            yield Link(kind=LinkKind.CONCERN, why=why, concern_id=ConcernId(concern_id), name=name)


def _child(  # noqa: PLR0917 - a row of the queries above
    kind: LinkKind, why: str, child_id: str, initials: str, local_id: str, name: str, answer: str = ""
) -> Link:
    return Link(
        kind=kind,
        why=why,
        child_id=ChildId(child_id),
        initials=initials,
        local_id=local_id,
        name=name,
        answer=answer,
    )
