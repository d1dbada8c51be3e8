"""What children and families said, with what was done because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from panel_desk.domain.feedback import Feedback, FeedbackAnswer
from panel_desk.domain.feedback_told import Spoken
from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.columns import day
from panel_desk.vault.queries.reading import WANTED, Row, one, rows, wanted

_SPOKEN = """SELECT feedback.row, coalesce(feedback.withdrawn, ''), coalesce(child.initials, ''),
coalesce(child.local_id, ''), coalesce(trim(child.forenames || ' ' || child.surname), ''),
coalesce(meeting.reference, ''), coalesce((SELECT '[' || group_concat(answer.row, ',' ORDER BY answer.seq) || ']'
    FROM feedback_answer AS answer WHERE answer.feedback_id = feedback.id), '[]')
FROM feedback LEFT JOIN child ON child.id = feedback.child_id LEFT JOIN meeting ON meeting.id = feedback.meeting_id"""
_BY_ID = _SPOKEN + " WHERE feedback.id = ?"
_CHOSEN = (
    _SPOKEN
    + """ WHERE (?1 IS NULL OR feedback.child_id = ?1) AND (?2 IS NULL OR feedback.meeting_id = ?2)
AND (?3 IS NULL OR feedback.panel = ?3) AND (?4 IS NULL OR feedback.said_on >= ?4)
AND (?5 OR feedback.withdrawn IS NULL) ORDER BY feedback.said_on DESC, feedback.seq DESC"""
)
_MAY_BE_HEARD = f"""SELECT id FROM feedback WHERE meeting_id = ?1
OR child_id IN {WANTED.replace("?", "?2")}
OR (child_id IS NULL AND (seq > ?3
    OR EXISTS (SELECT 1 FROM feedback_answer AS answer WHERE answer.feedback_id = feedback.id AND answer.seq > ?3)))
ORDER BY said_on, seq"""  # noqa: S608  a constant of this package

# The journal says where a meeting ended: one that was opened again ended where it ended then, too.
_HEARD = f"""SELECT item.child_id, max(ended.seq) FROM agenda_item AS item
JOIN meeting ON meeting.id = item.meeting_id
JOIN journal AS ended ON ended.stream = 'meeting/' || meeting.id AND ended.kind = 'meeting-closed'
WHERE item.child_id IN {WANTED} AND meeting.panel = ? AND meeting.id <> ? AND ended.seq < ?
GROUP BY item.child_id"""  # noqa: S608  a constant of this package


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


def may_be_heard(
    db: Database, meeting_id: MeetingId, children: Iterable[ChildId], began: int
) -> tuple[FeedbackId, ...]:
    """What the minutes of a meeting may tell, the first said first; ``voice_in_minutes.is_told`` says whether they do.

    Args:
        db: Any connection.
        meeting_id: Whose minutes.
        children: Those on its agenda.
        began: The journal's place from which on news of groups are told.
    """
    found = rows(db, _MAY_BE_HEARD, (meeting_id, wanted(children), began))
    return tuple(FeedbackId(row[0]) for row in found)


def heard_before(
    db: Database, children: Iterable[ChildId], panel: PanelKey, meeting_id: MeetingId, opened: int
) -> dict[ChildId, int]:
    """The journal's place where a panel's last other meeting with each child on its agenda ended.

    Args:
        db: Any connection.
        children: Which; one that no such meeting heard of is left out.
        panel: Whose meetings.
        meeting_id: The meeting that is not meant.
        opened: Only what ended before this place counts.
    """
    return dict(rows(db, _HEARD, (wanted(children), panel, meeting_id, opened)))


def _spoken(row: Row) -> Spoken:
    said, withdrawn, initials, local_id, name, reference, answers = row
    return Spoken(
        feedback=msgspec.json.decode(said, type=Feedback),
        answers=msgspec.json.decode(answers, type=tuple[FeedbackAnswer, ...]),
        withdrawn=withdrawn,
        initials=initials,
        local_id=local_id,
        name=name,
        meeting_reference=reference,
    )
