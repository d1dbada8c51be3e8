"""Filtering actions by typing: every part means something, and what means nothing is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import an_action

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.action_filter import ActionFilter, Asking, read_filter
from panel_desk.domain.following.filter_suggestions import known_words, suggestions
from panel_desk.domain.following.followed_actions import FollowedAction, follow
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, PanelKey, PersonId

S = ActionStatus
TODAY = date(2026, 11, 22)
"""A Sunday."""
ASKING = Asking(
    today=TODAY,
    person_id=PersonId("imran"),
    agency=AgencyKey("police"),
    agencies=("Police", "Health", "Youth justice", "Children’s social care"),
)


def line(
    name: str,
    due_on: date,
    status: ActionStatus = S.OPEN,
    *,
    what: str = "Visit the address",
    agency: tuple[str, str] = ("police", "Police"),
    owner: tuple[str, str] = ("", ""),
    about: str = "",
    chased_on: date | None = None,
) -> FollowedAction:
    """One action, named by its reference."""
    action = replace(
        an_action(status, due_on=due_on),
        id=ActionId(name),
        reference=name,
        panel=PanelKey(name[:4]),
        what=what,
        agency=AgencyKey(agency[0]),
        agency_name=agency[1],
        owner_id=PersonId(owner[0]) if owner[0] else None,
        owner=owner[1],
        child_id=ChildId("c1") if "(" in about else None,
        about=about,
    )
    return follow(action, TODAY, chased_on)


KHAN, OSEI, LEE = ("imran", "Imran Khan"), ("abena", "Abena Osei"), ("marta", "Marta Lee")
HEALTH, EDUCATION = ("health", "Health"), ("education", "Education")
LINES = (
    line("SAFE-2026-10/01", date(2026, 11, 10), owner=KHAN, about="J.M. (104233)", chased_on=date(2026, 11, 20)),
    line("SAFE-2026-10/02", date(2026, 11, 20), S.IN_PROGRESS, agency=HEALTH, owner=OSEI, what="Ring the police"),
    line("SAFE-2026-10/03", date(2026, 10, 30), S.COMPLETE, agency=EDUCATION, owner=LEE, about="A.K. (104240)"),
    line("MACE-2026-11/01", date(2026, 11, 22), owner=KHAN, about="Mill Park", what="Café lighting"),
    line("MACE-2026-11/02", date(2026, 12, 1), S.NOT_DONE, agency=HEALTH),
    line("SAFE-2026-11/01", date(2026, 12, 4), agency=EDUCATION, what="Pupil’s plan"),
    line("SAFE-2026-11/02", date(2026, 11, 27), S.NOT_POSSIBLE, about="J.M. (104233)"),
)
EVERY = (
    "SAFE-2026-10/01 SAFE-2026-10/02 SAFE-2026-10/03 MACE-2026-11/01 MACE-2026-11/02 SAFE-2026-11/01 SAFE-2026-11/02"
)


def found(typed: str) -> str:
    """The references that a filter leaves, shortened."""
    read = read_filter(typed, ASKING)
    assert read.problems == ()
    return " ".join(one.action.reference for one in read.chosen(LINES))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", EVERY),
        ("   ", EVERY),
        ("overdue", "SAFE-2026-10/01 SAFE-2026-10/02"),
        ("police overdue", "SAFE-2026-10/01"),
        ('"police" overdue', "SAFE-2026-10/01 SAFE-2026-10/02"),
        ("-police overdue", "SAFE-2026-10/02"),
        ("owner:khan due<1 dec", "SAFE-2026-10/01 MACE-2026-11/01"),
        ("owner:khan due < 1 december 2026", "SAFE-2026-10/01 MACE-2026-11/01"),
        ("safe-2026-10", "SAFE-2026-10/01 SAFE-2026-10/02 SAFE-2026-10/03"),
        ("SAFE-2026-10/03", "SAFE-2026-10/03"),
        ("meeting:mace-2026-11", "MACE-2026-11/01 MACE-2026-11/02"),
        ("panel:mace", "MACE-2026-11/01 MACE-2026-11/02"),
        ("ref:11/02", "MACE-2026-11/02 SAFE-2026-11/02"),
        ('status:"not done"', "MACE-2026-11/02"),
        ("status:not done", "MACE-2026-11/02"),
        ("status:not possible health", ""),
        ("status:not possible police", "SAFE-2026-11/02"),
        ("status:overdue", "SAFE-2026-10/01 SAFE-2026-10/02"),
        ("status:open", "SAFE-2026-10/01 SAFE-2026-10/02 MACE-2026-11/01 SAFE-2026-11/01"),
        ("open", "SAFE-2026-10/01 SAFE-2026-10/02 MACE-2026-11/01 SAFE-2026-11/01"),
        ("closed", "SAFE-2026-10/03 MACE-2026-11/02 SAFE-2026-11/02"),
        ("-closed -overdue", "MACE-2026-11/01 SAFE-2026-11/01"),
        ("done", "SAFE-2026-10/03"),
        ('status:done status:"not done"', "SAFE-2026-10/03 MACE-2026-11/02"),
        ("owner:khan owner:osei", "SAFE-2026-10/01 SAFE-2026-10/02 MACE-2026-11/01"),
        ("-owner:khan -owner:osei open", "SAFE-2026-11/01"),
        ('owner:"imran khan" overdue', "SAFE-2026-10/01"),
        ("child:104233", "SAFE-2026-10/01 SAFE-2026-11/02"),
        ("child:j.m.", "SAFE-2026-10/01 SAFE-2026-11/02"),
        ("child:park", ""),
        ("about:park", "MACE-2026-11/01"),
        ("agency:health", "SAFE-2026-10/02 MACE-2026-11/02"),
        ("educ", "SAFE-2026-10/03 SAFE-2026-11/01"),
        ("due:this week", "SAFE-2026-10/02 MACE-2026-11/01"),
        ("due:next week", "SAFE-2026-11/02"),
        ("due:today", "MACE-2026-11/01"),
        ("due:fri", "SAFE-2026-11/02"),
        ("due:december", "MACE-2026-11/02 SAFE-2026-11/01"),
        ("due>27 nov due<=1 dec", "MACE-2026-11/02"),
        ("due>=27/11 due<2026-12-04", "MACE-2026-11/02 SAFE-2026-11/02"),
        ("due<=5d open", "SAFE-2026-10/01 SAFE-2026-10/02 MACE-2026-11/01"),
        ("late>7", "SAFE-2026-10/01"),
        ("late<=2", "SAFE-2026-10/02"),
        ("late:12", "SAFE-2026-10/01"),
        ("chased:never overdue", "SAFE-2026-10/02"),
        ("chased:20 nov", "SAFE-2026-10/01"),
        ("mine overdue", "SAFE-2026-10/01"),
        ("ours closed", "SAFE-2026-11/02"),
        ("cafe", "MACE-2026-11/01"),
        ("CAFÉ", "MACE-2026-11/01"),
        ("pupil's", "SAFE-2026-11/01"),
        ("“ring the”", "SAFE-2026-10/02"),
        ('"ring the', "SAFE-2026-10/02"),
        ("-", EVERY),
    ],
)
def test_what_a_filter_leaves(typed: str, left: str) -> None:
    assert found(typed) == left


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("owned:khan", "“owned:” is nothing an action has. You can use owner:, agency:, status:"),
        ("owner<khan", "“owner<khan”: only due, late and chased can be compared."),
        ("owner:", "What comes after “owner:”?"),
        ("due<nevr", "“nevr” is no day. Write 1 dec, fri, 3d, this week."),
        ("due:", "“due:” needs a day."),
        ("due:31 feb", "“31” is no day."),
        ("status:finished", "“finished” is no status of an action. Known are open,"),
        ("status:", "Which status?"),
        ("late>soon", "“late>soon” needs a number of days: late>7."),
        ("chased:perhaps", "“perhaps” is no day. Write 1 dec, fri, 3d, this week or never."),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_filters(typed: str, sentence: str) -> None:
    read = read_filter(f"overdue {typed}", ASKING)
    assert sentence in read.problems[0]
    assert len(read.chosen(LINES)) <= 2


def test_a_filter_says_what_it_was_understood_as() -> None:
    read = read_filter("police -overdue due<1 dec owner:khan status:not done cafe", ASKING)
    assert read.words == ("with Police, not overdue, due before 1 December 2026, owned by “khan”, not done, “cafe”")


@given(st.text(alphabet='abdeu:<>=-" 19/.“”\n', max_size=30) | st.text(max_size=20))
def test_no_text_stops_a_filter(typed: str) -> None:
    read = read_filter(typed, ASKING)
    assert isinstance(read, ActionFilter)
    assert all(sentence.endswith((".", "?", "…")) for sentence in read.problems)
    assert set(read.chosen(LINES)) <= set(LINES)


@given(st.sampled_from(["overdue", "police", "owner:khan", "due<1 dec", "status:open", "cafe", "mine", "late>3"]))
def test_a_minus_leaves_what_the_part_takes_away(typed: str) -> None:
    with_it, without = (set(read_filter(t, ASKING).chosen(LINES)) for t in (typed, f"-{typed}"))
    assert with_it | without == set(LINES)
    assert not with_it & without


# What may be typed next

KNOWN = known_words(LINES)


def offered(typed: str) -> list[str]:
    return [one.insert for one in suggestions(typed, KNOWN)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ov", "overdue"),
        ("pol", "police"),
        ("police ow", "police owner:"),
        ("owner:kh", 'owner:"Imran Khan"'),
        ("-owner:im", '-owner:"Imran Khan"'),
        ("status:not", 'status:"not started"'),
        ("status:po", 'status:"not possible"'),
        ("open due<", "open due<today"),
        ("due:th", 'due:"this week"'),
        ("child:10423", "child:104233"),
        ("meeting:mace", "meeting:MACE-2026-11"),
        ("chased:", "chased:never"),
    ],
)
def test_the_first_suggestion(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "police ", "overdue", '"pol', "nothing:x", "zzz"])
def test_nothing_is_suggested_where_nothing_fits(typed: str) -> None:
    assert offered(typed) == []


@given(st.sampled_from(["o", "s", "d", "m", "p", "due:", "status:", "agency:", "owner:", "about:", "ref:", "panel:"]))
def test_every_suggestion_can_be_read(typed: str) -> None:
    for insert in offered(typed):
        read = read_filter(f"{insert}khan" if insert.endswith(":") and insert[:3] in ("own", "age") else insert, ASKING)
        unfinished = insert.endswith(":")
        assert unfinished or read.problems == (), insert
