"""Subjects: the parts of the tables that are made from streams of their own, and so can be made anew on their own.

A row of a subject is made from events of that subject's streams and from rows of that subject only. What needs two
subjects is joined when it is read.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.vault.driver import Connection


class SubjectKind(Enum):
    """What a subject is about."""

    AGENCIES = "agencies"
    """The desk, its panels, people, seats and certificates, as one."""
    LISTS = "lists"
    """All case lists with the children and concerns on them, as one: each import builds on those before it."""
    MEETING = "meeting"
    """One meeting with its items and minutes."""
    ACTION = "action"
    """One action."""
    MISSING = "missing"
    """What was entered of missing episodes and return interviews, as one; each of those below is one too."""
    PATHWAY = "pathway"
    VOICE = "voice"
    PLAN = "plan"
    PLACE = "place"
    """What is done about concerns; the concerns themselves stand with the lists."""
    RETENTION = "retention"


class Subject(Struct, frozen=True):
    """One subject; the id is that of the meeting or action."""

    kind: SubjectKind
    id: str = ""

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The streams, each with all below it, that its tables are made from."""
        if self.id:
            return (f"{self.kind.value}/{self.id}",)
        return _SEVERAL_STREAMS.get(self.kind, (self.kind.value,))


_AGENCY_STREAMS = ("desk", "panel", "person")
_LIST_STREAMS = ("child", "concern", "import")
_SEVERAL_STREAMS = {SubjectKind.AGENCIES: _AGENCY_STREAMS, SubjectKind.LISTS: _LIST_STREAMS}
_EACH = (SubjectKind.MEETING, SubjectKind.ACTION)
"""Subjects of which there is one for each id."""
_CLEARING: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.AGENCIES: (
        "DELETE FROM public_copy",
        "DELETE FROM published_year",
        "DELETE FROM thresholds",
        "DELETE FROM export",
        "DELETE FROM word_list",
        "DELETE FROM certificate",
        "DELETE FROM seat",
        "DELETE FROM person",
        "DELETE FROM panel",
        "DELETE FROM desk",
    ),
    SubjectKind.LISTS: (
        "DELETE FROM identity_answer",
        "DELETE FROM identity_alert",
        "DELETE FROM child_referral",
        "DELETE FROM list_member",
        "DELETE FROM episode_stranger",
        "DELETE FROM episode",
        "DELETE FROM concern",
        "DELETE FROM child",
        "DELETE FROM given_id",
        "DELETE FROM list_import",
    ),
    SubjectKind.MEETING: ("DELETE FROM meeting WHERE id = ?",),
    SubjectKind.ACTION: ("DELETE FROM action WHERE id = ?",),
    SubjectKind.MISSING: (
        "DELETE FROM episode_overlay",
        "DELETE FROM episode_match",
        "DELETE FROM interview",
        "DELETE FROM episode_set_aside",
        "DELETE FROM recorded_return",
        "DELETE FROM recorded_episode",
    ),
    SubjectKind.PATHWAY: ("DELETE FROM pathway",),
    SubjectKind.VOICE: ("DELETE FROM feedback",),
    SubjectKind.PLAN: ("DELETE FROM objective",),
    SubjectKind.PLACE: ("DELETE FROM intervention", "DELETE FROM concern_link", "DELETE FROM concern_standing"),
    SubjectKind.RETENTION: ("DELETE FROM purge", "DELETE FROM legal_hold", "DELETE FROM retention_years"),
}


def subject_of(stream: str) -> Subject:
    """The subject that a stream's events belong to.

    Raises:
        ValueError: for a stream that no table is made from: a fault of ours.
    """
    first, _, rest = stream.partition("/")
    if first in _AGENCY_STREAMS:
        return Subject(SubjectKind.AGENCIES)
    if first in _LIST_STREAMS:
        return Subject(SubjectKind.LISTS)
    kind = SubjectKind(first)
    return Subject(kind, rest.partition("/")[0]) if kind in _EACH else Subject(kind)


def clear(conn: Connection, subject: Subject) -> None:
    """Take away a subject's rows; what its meeting or action owns goes with it. Burned numbers stay."""
    for statement in _CLEARING[subject.kind]:
        conn.execute(statement, (subject.id,) if subject.id else ())
