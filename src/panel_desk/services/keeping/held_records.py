"""What the desk itself holds on one child: meetings, actions, missing, pathway, voice, places, copies, elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from panel_desk.domain.agendas.agenda import ListedBecause
from panel_desk.domain.calendar import count_words, date_words, england_day, moment_words
from panel_desk.domain.children.child_story import DecisionTold
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.keeping.retention import kept_for
from panel_desk.domain.keeping.subject_access import entry_key
from panel_desk.domain.keeping.subject_told import Told, ToldEntry
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.services.keeping.held_child import HeldChild
from panel_desk.services.keeping.held_elsewhere import day_of
from panel_desk.services.keeping.held_lists import episode_lines, under_another
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import child_story, held, retention

_NO_LISTS = frozenset({"letter", "subject access", "profile", "action plan"})
"""Kinds of exports that hold no lines about children, or about one alone."""
_ONE_CHILD = re.compile(r"[A-Z?]\.[A-Z?]\. \([^)]+\)")
_SECTIONS = {NoteSection.CONTRIBUTIONS.value: "From the agencies"}


class HeldRecords:
    """Gathers what stands under one number, with nothing taken out.

    Args:
        db: Any connection.
        child: Under which number.
        first_at: When a list first told of the child; None: the register of exports tells nothing of lists.
    """

    def __init__(self, db: Database, child: HeldChild, first_at: datetime | None = None) -> None:
        self._db = db
        self._child_id = child.child_id
        self._child = child
        self._first_at = first_at
        self._items = held.items(db, child.child_id, child.local_id)

    def own(self) -> frozenset[str]:
        """Identifiers of the items and actions about the child."""
        actions = (str(told.action.id) for told in child_story.actions_told(self._db, self._child_id))
        return frozenset((*(item.id for item in self._items), *actions))

    def under_another(self) -> tuple[Told, ...]:
        """The line of an entry that stands under another number than the one asked for."""
        return under_another(self._child)

    # Meetings and actions

    def meetings(self) -> Iterator[ToldEntry]:
        """Every item about the child."""
        decided: dict[str, list[DecisionTold]] = {}
        for told in child_story.decisions(self._db, self._child_id):
            decided.setdefault(told.item_id, []).insert(0, told)
        for item in self._items:
            because = msgspec.json.decode(item.because, type=tuple[ListedBecause, ...])
            yield ToldEntry(
                key=entry_key("item", item.id),
                title=f"{item.reference}: {item.title}",
                when=date_words(date.fromisoformat(item.held_on)),
                lines=(
                    *(Told(label="Why listed", text=one.sentence, free=True) for one in because),
                    Told(label="Why it came late", text=item.late_reason, free=True),
                    Told(label="Presented by", text=item.presenter),
                    *self._said_under(item.id),
                    *(line for one in decided.get(item.id, ()) for line in _decision(one)),
                ),
                source=f"the record of {item.panel_name}",
            )

    def _said_under(self, item_id: str) -> Iterator[Told]:
        notes: dict[str, str] = dict(held.notes(self._db, item_id))
        for section in NoteSection:
            label = _SECTIONS.get(section.value, section.value.capitalize())
            yield Told(label=label, text=notes.get(section.value, ""), free=True)
        for name, nature in held.interests(self._db, item_id):
            private = "It tells of a professional’s own life."
            yield Told(label="Interest declared", text=_sentences_of(name, nature), free=True, read=private)
        for name, words in held.dissent(self._db, item_id):
            yield Told(label="Did not agree", text=_sentences_of(name, words), free=True)
        yield Told(label="Decided without quorum because", text=held.override(self._db, item_id), free=True)

    def actions(self) -> Iterator[ToldEntry]:
        """Every action about the child, with its fate."""
        for told in reversed(child_story.actions_told(self._db, self._child_id)):
            action = told.action
            owner = f"{action.agency_name}, {action.owner}" if action.owner else action.agency_name
            steps = (
                Told(
                    label=f"{step.change.capitalize()}, {date_words(step.on)}",
                    text=_sentences_of(f"{step.status.value}, due {date_words(step.due_on)}", step.reason),
                    free=True,
                )
                for step in told.steps
            )
            yield ToldEntry(
                key=entry_key("action", action.id),
                title=f"Action {action.reference}",
                when=date_words(england_day(action.recorded_at)),
                lines=(Told(label="What", text=action.what, free=True), Told(label="Who", text=owner), *steps),
            )

    # Missing, pathway, voice, places

    def missing(self) -> Iterator[ToldEntry]:
        """What was entered by hand; episodes of lists stand with the lists."""
        local_id = self._child.local_id
        for key, row, at in held.entered_episodes(self._db, local_id):
            yield ToldEntry(
                key=entry_key("entered", key),
                title=f"Episode ({row.kind.value}) entered at the desk",
                when=date_words(row.started_at.date()),
                lines=episode_lines(row),
                source=f"entered {date_words(england_day(at))}",
            )
        for key, ended_at, known, _at in held.returns(self._db, local_id):
            told = moment_words(datetime.fromisoformat(ended_at)) + ("" if known else " (time not known)")
            yield ToldEntry(
                key=entry_key("return", local_id, key),
                title="A return entered",
                lines=(Told(label="Came back", text=told),),
            )
        for key, reason, at in held.set_aside(self._db, local_id):
            yield ToldEntry(
                key=entry_key("aside", local_id, key),
                title="An episode set aside",
                when=day_of(at),
                lines=(Told(label="Why", text=reason, free=True),),
            )
        for one in held.interviews(self._db, local_id):
            yield ToldEntry(
                key=entry_key("interview", one.id),
                title="Return interview",
                when=date_words(one.held_at.date()) if one.held_at else "",
                lines=interview_lines(one),
            )
        for source_id, reason, at in held.matches(self._db, local_id):
            yield ToldEntry(
                key=entry_key("match", source_id),
                title="Episodes of another number found to be this child’s",
                when=day_of(at),
                lines=(
                    Told(label="The list’s number", text=source_id),
                    Told(label="Why", text=reason, free=True),
                ),
            )

    def pathway(self) -> Iterator[ToldEntry]:
        """Stays with every contact."""
        for entry, left_on, because in held.stays(self._db, self._child.local_id):
            contacts = (
                Told(
                    label=f"{one.way.value.capitalize()}, {moment_words(one.at)}",
                    text=_sentences_of(f"{one.by}: {'reached' if one.reached else 'not reached'}", one.words),
                    free=True,
                )
                for one in held.contacts(self._db, entry.id)
            )
            yield ToldEntry(
                key=entry_key("pathway", entry.id),
                title="Enhanced pathway",
                when=f"from {date_words(entry.added_on)}",
                lines=(
                    Told(label="Owner", text=", ".join(part for part in (entry.owner, entry.agency) if part)),
                    Told(label="Why", text=entry.reason, free=True),
                    *contacts,
                    Told(label="Left", text=date_words(date.fromisoformat(left_on)) if left_on else ""),
                    Told(label="Why left", text=because, free=True),
                ),
            )

    def voice(self) -> Iterator[ToldEntry]:
        """What the child and the family said, and what was done."""
        for said, withdrawn in held.said(self._db, self._child_id):
            read = "" if said.speaker.value == "the child" else "Somebody else said it: would they mind?"
            answers = (
                told
                for one, because in held.answers(self._db, said.id)
                for told in (
                    Told(label=f"Done, {date_words(one.did_on)}", text=one.did, free=True),
                    Told(label="Done by", text=one.by),
                    Told(label="That answer was withdrawn because", text=because or "", free=True),
                )
            )
            yield ToldEntry(
                key=entry_key("voice", said.id),
                title=f"What {said.speaker.value} said",
                when=date_words(said.said_on),
                lines=(
                    Told(label="Said", text=said.said, free=True, read=read),
                    Told(label="Gathered", text=", by ".join(p for p in (said.gathered.value, said.gathered_by) if p)),
                    *answers,
                    Told(label="Withdrawn because", text=withdrawn or "", free=True),
                ),
            )

    def places(self) -> Iterator[ToldEntry]:
        """Places and themes the child is linked to; a person of concern is not named."""
        for kind, name, concern, why, at, concern_id in held.places(self._db, self._child.local_id):
            yield ToldEntry(
                key=entry_key("place", concern_id, self._child.local_id),
                title=f"Linked to a {kind}" if kind else "Linked to a concern",
                when=day_of(at),
                lines=(
                    Told(label="Name", text=name or "", read="Does the name tell where somebody lives?"),
                    Told(label="Concern", text=concern or "", free=True, read="It was written about others too."),
                    Told(label="Why linked", text=why, free=True),
                ),
            )

    # Identity, copies, elsewhere

    def alerts(self) -> Iterator[ToldEntry]:
        """What the identity rules raised, and what a person answered."""
        for seq, kind, sentence, other, answer, reason, file_name, at in held.alerts(self._db, self._child.local_id):
            yield ToldEntry(
                key=entry_key("alert", seq, kind, other),
                title="Another child was thought to be, or to belong to, this one",
                when=day_of(at) if at else "",
                lines=(
                    Told(label="Raised", text=f"{kind} ({other}): {sentence}", free=True),
                    Told(label="Answer", text=answer),
                    Told(label="Why", text=reason, free=True),
                ),
                source=file_name,
            )

    def left(self) -> Iterator[ToldEntry]:
        """Documents of the child's meetings, exports about the child, and lists made while the desk held it."""
        local_id = self._child.local_id
        for seq, reference, edition, recipient, at in held.left_the_desk(self._db, self._child_id, local_id):
            yield ToldEntry(
                key=entry_key("copy", seq),
                title=f"{reference}: {edition}",
                when=day_of(at),
                lines=(Told(label="To", text=recipient),),
            )
        for seq, what, title, recipient, at, count in held.exported(self._db):
            is_own = f"({local_id})" in title
            if not is_own and (_ONE_CHILD.search(title) or not self._may_hold(what, at)):
                continue
            rows = "" if is_own or not count else f" (a list of {count_words(count, 'line')})"
            yield ToldEntry(
                key=entry_key("export", seq),
                title=f"{what.capitalize()}: {title}{rows}",
                when=day_of(at),
                lines=(Told(label="To", text=recipient),),
            )

    def _may_hold(self, what: str, at: str) -> bool:
        """The register does not keep who stands in a list: each made since the desk holds the child is told."""
        return what not in _NO_LISTS and self._first_at is not None and datetime.fromisoformat(at) >= self._first_at

    def keeping(self) -> Iterator[ToldEntry]:
        """The periods in force, and what keeps this child's record longer."""
        yield ToldEntry(
            key="periods",
            title="Periods",
            lines=tuple(
                Told(label=one.record_class.value.capitalize(), text=f"{one.words} from {one.counted_from}")
                for one in kept_for(retention.years(self._db))
            ),
        )
        for hold, _because in retention.holds(self._db):
            if hold.local_id == self._child.local_id:
                yield ToldEntry(
                    key=entry_key("hold", hold.id),
                    title="Kept until further notice",
                    when=f"since {date_words(hold.placed_on)}",
                    lines=(Told(label="Why", text=hold.reason, free=True, read="Does it tell of a legal matter?"),),
                )


def interview_lines(one: ReturnInterview) -> tuple[Told, ...]:
    """A return interview line by line."""
    return (
        Told(label="How far", text=one.state.value),
        Told(label="Offered", text=moment_words(one.offered_at) if one.offered_at else ""),
        Told(label="Held", text=moment_words(one.held_at) if one.held_at else ""),
        Told(label="Provider", text=one.provider),
        Told(label="Interviewer", text=one.interviewer),
        Told(label="Reason", text=one.reason, free=True),
        Told(label="Decided by", text=one.decided_by),
    )


def _decision(one: DecisionTold) -> Iterator[Told]:
    standing = "" if one.counts else " (a recommendation that was not confirmed)"
    yield Told(label=one.verb.capitalize(), text=f"{one.words} {one.detail}".strip() + standing, free=True)
    yield Told(label="Because", text=one.reason, free=True)
    yield Told(label="Review", text=date_words(one.review_on) if one.review_on else "")
    if one.risk is not None:
        yield Told(
            label="Risk",
            text=f"{one.risk.level} on the {one.risk.scale}, {date_words(one.risk.assessed_on)}, by {one.risk.by}",
        )
    yield Told(label="Held by", text=one.held_by)
    yield Told(label="Stepped to", text=one.to_panel)


def _sentences_of(first: str, more: str) -> str:
    return f"{first}. {more}" if more.strip() else first
