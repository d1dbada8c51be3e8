"""What of the register of places may leave the vault: no child but by a pseudonym, and no person of concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from panel_desk.domain.calendar import count_words
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.minutes.edition_parts import hide_person_of_concern, keep_professional
from panel_desk.domain.names.hiding import (
    READ_IT,
    SOME_CHILD,
    ChildNamed,
    Hiding,
    still_named,
    texts_in,
    words_of,
)
from panel_desk.domain.names.name_forms import forms_at_the_gate
from panel_desk.domain.names.name_roll import Roll
from panel_desk.domain.room.pseudonyms import assigned
from panel_desk.domain.strategy.places_told import (
    OutsidePlace,
    PlacesOutside,
    PlaceState,
    intervention_line,
    offered_words,
    standing_words,
)


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
    professionals: Iterable[str] = (),
) -> PlacesOutside:
    """The register as one export.

    Args:
        states: Every concern.
        today: From which day it is told.
        key: See ``pseudonyms_of``.
        names: The birds; none is any child's name.
        named: Every child whom the words may name; those without a link become “[a child]”. Who is linked is near.
        professionals: They stay by name.

    Raises:
        DeskError: where a child would still be named.
    """
    leaving = [state for state in states if state.row.kind is not ConcernKind.PERSON]
    persons = [state.row.name for state in states if state.row.kind is ConcernKind.PERSON]
    shown = pseudonyms_of((c.local_id for state in leaving for c in state.children), key, names)
    words = words_of("\n".join(texts_in(tuple((s.row, s.reason, s.interventions) for s in leaving))))
    hiding = _hiding(words, named, shown, persons)
    roll = Roll(named)
    staying = (*professionals, *_kept_names(leaving, roll))
    for name in professionals:
        keep_professional(hiding, name)
    for name in staying:
        hiding.keep(name)
    places = tuple(_outside(_hidden(state, hiding, roll, shown), today, shown) for state in leaving)
    renamed = sum(place.name != state.row.name for place, state in zip(places, leaving, strict=True))
    _refuse_named("\n".join(texts_in(places)), named, staying)
    left_out = f"{count_words(len(persons), 'person', 'persons')} of concern: they never leave with the places."
    return PlacesOutside(
        today=today,
        places=places,
        sentence=_sentence(places, len(shown)),
        notes=(
            *((f"Left out: {left_out}",) if persons else ()),
            *((_renamed_words(renamed),) if renamed else ()),
            READ_IT,
        ),
    )


def _refuse_named(text: str, named: Sequence[ChildNamed], staying: Sequence[str]) -> None:
    if still_named(text, named, staying):
        raise DeskError(
            "This register would still name a child; it was not made.",
            reason=Reason.NOT_ALLOWED,
            remedy="Correct the wording of the place or of what is offered there, then make it again.",
        )


def _kept_names(states: Iterable[PlaceState], roll: Roll) -> Iterator[str]:
    """Names of places that stay where they stand: “Hope Street”, though a child is called Hope.

    Not one that is a whole child's name, nor a single word, nor one that holds a name of a child linked to it.
    """
    for state in states:
        name = state.row.name
        linked = {child.local_id for child in state.children}
        named = roll.named_in(name)
        telling = any(child.local_id in linked for child in named)
        if len(words_of(name)) > 1 and not telling and not still_named(name, named):
            yield name


def _hidden(state: PlaceState, hiding: Hiding, roll: Roll, shown: Mapping[str, str]) -> PlaceState:
    """The words of a place without names; the pseudonyms are set in afterwards, so that nothing can rename them."""
    own = Hiding(words_of(state.row.name))
    linked = {child.local_id for child in state.children}
    for child in roll.named_in(state.row.name, near=linked):
        if child.near:
            own.child(child, shown[child.local_id], initials=True)
        else:
            for form in forms_at_the_gate(child):
                own.form(form, SOME_CHILD)
    row = replace(hiding.everywhere(state.row), name=own.text(state.row.name))
    return replace(
        state, row=row, reason=hiding.text(state.reason), interventions=hiding.everywhere(state.interventions)
    )


def _renamed_words(count: int) -> str:
    names = "name of 1 place" if count == 1 else f"names of {count} places"
    return f"In the {names} a child's name was taken out."


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


def _hiding(
    within: frozenset[str], named: Iterable[ChildNamed], shown: Mapping[str, str], persons: Iterable[str]
) -> Hiding:
    hiding = Hiding(within)
    for child in named:
        hiding.child(child, shown.get(child.local_id, SOME_CHILD), initials=child.local_id in shown)
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
