"""The sections of what is held on one child, in the order in which they are handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from panel_desk.domain.keeping.subject_told import ToldEntry, ToldSection
from panel_desk.services.keeping.held_child import HeldChild
from panel_desk.services.keeping.held_elsewhere import Elsewhere
from panel_desk.services.keeping.held_lists import HeldInLists
from panel_desk.services.keeping.held_records import HeldRecords
from panel_desk.services.keeping.held_removed import HeldRemoved
from panel_desk.vault.driver import Database


def told_sections(db: Database, children: Sequence[HeldChild], lists: HeldInLists) -> tuple[ToldSection, ...]:
    """Everything, with nothing taken out.

    Args:
        db: Any connection.
        children: The child under every number, the one asked for first.
        lists: What lists say.
    """
    records = [HeldRecords(db, child, lists.first_at) for child in children]
    own = frozenset(one for record in records for one in record.own())
    elsewhere = (*lists.elsewhere, *Elsewhere(db, children, own).entries())
    return (
        *_of_lists(lists, records),
        *_of_panels(records),
        *_around(records, elsewhere),
        *_removed(HeldRemoved(db, children, own)),
        *_kept(records),
    )


def _each(records: Sequence[HeldRecords], of: Callable[[HeldRecords], Iterable[ToldEntry]]) -> tuple[ToldEntry, ...]:
    """What stands under every number, once; under another one with why it is thought to be this child's."""
    found: dict[str, ToldEntry] = {}
    for record in records:
        for entry in of(record):
            found.setdefault(entry.key, replace(entry, lines=(*entry.lines, *record.under_another())))
    return tuple(found.values())


def _of_lists(lists: HeldInLists, records: Sequence[HeldRecords]) -> Iterator[ToldSection]:
    """What other systems said, and the episodes with what was entered of them."""
    yield ToldSection(
        key="lists",
        title="What case lists say",
        entries=lists.facts,
        intro="Lines of lists that other systems gave to the desk. No panel set any of it.",
        empty="No list of children at risk names the child.",
    )
    yield ToldSection(key="referrals", title="Referrals", entries=lists.referrals, empty="No list tells of a referral.")
    yield ToldSection(
        key="missing",
        title="Missing and absent",
        entries=(*lists.episodes, *_each(records, HeldRecords.missing)),
        intro="Episodes of lists and those entered at the desk, with return interviews.",
        empty="Nothing is held of missing or absent episodes.",
    )
    yield ToldSection(
        key="pathway",
        title="The enhanced pathway",
        entries=_each(records, HeldRecords.pathway),
        empty="The child was never on the enhanced pathway.",
    )


def _of_panels(records: Sequence[HeldRecords]) -> Iterator[ToldSection]:
    """What panels said and decided, and what the child and the family said."""
    yield ToldSection(
        key="meetings",
        title="At the panels",
        entries=_each(records, HeldRecords.meetings),
        intro="What was said and decided under the child’s items.",
        empty="The child was on no agenda.",
    )
    yield ToldSection(
        key="actions",
        title="Actions",
        entries=_each(records, HeldRecords.actions),
        empty="No action is about the child.",
    )
    yield ToldSection(
        key="voice",
        title="What the child and the family said",
        entries=_each(records, HeldRecords.voice),
        empty="No feedback is held.",
    )


def _around(records: Sequence[HeldRecords], elsewhere: tuple[ToldEntry, ...]) -> Iterator[ToldSection]:
    """Where else the child stands."""
    yield ToldSection(
        key="places",
        title="Places and themes",
        entries=_each(records, HeldRecords.places),
        empty="The child is linked to no place or theme.",
    )
    yield ToldSection(
        key="identity",
        title="Who the child was thought to be",
        entries=_each(records, HeldRecords.alerts),
        empty="No doubt about identity was raised.",
    )
    yield ToldSection(
        key="elsewhere",
        title="Named elsewhere",
        entries=elsewhere,
        intro="Entries about somebody else whose words name this child.",
        empty="The child is named nowhere else.",
    )


def _removed(removed: HeldRemoved) -> Iterator[ToldSection]:
    """What counts no longer, or not yet."""
    yield ToldSection(
        key="removed",
        title="Taken back or removed",
        entries=tuple(removed.removed()),
        intro="It counts no longer and is still held. Lists that were taken back stand with the lists.",
        empty="Nothing was taken back or removed.",
    )
    yield ToldSection(
        key="drafts",
        title="Drafts",
        entries=tuple(removed.drafts()),
        intro="Typed into a field and not kept yet.",
        empty="No draft is about the child.",
    )


def _kept(records: Sequence[HeldRecords]) -> Iterator[ToldSection]:
    """What became of it all."""
    yield ToldSection(
        key="left",
        title="Who was given what",
        entries=_each(records, HeldRecords.left),
        intro="Documents of meetings that considered the child, exports about the child, and every list that was made "
        "while the desk held the child: who stood in a list is not kept.",
        empty="Nothing about the child left the desk.",
    )
    yield ToldSection(
        key="keeping",
        title="How long it is kept",
        entries=_each(records, HeldRecords.keeping),
        intro="Nothing goes by itself: it is looked at when its time is over.",
    )
