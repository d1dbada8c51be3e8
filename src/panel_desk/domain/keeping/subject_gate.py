"""The last gate of what is handed over on one child: every text that would stand in the file is searched once more."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.keeping.subject_told import ThirdParties, folded
from panel_desk.domain.minutes.edition_parts import bare_name
from panel_desk.domain.names.hiding import ChildNamed, still_named
from panel_desk.domain.names.subject_numbers import OthersNumbers

_MADE = "made_at"
"""Its digits are those of a clock."""


def refuse_leak(value: object, parties: ThirdParties) -> None:
    """Search every text of the value as it is written to a file: labels, keys, places and reasons too.

    Raises:
        DeskError: NOT_ALLOWED where another child, or a person of concern, would still be named.
    """
    own = (name for one in (parties.own, *parties.also_own) for name in (one.name, one.alias))
    keep = [name for name in (*own, *(person.name for person in parties.professionals)) if name]
    stay = {folded(name) for name in keep}
    others = [replace(one, name="") if folded(one.name) in stay else one for one in parties.others]
    concerns = [
        ChildNamed(local_id="", initials="", name=bare_name(name))
        for name in parties.persons_of_concern
        if folded(bare_name(name)) not in stay
    ]
    text = "\n".join(_texts(msgspec.to_builtins(value)))
    if still_named(text, [*others, *concerns], keep) or OthersNumbers(parties.numbers).stand_in(text):
        raise DeskError(
            "Somebody else would still be named in this; it was not made.",
            reason=Reason.NOT_ALLOWED,
            remedy="Take the entry out that names them, and tell who looks after Panel Desk.",
        )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key != _MADE:
                yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
