"""What children and families said, with what was done because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey
from panel_desk.domain.strategy.feedback import Feedback
from panel_desk.domain.strategy.feedback_told import AnswerGiven, Spoken
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.columns import day
from panel_desk.vault.queries.reading import WANTED, Row, one, rows, wanted

_SPOKEN = """SELECT feedback.row, coalesce(feedback.withdrawn, ''), coalesce(child.initials, ''),
coalesce(child.local_id, ''), coalesce(trim(child.forenames || ' ' || child.surname), ''),
coalesce(meeting.reference, ''), coalesce((SELECT '[' || group_concat(
    json_object('answer', json(answer.row), 'withdrawn', coalesce(answer.withdrawn, '')), ',' ORDER BY answer.seq
    ) || ']' FROM feedback_answer AS answer WHERE answer.feedback_id = feedback.id), '[]')
FROM feedback LEFT JOIN child ON child.id = feedback.child_id LEFT JOIN meeting ON meeting.id = feedback.meeting_id"""
_BY_ID = _SPOKEN + " WHERE feedback.id = ?"
_CHOSEN = (
    _SPOKEN
    + """ WHERE (?1 IS NULL OR feedback.child_id = ?1) AND (?2 IS NULL OR feedback.meeting_id = ?2)
AND (?3 IS NULL OR feedback.panel = ?3) AND (?4 IS NULL OR feedback.said_on >= ?4)
AND (?5 OR feedback.withdrawn IS NULL) ORDER BY feedback.said_on DESC, feedback.seq DESC"""
)
_MAY_BE_HEARD = f"""SELECT id FROM feedback WHERE meeting_id = ? OR child_id IN {WANTED} OR child_id IS NULL
ORDER BY said_on, seq"""  # noqa: S608  a constant of this package


_BESIDE = """SELECT row ->> '$.gathered_by' AS who FROM feedback UNION SELECT row ->> '$.by' FROM feedback_answer
ORDER BY who"""


def named_beside(db: Database) -> tuple[str, ...]:
    """Who asked, and who did something because of it, as it was typed: a person, an agency, or anything else."""
    return tuple(row[0] for row in rows(db, _BESIDE) if row[0])


def by_id(db: Database, feedback_id: FeedbackId) -> Spoken | None:
    """One feedback as it stands; None where there is none."""
    found = one(db, _BY_ID, (feedback_id,))
    return _spoken(found) if found else None


def chosen(
    db: Database,
    *,
    child_id: ChildId | None = None,
    meeting_id: MeetingId | None = None,
    panel: PanelKey | None = None,
    since: date | None = None,
    withdrawn: bool = False,
) -> tuple[Spoken, ...]:
    """Feedback, the newest first; what is None chooses nothing."""
    return tuple(_spoken(row) for row in rows(db, _CHOSEN, (child_id, meeting_id, panel, day(since), withdrawn)))


def may_be_heard(db: Database, meeting_id: MeetingId, children: Iterable[ChildId]) -> tuple[FeedbackId, ...]:
    """What the minutes of a meeting may tell, the first said first; ``feedback_hearing`` says whether they do.

    Args:
        db: Any connection.
        meeting_id: Whose minutes.
        children: Those on its agenda.
    """
    return tuple(FeedbackId(row[0]) for row in rows(db, _MAY_BE_HEARD, (meeting_id, wanted(children))))


def _spoken(row: Row) -> Spoken:
    said, withdrawn, initials, local_id, name, reference, answers = row
    return Spoken(
        feedback=msgspec.json.decode(said, type=Feedback),
        given=msgspec.json.decode(answers, type=tuple[AnswerGiven, ...]),
        withdrawn=withdrawn,
        initials=initials,
        local_id=local_id,
        name=name,
        meeting_reference=reference,
    )
