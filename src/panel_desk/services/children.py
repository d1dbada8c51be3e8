"""All children at a glance, and one child's whole story."""

from __future__ import annotations

from datetime import date, datetime

from panel_desk.domain.calendar import date_words, england_day
from panel_desk.domain.children.child_story import ChildStory, Said, risk_histories
from panel_desk.domain.children.register import Register
from panel_desk.domain.children.register_line import standing_of
from panel_desk.domain.children.standing import ChildOnDesk
from panel_desk.domain.errors import not_found
from panel_desk.domain.ids import ChildId
from panel_desk.domain.missing.episodes import distinct, summarise
from panel_desk.domain.panels import RegularlyMissing
from panel_desk.domain.strategy.feedback_told import feedback_line
from panel_desk.services.book import Book
from panel_desk.vault.queries import child_links, child_story
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import feedback as feedback_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import places as place_queries
from panel_desk.vault.queries import register as register_queries


class Children:
    """Reads the register of all children and the story of one. Nothing is written."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def count(self) -> int:
        """How many children the record holds."""
        return register_queries.count(self._book.db)

    def register(self, today: date, known: Register | None = None) -> Register:
        """Every child on a day, ready to be searched and put in order.

        Args:
            today: The day ages, reviews and missing episodes are looked at from.
            known: An earlier register, from any thread. Where the lists are as they were, its lines are taken over
                and only what panels decided is read again.
        """
        seq = self._book.head().seq
        scales = child_story.scales(self._book.db).values()
        standing = register_queries.standing(self._book.db)
        if known is not None and self.is_about_the_same_lists(known, today):
            return known.with_standing(standing, scales, seq=seq)
        stamp = register_queries.stamp(self._book.db)
        lines = register_queries.lines(self._book.db, today)
        return Register(lines, today=today, scales=scales, stamp=stamp).with_standing(standing, seq=seq)

    def is_about_the_same_lists(self, known: Register, today: date) -> bool:
        """Whether no list has been added or taken back since a register was made, on the same day."""
        return known.today == today and known.stamp == register_queries.stamp(self._book.db)

    def is_current(self, known: Register, today: date) -> bool:
        """Whether nothing at all has been recorded since a register was made, on the same day."""
        return known.today == today and known.seq == self._book.head().seq

    def id_of(self, local_id: str) -> ChildId | None:
        """The child of a local ID; None where no list has named it."""
        found = child_queries.by_local_id(self._book.db, local_id)
        return found.id if found else None

    def story(self, child_id: ChildId, today: date) -> ChildStory:
        """Everything the record has of one child.

        Raises:
            DeskError: where the desk knows no such child.
        """
        db = self._book.db
        found = child_queries.on_desk(db, [child_id])
        if not found:
            raise not_found("The desk knows no such child: its list may have been taken back.")
        child = found[0]
        decisions = child_story.decisions(db, child_id)
        beside = child_links.Beside(child_id, child.facts.local_id, child.facts.address)
        return ChildStory(
            id=child_id,
            said=self._said(child),
            standing=standing_of(child.decided),
            summary=summarise(child.episodes, today, self._rule()),
            referrals=child.referrals,
            listings=child_story.listings(db, child_id),
            decisions=decisions,
            episodes=distinct(child.episodes)[::-1],
            actions=child_story.actions_told(db, child_id),
            voices=child_story.voices(db, child_id),
            risks=risk_histories(decisions, child_story.scales(db)),
            links=child_links.links(db, beside, child_story.texts(db, child_id)),
            extracts=child_story.extracts(db, child_id, child.facts.local_id),
            feedback=tuple(feedback_line(said, today) for said in feedback_queries.chosen(db, child_id=child_id)),
            places=place_queries.of_child(db, child.facts.local_id),
        )

    def _said(self, child: ChildOnDesk) -> Said:
        first = child_story.list_named(self._book.db, child.child_id, first=True)
        last = child_story.list_named(self._book.db, child.child_id, first=False)
        return Said(
            facts=child.facts,
            types=child.types,
            listed=child.listed,
            listed_risk=child.listed_risk,
            listed_reason=child.listed_reason,
            first_list=_list_words(first),
            last_list=_list_words(last),
        )

    def _rule(self) -> RegularlyMissing:
        """The first panel's; where panels count differently, an agenda says so with its own rule."""
        panels = people_queries.panels(self._book.db)
        return panels[0].regularly_missing if panels else RegularlyMissing()


def _list_words(found: tuple[str, datetime] | None) -> str:
    return f"{found[0]}, {date_words(england_day(found[1]))}" if found else ""
