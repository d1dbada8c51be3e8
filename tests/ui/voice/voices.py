"""Lines of feedback for tests of the page."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.ids import ChildId, FeedbackId, PanelKey, new_id
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.domain.strategy.feedback_told import AnswerGiven, FeedbackLine, Spoken, feedback_line

CHILD = ChildId("0" * 31 + "1")
SAID_ON = date(2026, 11, 3)


def a_line(
    said: str,
    *,
    speaker: Speaker = Speaker.CHILD,
    child_id: ChildId | None = None,
    did: str = "",
    by: str = "Police",
    told: bool = False,
    withdrawn: str = "",
    today: date = date(2026, 11, 22),
) -> FeedbackLine:
    feedback = Feedback(
        id=FeedbackId(new_id()),
        speaker=speaker,
        gathered=Gathered.IN_PERSON,
        said_on=SAID_ON,
        said=said,
        child_id=child_id,
        panel=PanelKey("" if child_id else "MACE"),
    )
    answer = FeedbackAnswer(did=did, did_on=date(2026, 11, 10), by=by, told_back=told)
    given = (AnswerGiven(answer=answer),) if did else ()
    named = {"initials": "J.M.", "local_id": "104233", "name": "Jordan Marsh"} if child_id else {}
    return feedback_line(Spoken(feedback=feedback, given=given, withdrawn=withdrawn, **named), today)


def initials(initials: str, local_id: str, _name: str) -> str:
    return f"{initials} · {local_id}"
