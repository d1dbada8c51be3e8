"""What of the register of places may leave the vault: no child but by a pseudonym, and no person of concern."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from panel_desk.domain.calendar import count_words
from panel_desk.domain.cases import ConcernKind
from panel_desk.domain.edition_parts import hide_person_of_concern
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.hiding import ChildNamed, Hiding, still_named, texts_in
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.places_told import (
    OutsidePlace,
    PlacesOutside,
    PlaceState,
    intervention_line,
    offered_words,
    standing_words,
)
from panel_desk.domain.pseudonyms import assigned

_UNKNOWN_NAMES = "The desk cannot know names of family and friends that were typed: read it before it goes."


def pseudonyms_of(children: Iterable[str], key: str, names: Sequence[str]) -> dict[str, str]:
    """A pseudonym for each child, by local ID.

    Args:
        children: Local IDs, each once or often.
        key: Random, made for this export and kept nowhere: without it nobody can tell who is who, and another export
            gives other names.
        names: The birds.
    """
    ordered = sorted(set(children), key=lambda local_id: (len(local_id), local_id))
    given = assigned(MeetingId(key), [ItemId(local_id) for local_id in ordered], names)
    return {str(local_id): name for local_id, name in given.items()}


def places_outside(
    states: Sequence[PlaceState],
    today: date,
    *,
    key: str,
    names: Sequence[str],
    named: Sequence[ChildNamed],
) -> PlacesOutside:
    """The register as one export.

    Args:
        states: Every concern.
        today: From which day it is told.
        key: See ``pseudonyms_of``.
        names: The birds.
        named: Every child whom the words may name; those without a link become “[a child]”.

    Raises:
        DeskError: where a child would still be named.
    """
    leaving = [state for state in states if state.row.kind is not ConcernKind.PERSON]
    persons = [state.row.name for state in states if state.row.kind is ConcernKind.PERSON]
    shown = pseudonyms_of((c.local_id for state in leaving for c in state.children), key, names)
    hiding = _hiding(named, shown, persons)
    for state in leaving:
        # “Hope Street” stays, though a child is called Hope; a place called after a child is refused below.
        hiding.keep(state.row.name)
    places = hiding.everywhere(tuple(_outside(state, today, shown) for state in leaving))
    if still_named("\n".join(texts_in(places)), named):
        raise DeskError(
            "This register would still name a child; it was not made.",
            reason=Reason.NOT_ALLOWED,
            remedy="Correct the wording of the place or of what is offered there, then make it again.",
        )
    left_out = f"{count_words(len(persons), 'person', 'persons')} of concern: they never leave with the places."
    return PlacesOutside(
        today=today,
        places=places,
        sentence=_sentence(places, len(shown)),
        notes=(*((f"Left out: {left_out}",) if persons else ()), _UNKNOWN_NAMES),
    )


def _outside(state: PlaceState, today: date, shown: Mapping[str, str]) -> OutsidePlace:
    lines = tuple(sorted((intervention_line(o, today) for o in state.interventions), key=lambda line: not line.current))
    birds = tuple(sorted(shown[child.local_id] for child in state.children))
    return OutsidePlace(
        kind=state.row.kind,
        name=state.row.name,
        concern=state.row.concern,
        lead_agency=state.row.lead_agency,
        raised_on=state.row.raised_on,
        closed=state.closed,
        standing_words=standing_words(state),
        children=birds,
        children_words=f"{count_words(len(birds), 'child', 'children')}: {', '.join(birds)}"
        if birds
        else "No child is linked.",
        interventions=lines,
        offered_words=offered_words(lines),
    )


def _hiding(named: Iterable[ChildNamed], shown: Mapping[str, str], persons: Iterable[str]) -> Hiding:
    hiding = Hiding()
    for child in named:
        hiding.child(child, shown.get(child.local_id, "[a child]"), initials=child.local_id in shown)
    for name in persons:
        hide_person_of_concern(hiding, name, "[a person of concern]")
    return hiding


def _sentence(places: Sequence[OutsidePlace], children: int) -> str:
    if not places:
        return "The register holds no place or theme of concern."
    still = sum(not place.closed for place in places)
    of = count_words(len(places), "place or theme", "places and themes")
    linked = count_words(children, "child is", "children are")
    return f"{of} of concern, {still or 'none'} of them open; {linked} linked, shown by pseudonyms."
