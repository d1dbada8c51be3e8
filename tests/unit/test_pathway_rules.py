"""The register of the enhanced pathway: what each contact was followed by, and what cannot be entered."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.builders import refused
from tests.unit.cross_builders import a_stay, clock

from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.domain.missing.pathway_rules import (
    OnPathway,
    Stay,
    check_contact,
    check_current,
    check_entry,
    check_leaving,
    contacts_since,
    pathway_line,
    starts_in_order,
)
from panel_desk.domain.missing.wall_seconds import wall

ADDED, TODAY, NOW = date(2026, 10, 3), date(2026, 11, 22), clock("2026-11-22 12:00")


def contact(at: str, *, reached: bool = True, by: str = "Ife Bello") -> PathwayContact:
    return PathwayContact(at=clock(at), by=by, way=ContactWay.CALL, reached=reached, words="Met at the library")


def starts(*times: str) -> tuple[int, ...]:
    return tuple(wall(clock(at)) for at in times)


def left(stay: Stay, on: date, because: str = "no episode for 60 days") -> Stay:
    return Stay(entry=stay.entry, contacts=stay.contacts, left_on=on, left_because=because)


def test_each_contact_says_whether_an_episode_followed_and_after_how_many_days() -> None:
    stay = a_stay("101", ADDED, contact("2026-10-05 16:00"), contact("2026-10-20 09:00"), contact("2026-11-12 16:30"))
    line = pathway_line(stay, OnPathway(initials="J.M."), starts("2026-10-11 22:00", "2026-10-20 21:00"))
    assert [(c.when, c.followed, c.days_after) for c in line.contacts] == [
        ("12 November 2026, 16:30", "no episode since", None),
        ("20 October 2026, 09:00", "an episode followed the same day", 0),
        ("5 October 2026, 16:00", "an episode followed after 6 days", 6),
    ]


def test_a_line_counts_the_episodes_while_the_child_was_on_it() -> None:
    own = starts("2026-10-02 23:00", "2026-10-03 00:00", "2026-11-01 23:59", "2026-11-02 00:00")
    assert pathway_line(a_stay("101", ADDED), OnPathway(), own).episodes_since == 3
    ended = pathway_line(left(a_stay("101", ADDED), date(2026, 11, 1)), OnPathway(), own)
    assert (ended.episodes_since, ended.is_current) == (2, False)
    assert ended.left == "left on 1 November 2026: no episode for 60 days"


@pytest.mark.parametrize(
    ("last", "contacts", "words"),
    [
        (None, [], "no contact yet"),
        (None, ["2026-10-05 16:00"], "1 contact so far, 1 reached the child"),
        ("2026-10-05 16:00", ["2026-10-05 16:00"], "no contact since the last episode"),
        (
            "2026-10-05 15:59",
            ["2026-10-05 16:00", "2026-10-07 16:00"],
            "2 contacts since the last episode, 2 reached the child",
        ),
    ],
)
def test_contacts_are_counted_from_the_last_episode(last: str | None, contacts: list[str], words: str) -> None:
    stay = a_stay("101", ADDED, *map(contact, contacts))
    assert contacts_since(stay, starts(last)[0] if last else None) == words


def test_one_episode_told_twice_is_one_start() -> None:
    own = starts("2026-10-05 16:00", "2026-10-05 17:00", "2026-10-05 17:01")
    assert starts_in_order(own[::-1]) == (own[0], own[2])


def test_a_child_is_put_on_the_pathway_once() -> None:
    before = left(a_stay("101", date(2026, 6, 1)), date(2026, 8, 1))
    check_entry(a_stay("101", date(2026, 8, 1)).entry, [before], TODAY)
    with refused("101 is on the enhanced pathway already, since 3 October 2026."):
        check_entry(a_stay("101", TODAY).entry, [a_stay()], TODAY)
    with refused("101 was on the enhanced pathway on 31 July 2026 already."):
        check_entry(a_stay("101", date(2026, 7, 31)).entry, [before], TODAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"owner": " "}, "Who reaches the child before the next episode?"),
        ({"reason": ""}, "Why is the child put on the enhanced pathway?"),
        ({"added_on": date(2026, 11, 23)}, "23 November 2026 has not come yet."),
        ({"added_on": date(2008, 11, 22)}, "On 22 November 2008 nobody was born who is a child now."),
    ],
)
def test_an_entry_needs_an_owner_a_reason_and_a_day_that_has_come(changes: dict[str, object], words: str) -> None:
    with refused(words):
        check_entry(replace(a_stay().entry, **changes), [], TODAY)


@pytest.mark.parametrize(
    ("at", "by", "words"),
    [
        ("2026-11-22 12:01", "Ife Bello", "22 November 2026, 12:01 has not come yet."),
        ("2026-10-02 23:59", "Ife Bello", "The child was put on the enhanced pathway on 3 October 2026"),
        ("2026-10-05 12:00", " ", "Who tried to reach the child?"),
    ],
)
def test_a_contact_is_one_that_was_tried_while_the_child_was_on_it(at: str, by: str, words: str) -> None:
    check_contact(a_stay(), contact("2026-10-03 00:00"), NOW)
    with refused(words):
        check_contact(a_stay(), contact(at, by=by), NOW)


def test_a_stay_that_has_ended_takes_nothing_more() -> None:
    ended = left(a_stay(), date(2026, 11, 1))
    with refused("This stay on the enhanced pathway ended on 1 November 2026."):
        check_current(ended)
    with refused("This stay on the enhanced pathway ended on 1 November 2026."):
        check_contact(ended, contact("2026-10-20 12:00"), NOW)
    check_current(a_stay())


@pytest.mark.parametrize(
    ("on", "reason", "words"),
    [
        (date(2026, 11, 1), " ", "Why does the child leave the enhanced pathway?"),
        (date(2026, 11, 23), "Settled", "23 November 2026 has not come yet."),
        (date(2026, 10, 2), "Settled", "The child was put on the enhanced pathway on 3 October 2026"),
        (date(2026, 10, 11), "Settled", "A contact was made on 12 October 2026, after that day."),
    ],
)
def test_a_stay_ends_with_a_reason_on_a_day_that_can_be(on: date, reason: str, words: str) -> None:
    stay = a_stay("101", ADDED, contact("2026-10-12 16:00"))
    check_leaving(stay, date(2026, 10, 12), "Settled", TODAY)
    with refused(words):
        check_leaving(stay, on, reason, TODAY)


def test_starts_across_the_hour_that_clocks_skip_are_one_episode() -> None:
    skipped = starts("2026-03-29 00:30", "2026-03-29 02:15")
    assert starts_in_order(skipped) == skipped[:1]
    apart = starts("2026-03-30 00:30", "2026-03-30 02:15")
    assert starts_in_order(apart) == tuple(apart)
