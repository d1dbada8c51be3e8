"""The sections of what is held on one child, in the order in which they are handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from panel_desk.domain.keeping.subject_told import ToldEntry, ToldSection
from panel_desk.services.keeping.held_child import HeldChild
from panel_desk.services.keeping.held_elsewhere import Elsewhere
from panel_desk.services.keeping.held_lists import HeldInLists
from panel_desk.services.keeping.held_records import HeldRecords
from panel_desk.services.keeping.held_removed import HeldRemoved
from panel_desk.vault.driver import Database

# Key, title, what this is for somebody who does not know the desk, and the sentence where nothing is held.
_SECTIONS = (
    (
        "lists",
        "What case lists say",
        "Lines of lists that other systems gave to the desk. No panel set any of it.",
        "No list of children at risk names the child.",
    ),
    ("referrals", "Referrals", "", "No list tells of a referral."),
    (
        "missing",
        "Missing and absent",
        "Episodes of lists and those entered at the desk, with return interviews.",
        "Nothing is held of missing or absent episodes.",
    ),
    ("pathway", "The enhanced pathway", "", "The child was never on the enhanced pathway."),
    (
        "meetings",
        "At the panels",
        "What was said and decided under the child’s items.",
        "The child was on no agenda.",
    ),
    ("actions", "Actions", "", "No action is about the child."),
    ("voice", "What the child and the family said", "", "No feedback is held."),
    ("places", "Places and themes", "", "The child is linked to no place or theme."),
    ("identity", "Who the child was thought to be", "", "No doubt about identity was raised."),
    (
        "elsewhere",
        "Named elsewhere",
        "Entries about somebody else whose words name this child.",
        "The child is named nowhere else.",
    ),
    (
        "removed",
        "Taken back or removed",
        "It counts no longer and is still held. Lists that were taken back stand with the lists.",
        "Nothing was taken back or removed.",
    ),
    ("drafts", "Drafts", "Typed into a field and not kept yet.", "No draft is about the child."),
    (
        "left",
        "Who was given what",
        (
            "Documents of meetings that considered the child, exports about the child, and every list that was made "
            "while the desk held the child: who stood in a list is not kept."
        ),
        "Nothing about the child left the desk.",
    ),
    (
        "keeping",
        "How long it is kept",
        "Nothing goes by itself: it is looked at when its time is over.",
        "",
    ),
)


def told_sections(db: Database, children: Sequence[HeldChild], lists: HeldInLists) -> tuple[ToldSection, ...]:
    """Everything, with nothing taken out.

    Args:
        db: Any connection.
        children: The child under every number, the one asked for first.
        lists: What lists say.
    """
    records = [HeldRecords(db, child, lists.first_at) for child in children]
    own = frozenset(one for record in records for one in record.own())
    removed = HeldRemoved(db, children, own)
    entries = {
        "lists": lists.facts,
        "referrals": lists.referrals,
        "missing": (*lists.episodes, *_each(records, HeldRecords.missing)),
        "pathway": _each(records, HeldRecords.pathway),
        "meetings": _each(records, HeldRecords.meetings),
        "actions": _each(records, HeldRecords.actions),
        "voice": _each(records, HeldRecords.voice),
        "places": _each(records, HeldRecords.places),
        "identity": _each(records, HeldRecords.alerts),
        "elsewhere": (*lists.elsewhere, *Elsewhere(db, children, own).entries()),
        # One pass through the journal, of which the drafts need what it learns.
        "removed": tuple(removed.removed()),
        "drafts": tuple(removed.drafts()),
        "left": _each(records, HeldRecords.left),
        "keeping": _each(records, HeldRecords.keeping),
    }
    return tuple(
        ToldSection(key=key, title=title, entries=entries[key], intro=intro, empty=empty)
        for key, title, intro, empty in _SECTIONS
    )


def _each(records: Sequence[HeldRecords], of: Callable[[HeldRecords], Iterable[ToldEntry]]) -> tuple[ToldEntry, ...]:
    """What stands under every number, once; under another one with why it is thought to be this child's."""
    found: dict[str, ToldEntry] = {}
    for record in records:
        for entry in of(record):
            found.setdefault(entry.key, replace(entry, lines=(*entry.lines, *record.under_another())))
    return tuple(found.values())
