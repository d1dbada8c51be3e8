"""The cross-reference against the plain reading of DOMAIN §7, on random episodes around both changes of the clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.cross_builders import ENGLAND, a_child, columns, crossed
from tests.unit.cross_oracle import Plain, read

from panel_desk.domain.calendar import turns
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow, ExploitationType
from panel_desk.domain.missing.cross_reference import FlagKind
from panel_desk.domain.missing.episodes import distinct
from panel_desk.domain.missing.missing_figures import figures
from panel_desk.domain.missing.return_interviews import outstanding
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.missing.wall_seconds import Moment, midnight, time_of

NAMES = ("101", "102", "103")
NOWS = st.sampled_from(
    (
        datetime(2026, 3, 31, 9, 30, tzinfo=ENGLAND),
        datetime(2026, 10, 25, 12, 0, tzinfo=ENGLAND),
        datetime(2026, 11, 22, 0, 30, tzinfo=ENGLAND),
        datetime(2027, 2, 1, 23, 59, tzinfo=ENGLAND),
    )
)
# The limits of what counts, and days around the changes of the clocks (25 October and 29 March).
DAYS = st.one_of(st.sampled_from((-1, 0, 1, 3, 4, 28, 29, 30, 31, 89, 90, 91, 364, 365, 366)), st.integers(0, 120))
QUARTERS = st.one_of(st.just(0), st.integers(0, 95))
LENGTHS = st.one_of(st.none(), st.sampled_from((0, 95, 96, 97, 288)), st.integers(0, 4 * 24 * 5))


def _real(at: datetime) -> datetime:
    """A time that England’s clock shows: on the last Sunday of March it skips from 01:00 to 02:00."""
    return at + timedelta(hours=1) if at.date() == date(2026, 3, 29) and at.hour == 1 else at


@st.composite
def episodes(draw: st.DrawFn, now: datetime) -> EpisodeRow:
    day = now.replace(hour=0, minute=0, tzinfo=None) - timedelta(days=draw(DAYS))
    started = _real(day + timedelta(minutes=15 * draw(QUARTERS)))
    length = draw(LENGTHS)
    start_known, end_known = draw(st.booleans()), draw(st.booleans())
    ended = None if length is None else _real(started + timedelta(minutes=15 * length))
    if not start_known:
        started = started.replace(hour=0, minute=0)
    if ended is not None and not end_known:
        ended = max(ended.replace(hour=0, minute=0), started)
    held = draw(st.one_of(st.none(), st.sampled_from((28 * 24, 28 * 24 + 1)), st.integers(0, 24 * 35)))
    return EpisodeRow(
        local_id=draw(st.sampled_from(NAMES)),
        kind=draw(st.sampled_from((EpisodeKind.MISSING, EpisodeKind.MISSING, EpisodeKind.ABSENT))),
        started_at=started,
        start_time_known=start_known,
        ended_at=ended,
        end_time_known=end_known,
        interview_offered=draw(st.sampled_from((None, True, False))),
        interview_accepted=draw(st.sampled_from((None, True, False))),
        interview_at=None if held is None or ended is None else ended + timedelta(hours=held),
        interview_recorded=draw(st.sampled_from(("", "", "", "offered", "refused", "not to be offered"))),
    )


@st.composite
def lists(draw: st.DrawFn, now: datetime) -> list[EpisodeRow]:
    """Some episodes, and some of them told again by another list that starts them up to an hour and a quarter later."""
    rows = draw(st.lists(episodes(now), max_size=12))
    again = draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    other = [draw(episodes(now)) for _ in again]
    later = [draw(st.sampled_from((0, 15, 60, 75))) for _ in again]
    copies = [
        replace(told, local_id=row.local_id, started_at=_real(row.started_at + timedelta(minutes=minutes)))
        for row, told, minutes in zip(again, other, later, strict=True)
    ]
    return [*rows, *(c for c in copies if c.ended_at is None or c.ended_at >= c.started_at)]


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[EpisodeRow], datetime]:
    """Episodes, and when they are looked at."""
    now = draw(NOWS)
    return draw(lists(now)), now


STORIES = stories()
RULES = st.builds(
    Thresholds,
    episodes=st.integers(1, 4),
    days=st.sampled_from((1, 30, 90, 365, 400)),
    top=st.integers(1, 3),
    longer_than_hours=st.sampled_from((1, 24, 72)),
    interviews_after_absence=st.booleans(),
)
MARKED = st.sets(st.sampled_from(NAMES))
BIRTHS = st.dictionaries(st.sampled_from(NAMES), st.dates(date(2008, 1, 1), date(2009, 3, 1)))


def _by_child(rows: list[EpisodeRow]) -> dict[str, list[EpisodeRow]]:
    return {name: [row for row in rows if row.local_id == name] for name in NAMES}


def _flags(plain: Plain, *, marked: bool) -> set[FlagKind]:
    """Marker + regularly missing → enhanced pathway; no marker → consider referral; overdue; missing now."""
    asked = {
        FlagKind.MISSING_NOW: plain.missing_now,
        FlagKind.ENHANCED_PATHWAY: plain.goes_missing_most and marked,
        FlagKind.CONSIDER_REFERRAL: plain.goes_missing_most and not marked,
        FlagKind.INTERVIEW_OVERDUE: bool(plain.overdue) and marked,
    }
    return {kind for kind, holds in asked.items() if holds}


@given(STORIES, RULES, MARKED, BIRTHS)
@settings(max_examples=250, deadline=None)
def test_every_flag_is_what_a_plain_reading_of_the_rules_gives(
    story: tuple[list[EpisodeRow], datetime], rule: Thresholds, marked: set[str], births: dict[str, date]
) -> None:
    rows, now = story
    children = [
        a_child(name, born=births.get(name), types=(ExploitationType.CSE,) if name in marked else ()) for name in NAMES
    ]
    lines = crossed(*rows, children=children, now=now, **{f: getattr(rule, f) for f in rule.__struct_fields__})
    adults = {name: turns(born, 18) for name, born in births.items()}
    expected = read(_by_child(rows), adults, now, rule)
    for name, plain in expected.items():
        flags = _flags(plain, marked=name in marked)
        line = lines.get(name)
        assert ({flag.kind for flag in line.flags} if line else set()) == flags
        if line is not None:
            assert (line.days_30, line.days_90, line.days_365, line.within) == plain[:4]
    assert {name for name, line in lines.items() if line.flags} == {
        name for name, plain in expected.items() if _flags(plain, marked=name in marked)
    }


@given(STORIES, RULES, BIRTHS)
@settings(max_examples=250, deadline=None)
def test_every_figure_is_what_a_plain_reading_of_the_rules_gives(
    story: tuple[list[EpisodeRow], datetime], rule: Thresholds, births: dict[str, date]
) -> None:
    rows, now = story
    adults = {name: turns(born, 18) for name, born in births.items()}
    moment = Moment(now, rule)
    found = figures(columns(rows), moment, {name: midnight(day) for name, day in adults.items()})
    expected = read(_by_child(rows), adults, now, rule)
    assert set(found) == set(expected)
    for name, plain in expected.items():
        own = found[name]
        assert own.away // 3600 == plain.hours
        assert (own.open_since is not None) == plain.missing_now
        assert tuple((one.seconds_over or 0) // 3600 for one in own.overdue) == plain.overdue


@given(STORIES)
@settings(max_examples=60, deadline=None)
def test_an_interview_is_overdue_here_exactly_where_it_is_overdue_in_the_list_of_episodes(
    story: tuple[list[EpisodeRow], datetime],
) -> None:
    rows, now = story
    clock = now.replace(tzinfo=None)
    found = figures(columns(rows), Moment(now, Thresholds(days=3000)))
    for name, own in _by_child(rows).items():
        due = outstanding(own, clock, looking_back=timedelta(days=3000))
        overdue = [one.returned_at for one in due if one.due_at < clock]
        told = sorted(time_of(one.at) for one in (found[name].overdue if name in found else ()))
        known = {row.started_at for row in distinct(own) if row.started_at.date() <= clock.date()}
        assert told == sorted(at for at in overdue if known)


@given(STORIES)
@settings(max_examples=60, deadline=None)
def test_a_list_told_twice_changes_nothing(story: tuple[list[EpisodeRow], datetime]) -> None:
    rows, now = story
    assert crossed(*rows, *rows, now=now) == crossed(*rows, now=now)


@given(STORIES, st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_more_episodes_of_one_child_never_take_off_another_childs_urgent_flag(
    story: tuple[list[EpisodeRow], datetime], name: str
) -> None:
    rows, now = story
    children = [a_child(n) for n in NAMES]
    others = [row for row in rows if row.local_id != name]
    urgent = {FlagKind.MISSING_NOW, FlagKind.INTERVIEW_OVERDUE}
    before, after = crossed(*others, children=children, now=now), crossed(*rows, children=children, now=now)
    for local_id, line in before.items():
        kept = {f.kind for f in after[local_id].flags} & urgent
        assert kept == {f.kind for f in line.flags} & urgent
