"""What may be recorded of feedback, and what its events come to. Every refusal is a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events import Event
from panel_desk.domain.events.strategy import AnswerWithdrawn, FeedbackAnswered, FeedbackRecorded, FeedbackWithdrawn
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.plain_words import refuse_long_ago
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Speaker
from panel_desk.domain.strategy.feedback_told import AnswerGiven, Spoken

_OF_A_CHILD = {Speaker.CHILD: Speaker.YOUNG_PEOPLE, Speaker.FAMILY: Speaker.FAMILIES}
"""Who speaks of one child, and who speaks where it is none in particular."""


def checked_feedback(feedback: Feedback, today: date, before: Spoken | None = None) -> Feedback:
    """The feedback as it may be kept: without spaces around its words.

    Args:
        feedback: As it was entered.
        today: Nothing was said after it.
        before: The same entry as it stands, where it is put right.

    Raises:
        DeskError: where it says nothing, or later than today; where one child's words have no child, or a group's
            have one; where an entry is to be put right that was withdrawn, is of another child, or was answered
            before the day.
    """
    if not feedback.said.strip():
        raise refused("What was said?", "Write it in their own words as far as possible.")
    if feedback.said_on > today:
        raise refused("Nothing can have been said on a day that is still to come.", "Look at the day again.")
    refuse_long_ago(feedback.said_on, "Nothing that is kept here can have been said")
    if feedback.speaker in _OF_A_CHILD and feedback.child_id is None:
        raise refused(
            "Which child is this about?",
            f"Choose the child, or say that {_OF_A_CHILD[feedback.speaker].value} said it.",
        )
    if feedback.speaker not in _OF_A_CHILD and feedback.child_id is not None:
        raise refused(
            f"What {feedback.speaker.value} said together is not about one child.",
            "Leave the child out, or say that the child or the family said it.",
        )
    if feedback.item_id is not None and feedback.at_meeting is None:
        raise refused("An item of which meeting?", "Choose the meeting that hears it.")
    if before is not None:
        _refuse_other_entry(feedback, before)
    return replace(feedback, said=feedback.said.strip(), gathered_by=feedback.gathered_by.strip())


def _refuse_other_entry(feedback: Feedback, before: Spoken) -> None:
    if before.withdrawn:
        raise refused("What was withdrawn is not changed any more.", "Record it anew.")
    if feedback.child_id != before.feedback.child_id:
        raise refused(
            "An entry stays with the child it was recorded for.",
            "Withdraw it with a reason, and record it for the right child.",
        )
    first = min((answer.did_on for answer in before.answers), default=None)
    if first is not None and feedback.said_on > first:
        raise refused(
            f"Something was done because of it on {date_words(first)}: it was said by then.", "Look at the day again."
        )


def placed_in(feedback: Feedback, meeting: Meeting, before: Spoken | None = None) -> Feedback:
    """The feedback with the panel of the meeting that hears it.

    Args:
        feedback: As it may be kept.
        meeting: That hears it.
        before: The same entry as it stands, where it is put right: where it stays in its place, nothing is asked.

    Raises:
        DeskError: where the meeting is over or cancelled, the child is not on the agenda that it has, or the item is
            another child's, or any child's where a group speaks.
    """
    kept = replace(feedback, panel=meeting.definition.key)
    if before is not None and (before.feedback.at_meeting, before.feedback.item_id) == (meeting.id, feedback.item_id):
        return kept
    if meeting.closed_at is not None or meeting.cancelled is not None:
        raise refused(
            f"{meeting.reference} {'has been cancelled' if meeting.cancelled else 'is over'}: it hears nothing more.",
            "Leave the meeting out: the next that can hear it tells it.",
        )
    if feedback.item_id is not None:
        child = meeting.item(feedback.item_id).agenda.child
        if (child.child_id if child is not None else None) != feedback.child_id:
            raise refused(
                f"Item {meeting.number(feedback.item_id)} of {meeting.reference} is "
                f"{'not this child’s' if feedback.child_id is not None else 'about one child'}.",
                "Leave the item out." if feedback.child_id is None else "",
            )
    listed = {item.agenda.child.child_id for item in meeting.items if item.agenda.child is not None}
    if feedback.child_id is not None and meeting.items and feedback.child_id not in listed:
        raise refused(
            f"The child is not on the agenda of {meeting.reference}.",
            "Leave the meeting out: the next meeting that hears of the child hears this too.",
        )
    return kept


def checked_answer(spoken: Spoken, answer: FeedbackAnswer, today: date) -> FeedbackAnswer:
    """The answer as it may be kept.

    Raises:
        DeskError: where it does not say what was done or by whom, its day cannot be, or the feedback was withdrawn.
    """
    if spoken.withdrawn:
        raise refused("What was withdrawn needs no answer.")
    if not answer.did.strip():
        raise refused("What was done because of it?", "“You said, we did”: write what changed.")
    if not answer.by.strip():
        raise refused("Who did it?", "Name the agency or the person.")
    if answer.did_on > today:
        raise refused("Nothing can have been done on a day that is still to come.", "Look at the day again.")
    if answer.did_on < spoken.feedback.said_on:
        raise refused(
            "What was done before it was said was not done because of it.", "Look at the day again, or leave it out."
        )
    return replace(answer, did=answer.did.strip(), by=answer.by.strip())


def refuse_withdrawal(spoken: Spoken, reason: str) -> None:
    """Refuse it without a reason, or where it was withdrawn already.

    Raises:
        DeskError: with a sentence that says which.
    """
    if spoken.withdrawn:
        raise refused("It has been withdrawn already.")
    if not reason.strip():
        raise refused("Why is it withdrawn?", "Give a reason: the entry stays to be seen with it.")


def refuse_answer_withdrawal(spoken: Spoken, number: int, reason: str) -> None:
    """Refuse it without a reason, or where there is no such answer, or none that stands.

    Args:
        spoken: What was answered.
        number: Which, of all answers that were given to it: the first is 1.
        reason: Why.

    Raises:
        DeskError: with a sentence that says which.
    """
    if spoken.withdrawn:
        raise refused("What was withdrawn is not changed any more.", "Record it anew.")
    if not 1 <= number <= len(spoken.given):
        raise not_found("The record has no such answer to it.")
    if spoken.given[number - 1].withdrawn:
        raise refused("That answer has been withdrawn already.")
    if not reason.strip():
        raise refused("Why is the answer withdrawn?", "Give a reason: the answer stays to be seen with it.")


def spoken_from(events: Iterable[Event | None]) -> Spoken | None:
    """What the events of one feedback come to, in their order; None where nothing was recorded."""
    found: Spoken | None = None
    for event in events:
        match event:
            case FeedbackRecorded(feedback=feedback):
                found = Spoken(feedback=feedback) if found is None else replace(found, feedback=feedback)
            case FeedbackAnswered(answer=answer) if found is not None:
                found = replace(found, given=(*found.given, AnswerGiven(answer=answer)))
            case AnswerWithdrawn(number=number, reason=reason) if found is not None:
                found = replace(
                    found, given=tuple(_after(n, one, number, reason) for n, one in enumerate(found.given, 1))
                )
            case FeedbackWithdrawn(reason=reason) if found is not None:
                found = replace(found, withdrawn=reason)
            case _:
                pass
    return found


def _after(own: int, given: AnswerGiven, number: int, reason: str) -> AnswerGiven:
    return replace(given, withdrawn=reason) if own == number else given
