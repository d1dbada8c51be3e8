"""What the desk itself holds on one child: meetings, actions, missing, pathway, voice, places, copies, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from panel_desk.domain.agenda import ListedBecause
from panel_desk.domain.calendar import date_words, england_day, moment_words
from panel_desk.domain.child_story import DecisionTold
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.hiding import ChildNamed, still_named
from panel_desk.domain.ids import ChildId
from panel_desk.domain.subject_redaction import Told, ToldEntry, sentences_naming
from panel_desk.services.held_lists import episode_lines
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import child_story, held

_SECTIONS = {NoteSection.CONTRIBUTIONS.value: "From the agencies"}
_TITLES = {
    "note": "Words under another item",
    "decision": "A decision about somebody else",
    "dissent": "Words of a member who did not agree, under another item",
    "interest": "An interest declared under another item",
    "action": "An action about somebody else",
    "action_history": "News of an action about somebody else",
    "agenda_item": "A line of the agenda",
    "feedback": "What somebody else said",
    "feedback_answer": "What was done because of what somebody else said",
    "interview": "A return interview of somebody else",
    "pathway": "Another child’s stay on the enhanced pathway",
    "pathway_contact": "A contact on another child’s pathway",
    "intervention": "Something offered at a place of concern",
    "concern": "A place, theme or person of concern",
    "concern_link": "Why another child is linked to a place",
    "concern_standing": "Why a concern was closed or opened again",
    "episode_set_aside": "Why another child’s episode was set aside",
    "identity_answer": "What was said of two children",
    "objective": "The action plan",
    "milestone": "The action plan",
    "rating": "The action plan",
    "meeting": "A meeting’s own entry",
    "minutes": "The way of minutes",
    "edition": "A copy that left the desk",
    "export": "An export that left the desk",
}
_OF_CHILD = (
    "interview",
    "pathway",
    "recorded_episode",
    "recorded_return",
    "episode_set_aside",
    "episode_match",
    "concern_link",
)
_DERIVED = ("episode_stranger", "episode_overlay", "burned_number", "person", "panel", "desk", "seat", "undo", "undone")
_QUIET = frozenset(
    {"id", "seq", "number", "meeting_id", "item_id", "child_id", "concern_id", "recorded_by", "sha256", "actor"}
)


class HeldRecords:
    """Gathers, with nothing taken out."""

    def __init__(self, db: Database, child_id: ChildId, child: ChildNamed) -> None:
        self._db = db
        self._child_id = child_id
        self._child = child
        self._items = held.items(db, child_id, child.local_id)

    # Meetings and actions

    def meetings(self) -> Iterator[ToldEntry]:
        """Every item about the child."""
        decided: dict[str, list[DecisionTold]] = {}
        for told in child_story.decisions(self._db, self._child_id):
            decided.setdefault(told.item_id, []).insert(0, told)
        for item in self._items:
            because = msgspec.json.decode(item.because, type=tuple[ListedBecause, ...])
            yield ToldEntry(
                key=f"item:{item.id}",
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
            yield Told(label=f"Interest declared by {name}", text=nature, free=True, read=private)
        for name, words in held.dissent(self._db, item_id):
            yield Told(label=f"{name} did not agree", text=words, free=True)
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
                key=f"action:{action.id}",
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
                key=f"entered:{key}",
                title=f"Episode ({row.kind.value}) entered at the desk",
                when=date_words(row.started_at.date()),
                lines=episode_lines(row),
                source=f"entered {date_words(england_day(at))}",
            )
        for key, ended_at, known, _at in held.returns(self._db, local_id):
            told = moment_words(datetime.fromisoformat(ended_at)) + ("" if known else " (time not known)")
            yield ToldEntry(key=f"return:{key}", title="A return entered", lines=(Told(label="Came back", text=told),))
        for key, reason, at in held.set_aside(self._db, local_id):
            yield ToldEntry(
                key=f"aside:{key}",
                title="An episode set aside",
                when=_day(at),
                lines=(Told(label="Why", text=reason, free=True),),
            )
        for one in held.interviews(self._db, local_id):
            yield ToldEntry(
                key=f"interview:{one.id}",
                title="Return interview",
                when=date_words(one.held_at.date()) if one.held_at else "",
                lines=(
                    Told(label="How far", text=one.state.value),
                    Told(label="Offered", text=moment_words(one.offered_at) if one.offered_at else ""),
                    Told(label="Held", text=moment_words(one.held_at) if one.held_at else ""),
                    Told(label="Provider", text=one.provider),
                    Told(label="Interviewer", text=one.interviewer),
                    Told(label="Reason", text=one.reason, free=True),
                    Told(label="Decided by", text=one.decided_by),
                ),
            )
        for source_id, reason, at in held.matches(self._db, local_id):
            yield ToldEntry(
                key=f"match:{source_id}",
                title="Episodes of another number found to be this child’s",
                when=_day(at),
                lines=(Told(label="Why", text=reason, free=True),),
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
                key=f"pathway:{entry.id}",
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
                Told(label=f"Done by {one.by}, {date_words(one.did_on)}", text=one.did, free=True)
                for one in held.answers(self._db, said.id)
            )
            yield ToldEntry(
                key=f"voice:{said.id}",
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
                key=f"place:{concern_id}",
                title=f"Linked to a {kind}" if kind else "Linked to a concern",
                when=_day(at),
                lines=(
                    Told(label="Name", text=name or "", read="Does the name tell where somebody lives?"),
                    Told(label="Concern", text=concern or "", free=True, read="It was written about others too."),
                    Told(label="Why linked", text=why, free=True),
                ),
            )

    # Identity, copies, elsewhere

    def alerts(self) -> Iterator[ToldEntry]:
        """What the identity rules raised, and what a person answered."""
        for kind, sentence, other, answer, reason, file_name, at in held.alerts(self._db, self._child.local_id):
            yield ToldEntry(
                key=f"alert:{file_name}:{kind}",
                title="Another child was thought to be, or to belong to, this one",
                when=_day(at) if at else "",
                lines=(
                    Told(label="Raised", text=f"{kind} ({other}): {sentence}", free=True),
                    Told(label="Answer", text=answer),
                    Told(label="Why", text=reason, free=True),
                ),
                source=file_name,
            )

    def left(self) -> Iterator[ToldEntry]:
        """Documents of the child's meetings, and exports about the child, with whoever got them."""
        local_id = self._child.local_id
        for number, (reference, edition, recipient, at) in enumerate(
            held.left_the_desk(self._db, self._child_id, local_id), 1
        ):
            yield ToldEntry(
                key=f"copy:{number}",
                title=f"{reference}: {edition}",
                when=_day(at),
                lines=(Told(label="To", text=recipient),),
            )
        for number, (what, title, recipient, at) in enumerate(held.exported(self._db, local_id), 1):
            yield ToldEntry(
                key=f"export:{number}",
                title=f"{what.capitalize()}: {title}",
                when=_day(at),
                lines=(Told(label="To", text=recipient),),
            )

    def elsewhere(self) -> Iterator[ToldEntry]:
        """Every other entry whose words name the child, in whatever table it stands."""
        words = [word for word in (self._child.local_id, self._child.name, self._child.alias) if word.strip()]
        own_items = {item.id for item in self._items}
        own_actions = {str(told.action.id) for told in child_story.actions_told(self._db, self._child_id)}
        place = 0
        for found in held.naming(self._db, words):
            if found.table in _DERIVED or self._is_own(found, own_items, own_actions):
                continue
            text = " … ".join(self._sentences(found))
            if not text:
                continue
            place += 1
            yield ToldEntry(
                key=f"elsewhere:{place}",
                title=self._titled(found),
                when=_first_day(found),
                lines=(Told(label="Said", text=text, free=True, read="It is not under the child’s own item."),),
            )

    def _titled(self, found: held.Naming) -> str:
        reference = held.reference_of(self._db, found.row)
        title = _TITLES.get(found.table, "Another entry")
        return f"{reference}: {title[:1].lower()}{title[1:]}" if reference else title

    def _is_own(self, found: held.Naming, items: set[str], actions: set[str]) -> bool:
        row = found.row
        if found.table in {"edition", "export"} or row.get("child_id") == self._child_id:
            return True
        if found.table == "agenda_item" and row["id"] in items:
            return True
        if row.get("item_id") in items and found.table in {
            "note",
            "decision",
            "dissent",
            "interest",
            "quorum_override",
        }:
            return True
        if row.get("action_id") in actions or (found.table == "action" and row["id"] in actions):
            return True
        return found.table in _OF_CHILD and row.get("local_id") == self._child.local_id

    def _sentences(self, found: held.Naming) -> Iterator[str]:
        child = self._child
        named = (child, ChildNamed(local_id="", initials="", name=child.alias)) if child.alias else (child,)
        for column, value in found.row.items():
            if column in _QUIET or not isinstance(value, str):
                continue
            for text in _texts(value):
                if text == child.local_id:
                    continue
                for one in named:
                    if still_named(text, [one]):
                        yield sentences_naming(text, one)
                        break


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


def _texts(value: str) -> Iterator[str]:
    """The texts of a column; those inside a JSON document each by themselves."""
    if not value.startswith(("{", "[")):
        yield value
        return
    try:
        yield from _inside(msgspec.json.decode(value))
    except msgspec.DecodeError:
        yield value


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _inside(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inside(part)


def _first_day(found: held.Naming) -> str:
    for column in (
        "noted_at",
        "decided_at",
        "recorded_at",
        "said_on",
        "linked_at",
        "changed_on",
        "held_on",
        "given_on",
    ):
        if isinstance(value := found.row.get(column), str) and value:
            return _day(value)
    return ""


def _day(text: str) -> str:
    """A stored day or time as a day in words."""
    at = datetime.fromisoformat(text)
    return date_words(england_day(at) if at.tzinfo else at.date())
