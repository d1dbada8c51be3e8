"""What the finder offers for what has been typed: groups of rows in ready words. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import age_on
from panel_desk.domain.children.finding import Found, FoundKind
from panel_desk.ui.places import Command, PageKey, Place

_GROUPS = {
    FoundKind.CHILD: ("Children", "user"),
    FoundKind.MEETING: ("Meetings", "calendar"),
    FoundKind.ACTION: ("Actions", "check-check"),
    FoundKind.MINUTES: ("In minutes", "file-text"),
    FoundKind.CONCERN: ("Places, themes and persons of concern", "map-pin"),
}
_MOST_COMMANDS = 8
_SURE = 3
"""So many letters that begin a command mean it."""
_MOST_OF_A_KIND = 8
_GO_TO = "Go to "
_FINDER_ITSELF = "Ctrl+K"
ShownAs = Callable[[str, str, str], str]
"""Initials, local ID and name → the child as the screen may show it."""


class FinderRow(Struct, frozen=True, kw_only=True):
    """One line of the finder; a heading has neither place nor command."""

    words: str
    detail: str = ""
    icon: str = ""
    keys: str = ""
    """The shortcut of a command."""
    kind: str = ""
    """The group in the singular, for those who hear the screen."""
    place: Place | None = None
    command: Command | None = None

    @property
    def is_heading(self) -> bool:
        """Names the group below it; cannot be chosen."""
        return self.place is None and self.command is None


def rows_for(
    untrusted_text: str, found: Iterable[Found], commands: Sequence[Command], shown_as: ShownAs, today: date
) -> tuple[FinderRow, ...]:
    """Groups with their headings, what was found first; with nothing typed, the commands of the moment.

    Args:
        untrusted_text: As typed.
        found: What the record has, in its order.
        commands: Everything that can be done now; what is not possible is left out.
        shown_as: How a child may appear.
        today: For ages.
    """
    wanted = _commands(untrusted_text, commands)
    of_record = _of_record(found, shown_as, today)
    return (*wanted, *of_record) if _names_a_command(untrusted_text, wanted) else (*of_record, *wanted)


def _names_a_command(untrusted_text: str, wanted: Sequence[FinderRow]) -> bool:
    """Whether a command begins with what is typed: then it is sooner meant than a word somewhere in the record."""
    typed = untrusted_text.strip().casefold()
    return len(typed) >= _SURE and any(row.words.casefold().startswith(typed) for row in wanted if not row.is_heading)


def _of_record(found: Iterable[Found], shown_as: ShownAs, today: date) -> tuple[FinderRow, ...]:
    groups: dict[FoundKind, list[FinderRow]] = {}
    for one in found:
        group = groups.setdefault(one.kind, [])
        if len(group) < _MOST_OF_A_KIND:
            group.append(_row(one, shown_as, today))
    rows: list[FinderRow] = []
    for kind, group in groups.items():
        rows += [FinderRow(words=_GROUPS[kind][0]), *group]
    return tuple(rows)


def _row(one: Found, shown_as: ShownAs, today: date) -> FinderRow:
    place = _place(one)
    icon = _GROUPS[one.kind][1]
    if one.kind is FoundKind.CHILD:
        age = f"{age_on(one.born_on, today)} years" if one.born_on is not None else ""
        types = ", ".join(t.label for t in one.types)
        return FinderRow(
            words=shown_as(one.initials, one.local_id, one.name),
            detail=" · ".join(part for part in (age, types) if part),
            icon=icon,
            kind="child",
            place=place,
        )
    return FinderRow(words=one.title, detail=one.detail, icon=icon, kind=one.kind.value, place=place)


def _place(one: Found) -> Place:
    match one.kind:
        case FoundKind.CHILD:
            return Place(PageKey.CHILDREN, one.id)
        case FoundKind.MEETING:
            if one.is_sitting:
                return Place(PageKey.MEETING, one.id)
            return Place(PageKey.MINUTES if one.is_over else PageKey.AGENDAS, one.id)
        case FoundKind.ACTION:
            return Place(PageKey.ACTIONS, one.title)
        case FoundKind.MINUTES:
            return Place(PageKey.MINUTES, one.meeting_id or "")
        case FoundKind.CONCERN:
            return Place(PageKey.AGENDAS, one.meeting_id or "")


def _commands(untrusted_text: str, commands: Sequence[Command]) -> tuple[FinderRow, ...]:
    """Those of which every typed word begins a word, where the first words match first; pages apart."""
    words = untrusted_text.casefold().split()
    possible = [command for command in commands if command.enabled and command.shortcut != _FINDER_ITSELF]
    matching = [command for command in possible if _matches(command.words, words)]
    matching.sort(key=lambda command: not command.words.casefold().startswith(" ".join(words)))
    deeds = [command for command in matching if not command.words.startswith(_GO_TO)]
    pages = [command for command in matching if command.words.startswith(_GO_TO)]
    rows: list[FinderRow] = []
    for heading, icon, group in (("Commands", "chevron-right", deeds), ("Pages", "arrow-right", pages)):
        if group:
            rows.append(FinderRow(words=heading))
            rows += [
                FinderRow(words=c.words, icon=icon, keys=c.shortcut, kind="command", command=c)
                for c in group[:_MOST_COMMANDS]
            ]
    return tuple(rows)


def _matches(title: str, words: Iterable[str]) -> bool:
    spaced = f" {title.casefold()}"
    return all(f" {word}" in spaced for word in words)
