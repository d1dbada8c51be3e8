"""Feedback as it is shown, printed and exported: who said what and how, what was done because of it, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.ids import ChildId, FeedbackId, ItemId, MeetingId, PanelKey
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker


class AnswerLine(Struct, frozen=True, kw_only=True):
    """What was done because of it: “we did”."""

    did: str
    did_on: date
    by: str
    told_back: bool
    words: str
    """``5 November 2026, Police: moved the meeting place. The child has been told.``"""
    number: int = 0
    """Which, of all that were given, those withdrawn included: the first is 1."""


class FeedbackLine(Struct, frozen=True, kw_only=True):
    """One thing that was said, with ready words. ``name`` is for the window alone and never leaves the vault."""

    id: FeedbackId
    speaker: Speaker
    gathered: Gathered
    gathered_by: str
    said_on: date
    said: str
    speaker_words: str
    """``The child``."""
    how_words: str
    """``in a return interview by Ruth Bell, 3 November 2026``."""
    about_words: str
    """``J.M. (104233)``, else the meeting’s reference, else the panel’s short name, else ``In general``."""
    child_id: ChildId | None
    initials: str
    local_id: str
    name: str
    panel: PanelKey
    meeting_id: MeetingId | None
    meeting_reference: str
    item_id: ItemId | None
    answers: tuple[AnswerLine, ...]
    """The first first; empty: nothing is recorded as done yet. None that was withdrawn is among them."""
    told_back: bool
    """Somebody has told them."""
    withdrawn: str
    """Why it was withdrawn; empty where it stands."""
    state_words: str
    """``answered, and told``, ``answered, not told yet``, ``no answer for 19 days``, ``withdrawn: …``."""
    tone: str
    """``green``, ``amber``, ``red`` or empty; never shown without ``state_words``."""
    withdrawn_answers: tuple[str, ...] = ()
    """``5 November 2026, Police: moved the meeting place. Withdrawn: of another child.`` For the window alone."""
    told_nowhere: str = ""
    """Why no minutes will tell it, and what to do. For the window alone."""

    @property
    def answered(self) -> bool:
        """Whether something was done because of it."""
        return bool(self.answers)


class YouSaidWeDid(Struct, frozen=True, kw_only=True):
    """A period’s feedback, answered first: what children and families said, and what changed."""

    period_words: str
    sentence: str
    """``12 things were said: 9 have been answered, 3 wait. Those who said it have been told of 7.``"""
    answered: tuple[FeedbackLine, ...]
    waiting: tuple[FeedbackLine, ...]
    notes: tuple[str, ...] = ()
    """What the desk cannot see to, where it is to leave the vault."""


class AnswerGiven(Struct, frozen=True, kw_only=True):
    """An answer, and why it was withdrawn where it was."""

    answer: FeedbackAnswer
    withdrawn: str = ""


class Spoken(Struct, frozen=True, kw_only=True):
    """Feedback with all that is known of it, as the record holds it at one of its places."""

    feedback: Feedback
    given: tuple[AnswerGiven, ...] = ()
    """Every answer, the first first."""
    withdrawn: str = ""
    initials: str = ""
    local_id: str = ""
    name: str = ""
    meeting_reference: str = ""

    @property
    def answers(self) -> tuple[FeedbackAnswer, ...]:
        """Those that stand."""
        return tuple(one.answer for one in self.given if not one.withdrawn)


_RED_AFTER = 28
"""Days without an answer after which it is overdue: the next monthly meeting has passed."""


def feedback_line(spoken: Spoken, today: date, *, told_nowhere: str = "") -> FeedbackLine:
    """The line of one feedback on a day.

    Args:
        spoken: What is known of it.
        today: From which day the waiting is counted.
        told_nowhere: Why no minutes will tell what is general, where that is so.
    """
    said = spoken.feedback
    state, tone = _state(spoken, today)
    return FeedbackLine(
        id=said.id,
        speaker=said.speaker,
        gathered=said.gathered,
        gathered_by=said.gathered_by,
        said_on=said.said_on,
        said=said.said,
        speaker_words=speaker_words(said.speaker),
        how_words=how_words(said),
        about_words=_about(spoken),
        child_id=said.child_id,
        initials=spoken.initials,
        local_id=spoken.local_id,
        name=spoken.name,
        panel=said.panel,
        meeting_id=said.at_meeting,
        meeting_reference=spoken.meeting_reference,
        item_id=said.item_id,
        answers=tuple(
            _answer_line(said.speaker, one.answer, number)
            for number, one in enumerate(spoken.given, start=1)
            if not one.withdrawn
        ),
        withdrawn_answers=tuple(
            f"{answer_words(said.speaker, one.answer)} Withdrawn: {one.withdrawn}"
            for one in spoken.given
            if one.withdrawn
        ),
        told_back=any(answer.told_back for answer in spoken.answers),
        withdrawn=spoken.withdrawn,
        state_words=state,
        tone=tone,
        told_nowhere=told_nowhere if said.general and not spoken.withdrawn else "",
    )


def quoted(said: str) -> str:
    """Words in quotation marks, once: those that were typed with them keep their own."""
    words = said.strip()
    return words if words[:1] in _QUOTES else f"“{words}”"


_QUOTES = frozenset("“‘\"'")


def speaker_words(speaker: Speaker) -> str:
    """``The child``, ``Young people``."""
    return speaker.value.capitalize()


def how_words(said: Feedback) -> str:
    """``in a return interview by Ruth Bell, 3 November 2026``."""
    by = ""
    if said.gathered_by:
        by = f" ({said.gathered_by})" if said.gathered is Gathered.THROUGH_WORKER else f" by {said.gathered_by}"
    return f"{said.gathered.value}{by}, {date_words(said.said_on)}"


def answer_words(speaker: Speaker, answer: FeedbackAnswer) -> str:
    """``5 November 2026, Police: moved the meeting place. The child has been told.``"""
    told = f" {speaker_words(speaker)} {_have(speaker)} been told." if answer.told_back else ""
    did = answer.did.strip()
    stop = "" if did.endswith((".", "!", "?")) else "."
    return f"{date_words(answer.did_on)}, {answer.by}: {did}{stop}{told}"


def _have(speaker: Speaker) -> str:
    return "have" if speaker in {Speaker.YOUNG_PEOPLE, Speaker.FAMILIES} else "has"


def _answer_line(speaker: Speaker, answer: FeedbackAnswer, number: int) -> AnswerLine:
    return AnswerLine(
        number=number,
        did=answer.did,
        did_on=answer.did_on,
        by=answer.by,
        told_back=answer.told_back,
        words=answer_words(speaker, answer),
    )


def _about(spoken: Spoken) -> str:
    if spoken.local_id:
        return f"{spoken.initials} ({spoken.local_id})"
    return spoken.meeting_reference or (f"{spoken.feedback.panel} panel" if spoken.feedback.panel else "In general")


def _state(spoken: Spoken, today: date) -> tuple[str, str]:
    if spoken.withdrawn:
        return f"withdrawn: {spoken.withdrawn}", ""
    if any(answer.told_back for answer in spoken.answers):
        return "answered, and told", "green"
    if spoken.answers:
        return "answered, not told yet", "amber"
    waiting = max((today - spoken.feedback.said_on).days, 0)
    words = f"no answer for {count_words(waiting, 'day')}" if waiting else "said today, no answer yet"
    return words, "red" if waiting > _RED_AFTER else "amber"


def you_said_we_did(lines: Iterable[FeedbackLine], period_words: str) -> YouSaidWeDid:
    """What was said in a period, the answered apart from what waits; what was withdrawn is left out."""
    counting = [line for line in lines if not line.withdrawn]
    answered = tuple(line for line in counting if line.answered)
    told, waiting = sum(line.told_back for line in answered), len(counting) - len(answered)
    sentence = "Nothing has been recorded as said in this period."
    if counting:
        sentence = (
            f"{count_words(len(counting), 'thing')} {'was' if len(counting) == 1 else 'were'} said: "
            f"{len(answered) or 'none'} {'has' if len(answered) == 1 else 'have'} been answered, "
            f"{waiting or 'none'} {'wait' if waiting > 1 else 'waits'}. "
            f"Those who said it have been told of {told or 'none'}."
        )
    return YouSaidWeDid(
        period_words=period_words,
        sentence=sentence,
        answered=answered,
        waiting=tuple(line for line in counting if not line.answered),
    )
