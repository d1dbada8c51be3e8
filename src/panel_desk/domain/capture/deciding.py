"""``/d outcome because … review when risk level held by …``, ``/risk`` and ``/defer``: decisions, in any order."""

from __future__ import annotations

import re
from datetime import date

from panel_desk.domain.capture.chips import decision_chips
from panel_desk.domain.capture.clauses import Clauses, cut_clauses, cut_reason, without_hanging
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import DecisionDeed
from panel_desk.domain.capture.due import read_due
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.outcomes import ChosenOutcome, choices, outcome_of
from panel_desk.domain.capture.typed import Lack, cut_because, cut_spoken, fold, unannounced
from panel_desk.domain.meeting.decisions import review_refusal, step_refusal
from panel_desk.domain.panels import Outcome

_TO_DAY = re.compile(r"(?:to|until|till)\s+(.+)", re.IGNORECASE)
_AS_IT_IS = re.compile(r"(?:stay|remain|unchanged|no change|same|still)", re.IGNORECASE)
_STAYS = Lack("To leave the risk as it is, type /d continue because … review 3w.", "raised or lowered?")
_LEVEL_WORDS = ("risk", "level")
_NO_REASON = Lack("Why? Add because and the reason: it is printed in the minutes.", "because?")
_NO_REVIEW = Lack("When does the panel look again? Add review 3w, review 10 dec or review next panel.", "review when?")
_NO_HOLDER = Lack("Who holds the case from now on? Add held by and the worker or team.", "held by?")
_LEVEL_OF_DEFERRED = Lack("A deferred item sets no risk. Leave the level out.", "no level")


def decision(rest: str, at: CaptureContext) -> DecisionDeed | Half:
    """A decision from the words after ``/d``."""
    before, reason = _cut_reason(rest, at)
    head = cut_clauses(without_hanging(before) if reason is None else before, at, in_reason=False)
    chosen = _chosen(head, at)
    if isinstance(chosen, Lack):
        return lacking(decision_chips(at, level=head.level, held_by=head.held_by, reason=reason or ""), chosen)
    level = head.level or _level_of(chosen, at)
    first, _, unknown = chosen.detail.partition(" ")
    if not level and not chosen.literal and fold(first) in _LEVEL_WORDS:
        return lacking(decision_chips(at, outcome=chosen.outcome.key), _which_level(at, unknown))
    if level and not head.level:
        chosen = ChosenOutcome(chosen.outcome)
    known = Clauses(review=head.review, level=level, held_by=head.held_by)
    return _settled(chosen, cut_reason(reason or "", at, known, holder=chosen.outcome.needs_holder), at)


def _cut_reason(rest: str, at: CaptureContext) -> tuple[str, str | None]:
    """At “because”; without one where another word begins the reason, once an outcome stands before it."""
    before, reason = cut_because(rest)
    if reason is None:
        said, spoken = cut_spoken(before)
        head = cut_clauses(said, at, in_reason=False)
        if spoken is not None and not isinstance(_chosen(head, at), Lack):
            return said, spoken
    return before, reason


def risk(rest: str, at: CaptureContext) -> DecisionDeed | Half:
    """``high because … review 3w``: the panel's outcome that raises or lowers the risk to that level."""
    before, _ = cut_because(rest)
    if _AS_IT_IS.match(before):
        return lacking(decision_chips(at), _STAYS)
    if not before:
        return lacking(decision_chips(at), _which_level(at))
    return decision(f"risk {rest}", at)


def defer(rest: str, at: CaptureContext) -> DecisionDeed | Half:
    """``because …``: the panel's outcome that defers; the reason may stand alone."""
    deferring = tuple(o for o in at.outcomes if o.defers)
    if len(deferring) != 1:
        sentence = (
            f"Which one? Type /d {choices(deferring)}." if deferring else "This panel has no outcome that defers."
        )
        return lacking((), Lack(sentence, "outcome?"))
    before, reason = cut_because(rest)
    if reason is None and (spoken := cut_spoken(before)) and _TO_DAY.fullmatch(spoken[0]):
        before, reason = spoken
    if reason is None:
        known = cut_reason(without_hanging(unannounced(before)), at, Clauses(), holder=deferring[0].needs_holder)
        return _settled(ChosenOutcome(deferring[0]), known, at)
    head = cut_clauses(before, at, in_reason=False)
    known = cut_reason(reason, at, head, holder=deferring[0].needs_holder)
    return _settled(ChosenOutcome(deferring[0], _detail_of_deferral(head.words, at)), known, at)


def _detail_of_deferral(words: str, at: CaptureContext) -> str:
    """What the outcome's own words do not say: that it is deferred to the next panel they do."""
    found = _TO_DAY.fullmatch(words)
    day = read_due(found[1], at) if found else None
    return "" if day is not None and day == at.next_panel else words


def _chosen(head: Clauses, at: CaptureContext) -> ChosenOutcome | Lack:
    """The outcome of the words before the clauses; where there are none, the one that the clauses speak of."""
    if not head.words and head.level:
        return _by_level(head.level, at)
    if not head.words and head.review is not None:
        return outcome_of("review", at.outcomes)
    found = outcome_of(head.words, at.outcomes)
    if isinstance(found, Lack) and fold(head.words).split(" ")[0] in _LEVEL_WORDS:
        return _which_level(at, head.words.partition(" ")[2])
    return found


def _by_level(level: str, at: CaptureContext) -> ChosenOutcome | Lack:
    """Raises or lowers, whichever leads from the level now to the one given."""
    if at.risk_scale is None:
        return Lack("Risk is set for a child, on this panel’s scale; there is none here.", "")
    before = at.risk_scale.ordinal(at.risk_now) if at.risk_now else -1
    raising, lowering = _flagged(at, raises=True), _flagged(at, raises=False)
    if before < 0:
        both = choices((*raising, *lowering)) or "the outcome"
        return Lack(
            f"No earlier level of the {at.risk_scale.name} is known, so {level} is neither a raise nor a fall. "
            f"Type /d {both}, then risk {level.casefold()} because …",
            "raised or lowered?",
        )
    step = at.risk_scale.ordinal(level) - before
    if step == 0:
        return Lack(f"The risk is {level} already. To leave it so, type /d continue because … review 3w.", "same level")
    fitting = raising if step > 0 else lowering
    if len(fitting) == 1:
        return ChosenOutcome(fitting[0])
    way = "raises" if step > 0 else "lowers"
    if fitting:
        return Lack(f"Which one? Type /d {choices(fitting)}, then risk {level.casefold()} because …", "outcome?")
    return Lack(f"This panel has no outcome that {way} the risk.", "")


def _flagged(at: CaptureContext, *, raises: bool) -> tuple[Outcome, ...]:
    return tuple(o for o in at.outcomes if (o.raises_risk if raises else o.lowers_risk))


def _which_level(at: CaptureContext, typed: str = "") -> Lack:
    if at.risk_scale is None:
        return Lack("Risk is set for a child, on this panel’s scale; there is none here.", "")
    levels = ", ".join(at.risk_scale.levels)
    if typed.strip():
        return Lack(f"“{typed.strip()[:40]}” is no level of the {at.risk_scale.name}: {levels}.", "which level?")
    return Lack(f"To which level? {levels}.", "which level?")


def _level_of(chosen: ChosenOutcome, at: CaptureContext) -> str:
    """``risk raised high``: the level stands where a detail would."""
    if not chosen.outcome.needs_level or at.risk_scale is None:
        return ""
    place = at.risk_scale.ordinal(fold(chosen.detail).removeprefix("to "))
    return at.risk_scale.levels[place] if place >= 0 else ""


def _settled(chosen: ChosenOutcome, known: Clauses, at: CaptureContext) -> DecisionDeed | Half:
    """The deed, once the outcome has everything that its rules ask for."""
    outcome, reason = chosen.outcome, known.words
    review = _review(outcome, known, at)
    lacks = (
        None if reason else _NO_REASON,
        review,
        _level_lack(outcome, known.level, at),
        _NO_HOLDER if outcome.needs_holder and not known.held_by else None,
    )
    day = None if isinstance(review, Lack) else review
    if any(isinstance(lack, Lack) for lack in lacks):
        told = decision_chips(
            at,
            outcome=outcome.key,
            detail=chosen.detail,
            level=known.level,
            held_by=known.held_by,
            review_on=day,
            reason=reason,
        )
        return lacking(told, *lacks)
    return DecisionDeed(
        outcome=outcome.key,
        reason=reason,
        review_on=day,
        level=known.level,
        held_by=known.held_by,
        detail=chosen.detail,
    )


def _review(outcome: Outcome, known: Clauses, at: CaptureContext) -> date | Lack | None:
    """The review, unless the words of its day or a rule of the panel stand against it."""
    review = known.review
    if isinstance(review, Lack):
        return review
    others = [o for o in at.outcomes if o.key in at.decided]
    # Of a lower risk beside a closed case the record refuses a review that the closing itself would not have.
    refusal = review_refusal(outcome, [] if review else others, review, at.held_on)
    if refusal is None:
        return review
    return _NO_REVIEW if review is None else Lack(refusal.sentence, "no review" if outcome.closes else "later review?")


def _level_lack(outcome: Outcome, level: str, at: CaptureContext) -> Lack | None:
    if not level:
        return _which_level(at) if outcome.needs_level else None
    if outcome.defers:
        return _LEVEL_OF_DEFERRED
    scale = at.risk_scale
    if scale is None or not at.risk_now or scale.ordinal(at.risk_now) < 0:
        return None
    refusal = step_refusal(outcome, scale, at.risk_now, level)
    return Lack(refusal.sentence, "which level?") if refusal is not None else None
