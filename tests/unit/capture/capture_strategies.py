"""Contexts, words and deeds drawn at random, made to be misread: namesakes, clauses inside reasons, quotes, slashes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from tests.unit.capture.capture_builders import MACE, SAFE

from panel_desk.domain.capture import deeds
from panel_desk.domain.capture.context import (
    CaptureContext,
    KnownAction,
    KnownConcern,
    KnownItem,
    KnownPerson,
    Whereabouts,
)
from panel_desk.domain.capture.typed import clean, one_line
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ConcernId, ItemId, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import Outcome
from panel_desk.domain.people import Role

_TRAPS = (
    *("because", "bc", "by fri", "by", "review 3w", "review", "held by Ruth", "risk high", "until 3 dec", "for khan"),
    *("of health", "signed", "sent 18 nov", "to", "police", "police khan:", "khan", "stays", "last", "before 7.2"),
    *("next panel", "/a", "//", "/", '"', '""', '"x"', ":", ",", ".", ";", "– ", "because,", "that", "child", "end"),
    *("the", "due tomorrow", "“so”", "O’Brien", "שלום", "مرحبا", "👍🏽", "7.1", "104233", "by 12", "SAFE-2026-11/03"),
    *("by 07", "of the child", "3d", "ß", "İ", "é", "\u200f", "(2)", "high", "to high", "x", "and"),
)
_words = st.lists(st.one_of(st.sampled_from(_TRAPS), st.text(max_size=8)), min_size=1, max_size=8)
texts = _words.map(lambda parts: one_line(clean(" ".join(parts)))).filter(lambda text: text and clean(text) == text)
"""Somebody's words on one line, clean."""
pages = st.lists(texts, min_size=1, max_size=3).map("\n".join)
_FIRST = ("Imran", "Dana", "Sam", "Al", "Jo Ann", "Ida", "R.")
_LAST = ("Khan", "Lee", "Prior", "O’Brien", "St. John-Lee", "Police", "Al")
_CONCERNS = ("Red Corsa", "Red", "104233", "A because B", '"Q"')
_AGENCIES = tuple((seat.agency, seat.name) for seat in SAFE.seats)


@st.composite
def contexts(draw: st.DrawFn) -> CaptureContext:
    """A meeting of either panel with many namesakes; sometimes nothing is known."""
    panel = draw(st.sampled_from((SAFE, MACE)))
    today = draw(st.dates(date(2026, 1, 1), date(2029, 12, 31)))
    agencies = _AGENCIES[: draw(st.integers(1, len(_AGENCIES)))]
    people = tuple(draw(_person(f"p{place}", agencies)) for place in range(draw(st.integers(0, 7))))
    items = tuple(
        KnownItem(id=ItemId(f"i{n}"), number=f"7.{n}", words=draw(st.sampled_from(("J.M.", "A.K.", "Park"))))
        for n in range(1, draw(st.integers(1, 4)) + 1)
    )
    actions = tuple(
        KnownAction(reference=f"SAFE-2026-{10 + n % 3}/{n // 2:02}", what=draw(texts), agency=agencies[0][0])
        for n in range(1, 7)
    )
    return CaptureContext(
        state=MeetingState.IN_SESSION,
        today=today,
        held_on=today,
        next_panel=draw(st.none() | st.just(today + timedelta(days=28))),
        agencies=agencies,
        people=people,
        outcomes=draw(st.just(panel.outcomes) | st.just(())),
        risk_scale=panel.risk_scale,
        risk_now=draw(st.sampled_from(("", *panel.risk_scale.levels))),
        item=draw(st.none() | st.sampled_from(items)),
        decides=draw(st.booleans()),
        decided=tuple(draw(st.lists(st.sampled_from([o.key for o in panel.outcomes]), max_size=2))),
        section=draw(st.sampled_from(NoteSection)),
        items=items,
        actions=actions,
        concerns=tuple(
            KnownConcern(id=ConcernId(name), name=name)
            for name in draw(
                st.lists(st.sampled_from(("Red Corsa", "Red", "104233", "A because B", '"Q"')), unique=True)
            )
        ),
    )


@st.composite
def _person(draw: st.DrawFn, known_as: str, agencies: tuple[tuple[AgencyKey, str], ...]) -> KnownPerson:
    return KnownPerson(
        id=PersonId(known_as),
        name=f"{draw(st.sampled_from(_FIRST))} {draw(st.sampled_from(_LAST))}",
        agency=draw(st.sampled_from([key for key, _ in agencies] + [AgencyKey("river-trust")])),
        role=draw(st.none() | st.sampled_from(Role)),
        whereabouts=draw(st.sampled_from(Whereabouts)),
    )


@st.composite
def deeds_in(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    """A deed that a line can ask for in the context."""
    makers = [_text_deed, _action, _of_meeting, _late, _order, _news]
    makers += [_person_deed, _attendance] if at.people else []
    makers += [_decision] if at.outcomes else []
    return draw(draw(st.sampled_from(makers))(at))


@st.composite
def _text_deed(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    section = draw(st.sampled_from(NoteSection))
    if draw(st.booleans()):
        # Before a command only what stands on one line is a page of its own.
        return deeds.SayDeed(section=section, text=draw(pages))
    return draw(_one_of(deeds.SectionDeed(section=section), deeds.NextDeed(), deeds.UndoDeed(), deeds.RedoDeed()))


def _one_of(*choices: deeds.CapturedDeed) -> st.SearchStrategy[deeds.CapturedDeed]:
    return st.sampled_from(choices)


def _days(at: CaptureContext, least: int = 0) -> st.SearchStrategy[date]:
    return st.integers(least, 1500).map(lambda days: at.today + timedelta(days=days))


@st.composite
def _action(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    owner = draw(st.none() | st.sampled_from(at.people)) if at.people else None
    agency = owner.agency if owner else draw(st.sampled_from([key for key, _ in at.agencies]))
    asked = deeds.ActionDeed(
        what=draw(texts), agency=agency, due_on=draw(_days(at)), owner_id=owner.id if owner else None
    )
    if draw(st.booleans()):
        return asked
    section = draw(st.sampled_from(NoteSection))
    return deeds.ActionFromNoteDeed(section=section, paragraph=draw(texts), action=asked)


@st.composite
def _decision(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    outcome: Outcome = draw(st.sampled_from(at.outcomes))
    closed = outcome.closes or any(o.closes for o in at.outcomes if o.key in at.decided)
    needs_review = outcome.needs_review and not closed
    review = draw(_days(at, 1)) if needs_review or (not outcome.closes and draw(st.booleans())) else None
    levels = _levels(outcome, at)
    level = draw(st.sampled_from(levels)) if outcome.needs_level and levels else ""
    held = draw(texts) if outcome.needs_holder or draw(st.booleans()) else ""
    if outcome.needs_level and not levels:
        return deeds.NextDeed()
    return deeds.DecisionDeed(
        outcome=outcome.key,
        reason=draw(texts),
        review_on=review,
        level=level,
        held_by=held,
        detail=draw(st.just("") | texts),
    )


def _levels(outcome: Outcome, at: CaptureContext) -> tuple[str, ...]:
    assert at.risk_scale is not None
    levels, now = at.risk_scale.levels, at.risk_scale.ordinal(at.risk_now)
    if now < 0:
        return levels
    return levels[now + 1 :] if outcome.raises_risk else levels[:now]


def _another(draw: st.DrawFn, at: CaptureContext) -> ItemId | None:
    others = [item.id for item in at.items if at.item is None or item.id != at.item.id]
    return draw(st.sampled_from(others)) if others else None


@st.composite
def _person_deed(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    who, words = draw(st.sampled_from(at.people)).id, draw(texts)
    return draw(
        _one_of(
            deeds.DissentDeed(person_id=who, words=words),
            deeds.DeclareDeed(person_id=who, nature=words, stays=draw(st.booleans())),
            deeds.DeclareDeed(person_id=who, nature=words, item_id=_another(draw, at)),
            deeds.BackDeed(person_id=who),
            deeds.ArriveDeed(person_id=who),
            deeds.LeaveDeed(person_id=who),
            deeds.OpenDeed(presiding=who),
        )
    )


@st.composite
def _attendance(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    who, kind = draw(st.sampled_from(at.people)), draw(st.sampled_from(AttendanceKind))
    others = [p for p in at.people if p.id != who.id]
    guest = kind in (AttendanceKind.SUBSTITUTE, AttendanceKind.OBSERVER, AttendanceKind.PRESENTER)
    signed = kind is AttendanceKind.OBSERVER or (guest and draw(st.booleans()))
    if kind is AttendanceKind.SUBSTITUTE and not others:
        return deeds.ReminderReadDeed()
    seat = draw(st.sampled_from(others)).id if kind is AttendanceKind.SUBSTITUTE else None
    if guest and draw(st.booleans()):
        key = draw(st.sampled_from([k for k, _ in at.agencies] + [AgencyKey("river-trust"), AgencyKey("pol")]))
        name = draw(texts.filter(lambda text: len(text) > 1 and any(c.isalnum() and c.isascii() for c in text)))
        return deeds.NewcomerDeed(name=name + " X", agency=key, kind=kind, substitute_for=seat, statement_signed=signed)
    sent = None
    if kind is AttendanceKind.APOLOGIES and draw(st.booleans()):
        sent = at.today - timedelta(days=draw(st.integers(0, 60)))
    return deeds.AttendDeed(
        person_id=who.id, kind=kind, substitute_for=seat, information_sent_on=sent, statement_signed=signed
    )


@st.composite
def _of_meeting(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    words = draw(texts)
    return draw(
        _one_of(
            deeds.AdjournDeed(reason=words, resumes_on=draw(st.none() | _days(at))),
            deeds.CloseDeed(next_on=draw(st.none() | _days(at, 1))),
            deeds.QuorumDeed(reason=words),
            deeds.ReminderReadDeed(),
            deeds.ResumeDeed(),
            deeds.ConfirmDeed(),
            deeds.MinutesConfirmedDeed(),
        )
    )


@st.composite
def _late(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    of_concern = draw(st.booleans())
    if at.concerns and of_concern:
        return deeds.LateDeed(reason=draw(texts), concern_id=draw(st.sampled_from(at.concerns)).id)
    local_id = draw(st.sampled_from(("104233", "A-17", "AB 123", "because 1", "X", '"1"')))
    return deeds.LateDeed(reason=draw(texts), local_id=local_id)


@st.composite
def _order(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    items = [i.id for i in at.items]
    item = draw(st.sampled_from(items))
    place = items.index(item)
    # Nothing is moved to where it stands.
    others = [*items[:place], *items[place + 2 :]]
    if not others or draw(st.booleans()):
        moved = [deeds.MoveDeed(item_id=item)] if item != items[-1] else []
        return draw(_one_of(deeds.TurnDeed(item_id=item), *moved))
    return deeds.MoveDeed(item_id=item, before=draw(st.sampled_from(others)))


@st.composite
def _news(draw: st.DrawFn, at: CaptureContext) -> deeds.CapturedDeed:
    references = sorted({a.reference for a in at.actions})
    reference, status = draw(st.sampled_from(references)), draw(st.sampled_from(ActionStatus))
    if draw(st.booleans()):
        return deeds.MoreTimeDeed(reference=reference, due_on=draw(_days(at)), reason=draw(texts))
    succeeded = status in (ActionStatus.SUPERSEDED, ActionStatus.TRANSFERRED)
    successor = draw(st.sampled_from([r for r in references if r != reference] + ["MACE-2027-01/02"]))
    return deeds.NewsDeed(
        reference=reference,
        status=status,
        reason=draw(texts) if not status.is_open else draw(st.just("") | texts),
        successor=successor if succeeded else "",
    )
