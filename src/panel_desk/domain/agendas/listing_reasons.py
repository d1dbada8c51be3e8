"""Why a child or concern is proposed for an agenda: one rule for each reason, each with its sentence.

A reason either *proposes* or is *told beside* others. What proposes a child for ever would hide what is new, so a
fact that the panel has already considered is only told: episodes before its last decision, and a 17½th birthday
that its last decision already followed. A case the panel closed comes back only for a reason that is later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import count_words, date_words, turns
from panel_desk.domain.children.cases import ReferralRow
from panel_desk.domain.children.standing import ActionState, ChildOnDesk, ConcernOnDesk, Decided
from panel_desk.domain.missing.cross_reference import CrossLine, FlagKind
from panel_desk.domain.missing.episodes import MissingSummary, summarise
from panel_desk.domain.panels import ListingReason, PanelDefinition

_HALF_PAST_17 = (17, 6)
_STEPS = (ListingReason.STEPPED_DOWN, ListingReason.STEPPED_UP)


class CaseBefore(Struct, frozen=True, kw_only=True):
    """Where a child or concern stands with one panel before one meeting."""

    definition: PanelDefinition
    held_on: date
    since: date | None
    last: Decided | None
    """This panel's last decision."""
    newer: tuple[Decided, ...]
    """Other panels' decisions after it, newest first."""
    actions: tuple[ActionState, ...]
    """This panel's own that are open."""

    @property
    def closed_on(self) -> date | None:
        """The day this panel closed the case; None where it has not, or only recommended it without quorum."""
        return self.last.held_on if self.last and self.last.closes and self.last.quorate else None


class Told(Struct, frozen=True, kw_only=True):
    """A reason found."""

    reason: ListingReason
    sentence: str
    proposes: bool = True
    """False: only told beside a reason that proposes."""
    on: date | None = None
    """The day of the review or referral, by which a section is ordered."""


def case_before(
    definition: PanelDefinition, held_on: date, since: date | None, of: ChildOnDesk | ConcernOnDesk
) -> CaseBefore:
    """Where the child or concern stands with the panel."""
    newest_first = sorted(of.decided, key=lambda d: d.held_on, reverse=True)
    place = next((i for i, d in enumerate(newest_first) if d.panel == definition.key), None)
    return CaseBefore(
        definition=definition,
        held_on=held_on,
        since=since,
        last=None if place is None else newest_first[place],
        newer=tuple(newest_first[:place]),
        actions=tuple(a for a in of.actions if a.panel == definition.key and a.status.is_open),
    )


def reasons_of_child(case: CaseBefore, child: ChildOnDesk, crossed: CrossLine | None = None) -> tuple[Told, ...]:
    """Every reason there is for the child, the most pressing first.

    Args:
        case: Where the child stands with the panel.
        child: What the desk holds.
        crossed: The child’s line in the cross-reference, where there is one.
    """
    of_child: tuple[Callable[[CaseBefore, ChildOnDesk], Told | None], ...] = (
        _new_referral,
        _transition,
        _not_discussed,
    )
    summary = summarise(child.episodes, case.held_on, case.definition.regularly_missing)
    found = [rule(case, child) for rule in of_child]
    shared = [rule(case) for rule in (_stepped, _deferred, _review_due, _open_action)]
    missing = _currently_missing(case, summary)
    regularly = _most_missing(case, summary, crossed, missing_told=missing is not None)
    return tuple(t for t in (missing, found[0], *shared, *regularly, *found[1:]) if t is not None)


def reasons_of_concern(case: CaseBefore, concern: ConcernOnDesk) -> tuple[Told, ...]:
    """Every reason there is for the concern; one that was closed at the desk has none that proposes."""
    shared = [rule(case) for rule in (_stepped, _deferred, _review_due, _open_action)]
    told = tuple(t for t in (_reopened(case, concern) or _new_concern(case, concern), *shared) if t is not None)
    return tuple(replace(t, proposes=False) for t in told) if concern.closed_on is not None else told


def _reopened(case: CaseBefore, concern: ConcernOnDesk) -> Told | None:
    """Opened again at the desk since this panel last decided."""
    on = concern.reopened_on
    if on is None or (case.last is not None and case.last.held_on > on):
        return None
    because = concern.reopened_because.rstrip(".")
    return Told(reason=ListingReason.NEW_CONCERN, sentence=f"Opened again on {date_words(on)}: {because}", on=on)


def _currently_missing(case: CaseBefore, summary: MissingSummary) -> Told | None:
    """A missing episode without an end on the day of the meeting; an absence is not meant."""
    if summary.missing_since is None:
        return None
    return Told(
        reason=ListingReason.CURRENTLY_MISSING,
        sentence=f"Missing since {summary.missing_since_words}",
        proposes=case.closed_on is None or summary.missing_since.date() >= case.closed_on,
    )


def _new_referral(case: CaseBefore, child: ChildOnDesk) -> Told | None:
    """A referral that no decision of this panel is later than; one of the day of the meeting itself still is new."""
    waiting = [r for r in child.referrals if not _considered(case.last, r.referred_on)]
    if not waiting:
        return None
    newest = max(waiting, key=lambda r: r.referred_on or date.min)
    earliest = min((r.referred_on for r in waiting if r.referred_on), default=None)
    return Told(reason=ListingReason.NEW_REFERRAL, sentence=_referral_words(case, waiting, newest), on=earliest)


def _considered(last: Decided | None, referred_on: date | None) -> bool:
    """Whether the panel decided after the referral; one without a date counts as considered by any decision."""
    return last is not None and (referred_on is None or referred_on < last.held_on)


def _referral_words(case: CaseBefore, waiting: list[ReferralRow], newest: ReferralRow) -> str:
    """``Referred by Police on 12 November 2026``."""
    by = f" by {newest.source_agency}" if newest.source_agency else ""
    on = f" on {date_words(newest.referred_on)}" if newest.referred_on else ", no date given"
    late = case.since and newest.referred_on and newest.referred_on < case.since
    before = f", before the meeting of {date_words(case.since)}, and not yet considered" if late and case.since else ""
    start = "Referred" if len(waiting) == 1 else f"{len(waiting)} referrals, the latest"
    return f"{start}{by}{on}{before}"


def _regularly_missing(case: CaseBefore, summary: MissingSummary) -> Told | None:
    """The panel's rule is met; proposes where an episode began on or after the day of the last decision."""
    if summary.newest_counted_on is None:
        return None
    return Told(
        reason=ListingReason.REGULARLY_MISSING,
        sentence=_begun(summary.regularly),
        proposes=case.last is None or summary.newest_counted_on >= case.last.held_on,
    )


def _most_missing(
    case: CaseBefore, summary: MissingSummary, crossed: CrossLine | None, *, missing_told: bool
) -> tuple[Told | None, Told | None]:
    """The enhanced pathway, and regularly missing: what is told once is not repeated."""
    panels_own = _regularly_missing(case, summary)
    if crossed is None:
        return None, panels_own
    told = {fact for f in crossed.flags if missing_told and f.kind is FlagKind.MISSING_NOW for fact in f.facts}
    by_kind = {f.kind: "; ".join(fact for fact in f.facts if fact not in told) for f in crossed.flags}
    last, newest = case.last, crossed.last_started_on
    is_new = last is None or (newest is not None and newest >= last.held_on)
    since = crossed.pathway_since
    marked = by_kind.get(FlagKind.ENHANCED_PATHWAY)
    enhanced = None
    if marked is not None or since is not None:
        stay = f"on the enhanced pathway since {date_words(since)}, {crossed.contacts}" if since else ""
        added = since is not None and last is not None and since >= last.held_on
        words = "; ".join(part for part in (marked, stay) if part)
        enhanced = Told(reason=ListingReason.ENHANCED_PATHWAY, sentence=_begun(words), proposes=is_new or added)
    if marked is not None:
        return enhanced, None
    refer = by_kind.get(FlagKind.CONSIDER_REFERRAL)
    if refer is not None:
        panels_own = Told(reason=ListingReason.REGULARLY_MISSING, sentence=_begun(refer), proposes=is_new)
    return enhanced, panels_own


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _transition(case: CaseBefore, child: ChildOnDesk) -> Told | None:
    """Known to this panel and 17½; proposes until a decision has followed that birthday."""
    if case.last is None or child.facts.born_on is None:
        return None
    reached_on = turns(child.facts.born_on, *_HALF_PAST_17)
    if reached_on > case.held_on:
        return None
    return Told(
        reason=ListingReason.TRANSITION,
        sentence=f"17½ on {date_words(reached_on)}",
        proposes=case.closed_on is None and case.last.held_on < reached_on,
    )


def _not_discussed(case: CaseBefore, child: ChildOnDesk) -> Told | None:
    """On the latest list of children at risk, and never before this panel."""
    if case.last is not None or not child.listed:
        return None
    return Told(
        reason=ListingReason.NOT_DISCUSSED, sentence="On the list of children at risk and not yet before this panel"
    )


def _new_concern(case: CaseBefore, concern: ConcernOnDesk) -> Told | None:
    """Never before this panel, or raised again after the panel closed it."""
    raised_on = concern.row.raised_on
    again = case.closed_on is not None and raised_on is not None and raised_on > case.closed_on
    if case.last is not None and not again:
        return None
    raised = f"Raised{' again' if again else ''} on {date_words(raised_on)}" if raised_on else "On the list of concerns"
    ending = "since it was closed" if again else "not yet before this panel"
    return Told(reason=ListingReason.NEW_CONCERN, sentence=f"{raised}, {ending}", on=raised_on)


def _stepped(case: CaseBefore) -> Told | None:
    """Another panel passed the case to this one after this panel's last decision."""
    handed = next((d for d in case.newer if d.to_panel == case.definition.key), None)
    if handed is None:
        return None
    way = _direction(handed)
    taken = [r for section in case.definition.sections for r in section.reasons if r in _STEPS]
    # A council may word its outcomes without “up” or “down”: what this panel takes then decides the section.
    reason = way if way in taken else next(iter(taken), way or ListingReason.STEPPED_UP)
    verb = way.value.capitalize() if way else "Passed on"
    standing = "" if handed.quorate else ", as a recommendation without quorum"
    sentence = f"{verb} at {handed.reference} on {date_words(handed.held_on)}{standing}"
    return Told(reason=reason, sentence=sentence, on=handed.held_on)


def _direction(handed: Decided) -> ListingReason | None:
    """Up or down, as the outcome is worded; None where it says neither."""
    words = f"{handed.outcome} {handed.words}".casefold().replace("-", " ").split()
    return next((step for step in _STEPS if step.value.split()[-1] in words), None)


def _deferred(case: CaseBefore) -> Told | None:
    """The last decision here put the item off."""
    if case.last is None or not case.last.defers:
        return None
    sentence = f"Deferred at {case.last.reference} on {date_words(case.last.held_on)}"
    return Told(reason=ListingReason.DEFERRED, sentence=sentence, on=case.last.held_on)


def _review_due(case: CaseBefore) -> Told | None:
    """The review date is reached; a closing that lacked quorum comes back too, so that it is not lost."""
    last = case.last
    if last is None:
        return None
    if last.closes and not last.quorate:
        sentence = f"Closing was recommended without quorum at {last.reference}"
        return Told(reason=ListingReason.REVIEW_DUE, sentence=sentence, on=last.held_on)
    if last.closes or last.review_on is None or last.review_on > case.held_on:
        return None
    sentence = f"Review due on {date_words(last.review_on)}, set at {last.reference}"
    return Told(reason=ListingReason.REVIEW_DUE, sentence=sentence, on=last.review_on)


def _open_action(case: CaseBefore) -> Told | None:
    """An open action of this panel that is due by the meeting; of a closed case only one recorded later."""
    due = sorted((a for a in case.actions if a.due_on <= case.held_on), key=lambda a: (a.due_on, a.reference))
    if not due:
        return None
    first = due[0]
    sentence = f"Action {first.reference} ({first.agency_name}) due on {date_words(first.due_on)}"
    if len(due) > 1:
        sentence += f" and {count_words(len(due) - 1, 'other')} due by the meeting"
    return Told(
        reason=ListingReason.OPEN_ACTION,
        sentence=sentence,
        proposes=case.closed_on is None or any(a.recorded_at.date() > case.closed_on for a in due),
    )
