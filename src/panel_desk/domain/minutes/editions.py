"""Editions of minutes: the same record with less in it, made by leaving out and composing again, never by covering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import count_words
from panel_desk.domain.errors import DeskError, Reason, not_found
from panel_desk.domain.ids import ItemId
from panel_desk.domain.minutes.attendance_words import list_words
from panel_desk.domain.minutes.edition_parts import (
    A_PROFESSIONAL,
    actions_left_out,
    bare_name,
    distinct_initials,
    frame_of,
    hide_person_of_concern,
    hide_professional,
    keep_professional,
    owners_by_agency,
    professionals_in,
    with_actions,
)
from panel_desk.domain.minutes.minutes import Minutes, MinutesItem, MinutesSection
from panel_desk.domain.names.hiding import ChildNamed, Hiding, still_named, texts_in, words_of
from panel_desk.domain.people import Person

_NO_SIGNATURE = "The signature fields and the record inside: only the full minutes are signed"
_UNKNOWN_NAMES = "It cannot know the names of family and friends that were typed into the text: read it before it goes."


class EditionKind(Enum):
    """What can be made of the minutes of one meeting."""

    FULL = "minutes"
    AGENCY = "agency edition"
    CHILD = "child extract"
    INITIALS = "initials edition"
    ACTION_SHEET = "action sheet"
    NAME_KEY = "name key"


class Edition(Struct, frozen=True, kw_only=True):
    """Minutes with less in them, and what was left out."""

    kind: EditionKind
    about: str
    """Whose: ``Police``, ``J.M. (104233)``; empty where it is nobody's in particular."""
    minutes: Minutes
    left_out: tuple[str, ...]
    """One line for each kind of thing, to be read before the edition is made."""
    notes: tuple[str, ...] = ()
    """What the desk cannot see to, and the person must."""


def full_edition(minutes: Minutes) -> Edition:
    """The whole minutes: nothing is left out but the name key, which is a sheet of its own."""
    left_out = (f"The names of {count_words(len(minutes.name_key), 'child', 'children')}: the name key is separate.",)
    return Edition(kind=EditionKind.FULL, about="", minutes=minutes, left_out=left_out)


def agency_edition(minutes: Minutes, agency: str, own: Iterable[ItemId]) -> Edition:
    """What one agency needs: who was there, the items in which it has a part, and its own actions.

    Args:
        minutes: The full ones.
        agency: In words, as action lines have it: ``Police``.
        own: The items in which the agency has an action, or that it presented.
    """
    own_items = frozenset(own)
    sections, gone, silent = [], [], []
    for section in minutes.sections:
        kept = []
        for item in section.items:
            if item.item_id in own_items:
                kept.append(replace(item, blocks=with_actions(item.blocks, lambda line: line.agency == agency)))
            elif item.heading:
                gone.append(item.number)
            else:
                rest = frame_of(item, lambda line: line.agency == agency, agency=agency)
                if len(rest) < len(item.blocks):
                    silent.append(str(section.number))
                if rest:
                    kept.append(replace(item, blocks=rest))
        if kept:
            sections.append(replace(section, items=tuple(kept)))
    told = [
        f"{count_words(len(gone), 'item')} in which {agency} has no part: {list_words(gone)}" if gone else "",
        f"What was said about the meeting as a whole, under {list_words(silent)}" if silent else "",
        actions_left_out(minutes, sections, f"of other agencies than {agency}"),
        _NO_SIGNATURE,
    ]
    made = _part(minutes, sections, f"what concerns {agency}")
    return Edition(kind=EditionKind.AGENCY, about=agency, minutes=made, left_out=_said(told))


def child_extract(
    minutes: Minutes,
    child: ChildNamed,
    others: Sequence[ChildNamed],
    persons_of_concern: Sequence[str],
    professionals: Sequence[str] = (),
) -> Edition:
    """What the minutes say about one child, with third parties taken out of its text.

    Args:
        minutes: The full ones.
        child: Whose extract it is.
        others: Every other child who may be named in the text.
        persons_of_concern: Their names; a section about them never reaches an extract.
        professionals: Who stays by name, beside those who attended or own an action.

    Raises:
        DeskError: where the child was not on the agenda, or somebody else would still be named.
    """
    about = f"{child.initials} ({child.local_id})"
    sections, gone = [], []
    for section in minutes.sections:
        kept = [part for item in section.items if (part := _about_child(item, child)) is not None]
        gone += [i.number for i in section.items if i.heading and i.local_id != child.local_id]
        if kept:
            sections.append(replace(section, items=tuple(kept)))
    if not any(item.local_id == child.local_id for section in sections for item in section.items):
        raise not_found(f"{about} was not on the agenda of {minutes.reference}.")
    hiding = _third_parties(_words_in(minutes), child, others, persons_of_concern)
    staying = (*professionals, *professionals_in(minutes.sections))
    for professional in staying:
        keep_professional(hiding, professional)
    sections = list(hiding.everywhere(tuple(sections)))
    made = replace(_part(minutes, sections, f"extract on {about}"), facts=hiding.everywhere(minutes.facts))
    concerns = [ChildNamed(local_id="", initials="", name=bare_name(name)) for name in persons_of_concern]
    _refuse_leak(made, [*others, *concerns], keep=[child.name, *staying])
    mentions = count_words(hiding.found, "mention")
    told = [
        f"{count_words(len(gone), 'item')} about others: {list_words(gone)}" if gone else "",
        "Who attended, and every item of the meeting as a whole",
        actions_left_out(minutes, sections, "that are not about this child"),
        f"{mentions} of other children or persons of concern in the text" if hiding.found else "",
        _NO_SIGNATURE,
    ]
    return Edition(kind=EditionKind.CHILD, about=about, minutes=made, left_out=_said(told), notes=(_UNKNOWN_NAMES,))


def initials_edition(
    minutes: Minutes,
    children: Sequence[ChildNamed],
    people: Sequence[tuple[Person, str]],
    persons_of_concern: Iterable[str],
    named_beside: Iterable[str] = (),
) -> Edition:
    """The whole minutes, pseudonymised: children by initials alone, professionals by agency, nobody by name.

    Args:
        minutes: The full ones.
        children: Every child who may be named in the text; those of the name key come with their initials.
        people: Professionals, each with the agency in words.
        persons_of_concern: Their names.
        named_beside: Other professionals the minutes may name, whose agency is not known.

    Raises:
        DeskError: where a child would still be named.
    """
    words = _words_in(minutes)
    of_children, of_people = Hiding(words), Hiding(words)
    shown = distinct_initials(minutes)
    for child in children:
        of_children.child(child, shown.get(child.local_id, child.initials), initials=False)
    for number, name in enumerate(persons_of_concern, 1):
        hide_person_of_concern(of_people, name, f"Person of concern {number}")
    for person, agency in people:
        # “Ruth Bell” goes as a whole, though a child is called Bell.
        keep_professional(of_children, person.name)
        hide_professional(of_people, person.name, agency)
    for name in named_beside:
        keep_professional(of_children, name)
        hide_professional(of_people, name, A_PROFESSIONAL)
    parts = of_people.everywhere(of_children.everywhere((minutes.facts, minutes.sections)))
    facts, sections = parts
    handling = minutes.handling.replace("initials and local number", "initials alone")
    made = replace(_part(minutes, owners_by_agency(sections), "by initials"), facts=facts, handling=handling)
    _refuse_leak(made, children)
    told = [
        f"The local numbers of {count_words(len(shown), 'child', 'children')}",
        "The names of professionals: their agency stands instead",
        "The names of persons of concern",
        f"In all, {count_words(of_children.found + of_people.found, 'place')} changed",
        _NO_SIGNATURE,
    ]
    return Edition(kind=EditionKind.INITIALS, about="", minutes=made, left_out=_said(told), notes=(_UNKNOWN_NAMES,))


def _part(minutes: Minutes, sections: Sequence[MinutesSection], what: str) -> Minutes:
    """Minutes that say in their title that they are a part, and carry neither name key nor fields."""
    return replace(
        minutes, title=f"{minutes.title}, {what}", sections=tuple(sections), signatures=(), name_key=(), journal_head=""
    )


def _about_child(item: MinutesItem, child: ChildNamed) -> MinutesItem | None:
    """The child's own item, or of an item of the meeting as a whole the actions about the child."""
    if item.heading:
        return item if item.local_id == child.local_id and not item.person_of_concern else None
    carried = frame_of(item, lambda line: line.about.endswith(f"({child.local_id})"), attendance=False)
    return replace(item, blocks=carried) if carried else None


def _third_parties(
    within: frozenset[str], child: ChildNamed, others: Iterable[ChildNamed], persons_of_concern: Iterable[str]
) -> Hiding:
    """Everybody but the child; words that are the child's own too, such as a brother's surname, stay."""
    hiding = Hiding(within)
    for name in persons_of_concern:
        hide_person_of_concern(hiding, name, "[a person of concern]")
    for other in others:
        hiding.child(other, "[another child]", initials=True, but=child)
    return hiding


def _words_in(minutes: Minutes) -> frozenset[str]:
    return words_of("\n".join(texts_in((minutes.facts, minutes.sections))))


def _refuse_leak(minutes: Minutes, children: Iterable[ChildNamed], keep: Iterable[str] = ()) -> None:
    """The last gate: every word of the finished value is searched once more."""
    printed = (minutes.title, minutes.facts, minutes.handling, minutes.sections)
    if still_named("\n".join(texts_in(printed)), children, keep):
        raise DeskError(
            "This edition would still name somebody whom it is to leave out; it was not made.",
            reason=Reason.NOT_ALLOWED,
            remedy="Correct the wording of the minutes first, then make it again.",
        )


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{line}." for line in lines if line)
