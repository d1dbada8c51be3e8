"""The register of the enhanced pathway: who enters, what follows each contact, who leaves; each deed can be undone."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_profile, child, missing, refusal

from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import PathwayId
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.domain.missing.pathway_rules import PathwayLine

TODAY, ADDED = date(2026, 10, 26), date(2026, 10, 7)
REASON = "3 episodes since 28 July 2026; CCE marker"


def contact(at: str, *, reached: bool = True, words: str = "") -> PathwayContact:
    return PathwayContact(
        at=datetime.fromisoformat(at), by="Ife Bello", way=ContactWay.VISIT, reached=reached, words=words
    )


@pytest.fixture
def three(at: TestDesk) -> TestDesk:
    """A child with three episodes in October, another with none."""
    at.clock.set(TODAY)
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    for day in ("05", "12", "19"):
        at.bring(missing("101", f"{day}/10/2026 20:00", f"{day}/10/2026 23:00"), f"missing-{day}.csv")
    return at


def enter(at: TestDesk, local_id: str = "101", on: date = ADDED) -> PathwayId:
    return at.desk.pathway.enter(ASHA, local_id, "Ife Bello", REASON, agency="Adolescent team", on=on)


def only(at: TestDesk) -> PathwayLine:
    (line,) = at.desk.pathway.register(TODAY)
    return line


def test_a_child_is_entered_with_owner_and_reason(three: TestDesk) -> None:
    pathway_id = enter(three)
    line = only(three)
    assert (line.id, line.local_id, line.initials, line.name) == (pathway_id, "101", "K.A.", "Kim Archer")
    assert (line.owner, line.agency, line.added, line.reason) == (
        "Ife Bello",
        "Adolescent team",
        "7 October 2026",
        REASON,
    )
    assert (line.is_current, line.episodes_since, line.contacts_words) == (True, 2, "no contact since the last episode")
    assert line.child_id is not None


def test_contacts_say_what_followed_the_newest_first(three: TestDesk) -> None:
    pathway_id = enter(three)
    three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-09 16:00"))
    three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-21 16:00", reached=False))
    line = only(three)
    assert [(c.when, c.followed) for c in line.contacts] == [
        ("21 October 2026, 16:00", "no episode since"),
        ("9 October 2026, 16:00", "an episode followed after 3 days"),
    ]
    assert line.contacts_words == "1 contact since the last episode, none reached the child"


def test_owner_and_reason_are_put_right_and_the_contacts_stay(three: TestDesk) -> None:
    pathway_id = enter(three)
    three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-09 16:00"))
    three.desk.pathway.change(ASHA, pathway_id, owner="Alex Morgan")
    line = only(three)
    assert (line.owner, line.reason, len(line.contacts), line.added_on) == ("Alex Morgan", REASON, 1, ADDED)
    with refusal(match="Who reaches the child"):
        three.desk.pathway.change(ASHA, pathway_id, owner=" ")
    three.desk.pathway.change(ASHA, pathway_id, reason="Settling, yet at risk")
    assert only(three).reason == "Settling, yet at risk"


def test_who_left_stands_below_and_may_come_back(three: TestDesk) -> None:
    first = enter(three)
    three.desk.pathway.leave(ASHA, first, date(2026, 10, 14), "Moved to a safer placement")
    assert only(three).left == "left on 14 October 2026: Moved to a safer placement"
    again = enter(three, on=date(2026, 10, 20))
    other = enter(three, "102", on=date(2026, 10, 25))
    assert [line.id for line in three.desk.pathway.register(TODAY)] == [other, again, first]
    assert [line.is_current for line in three.desk.pathway.register(TODAY)] == [True, True, False]


def test_a_child_is_on_it_once_and_must_be_known(three: TestDesk) -> None:
    enter(three)
    with refusal(match="101 is on the enhanced pathway already"):
        enter(three)
    with refusal(Reason.NOT_FOUND, match="has told of a child 999"):
        enter(three, "999")
    with refusal(match="27 October 2026 has not come yet"):
        enter(three, "102", on=date(2026, 10, 27))


def test_a_child_known_by_a_missing_list_alone_can_be_entered(three: TestDesk) -> None:
    three.bring(missing("900", "20/10/2026 20:00"), "other.csv")
    enter(three, "900")
    line = only(three)
    assert (line.local_id, line.initials, line.child_id) == ("900", "?.?.", None)


def test_what_does_not_fit_a_stay_is_refused(three: TestDesk) -> None:
    pathway_id = enter(three)
    with refusal(match="26 October 2026, 10:30 has not come yet"):
        three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-26 10:30"))
    with refusal(Reason.NOT_FOUND, match="holds no such stay"):
        three.desk.pathway.contact(ASHA, PathwayId("none"), contact("2026-10-09 16:00"))
    with refusal(match="Why does the child leave"):
        three.desk.pathway.leave(ASHA, pathway_id, TODAY, " ")
    three.desk.pathway.leave(ASHA, pathway_id, TODAY, "Settled")
    with refusal(match="ended on 26 October 2026"):
        three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-09 16:00"))
    with refusal(match="ended on 26 October 2026"):
        three.desk.pathway.change(ASHA, pathway_id, owner="Alex Morgan")


def test_every_deed_can_be_undone(three: TestDesk) -> None:
    pathway_id = enter(three)
    book, pathway = three.desk.book, three.desk.pathway
    undo = book.undo
    undo(ASHA, pathway.leave(ASHA, pathway_id, TODAY, "Settled"))
    assert only(three).is_current
    undo(ASHA, pathway.contact(ASHA, pathway_id, contact("2026-10-09 16:00")))
    assert only(three).contacts == ()
    undo(ASHA, pathway.change(ASHA, pathway_id, owner="Alex Morgan"))
    assert only(three).owner == "Ife Bello"


def test_a_core_member_keeps_no_register_and_a_chair_does(three: TestDesk) -> None:
    with refusal(match="may not follow missing children"):
        three.desk.pathway.enter(three.person("Abena Osei").id, "101", "Ife Bello", REASON, on=ADDED)
    three.desk.pathway.enter(three.person("Dana Prior").id, "101", "Ife Bello", REASON, on=ADDED)
    assert only(three).owner == "Ife Bello"


def test_who_is_on_the_pathway_is_told_in_the_cross_reference_and_on_the_agenda(three: TestDesk) -> None:
    pathway_id = enter(three)
    three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-21 16:00"))
    (line,) = three.desk.cross_referencing.run(three.clock()).lines
    assert line.pathway_id == pathway_id
    assert line.pathway == (
        "on the enhanced pathway since 7 October 2026, owner Ife Bello; "
        "1 contact since the last episode, 1 reached the child"
    )
    meeting_id = three.planned(held_on=date(2026, 11, 19))
    (item,) = [i.agenda for i in three.desk.meetings.meeting(meeting_id).items if i.agenda.section == "missing"]
    assert item.because[0].sentence.endswith(
        "; on the enhanced pathway since 7 October 2026, 1 contact since the last episode, 1 reached the child"
    )


def test_no_name_leaves_the_desk_with_the_register(three: TestDesk, tmp_path: Path) -> None:
    pathway_id = enter(three)
    three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-21 16:00", words="Kim Archer was at the library"))
    (line,) = three.desk.pathway.outside(TODAY)
    assert (line.name, line.contacts[0].words) == ("", "K.A. was at the library")
    for ending in (".csv", ".xlsx", ".pdf"):
        path = tmp_path / f"pathway{ending}"
        three.desk.pathway.export(ASHA, path, "Head of Service")
        assert path.stat().st_size > 200
    assert [e.what for e in three.desk.exporting.made()] == ["enhanced pathway"] * 3
    with refusal(match="Who is to have this file"):
        three.desk.pathway.export(ASHA, tmp_path / "p.csv", "")
    with refusal(match="ends in none of"):
        three.desk.pathway.export(ASHA, tmp_path / "p.doc", "Head of Service")


def test_the_stay_that_goes_on_is_found_by_child(three: TestDesk) -> None:
    pathway_id = enter(three)
    assert three.desk.pathway.current("101") == pathway_id
    with refusal(Reason.NOT_FOUND, match="102 is not on the enhanced pathway"):
        three.desk.pathway.current("102")


def test_stays_that_begin_later_are_left_out(three: TestDesk) -> None:
    enter(three, on=TODAY)
    assert three.desk.pathway.register(date(2026, 10, 25)) == ()


def test_an_entry_that_a_contact_rests_on_is_not_undone_before_it(three: TestDesk) -> None:
    pathway_id = enter(three)
    book = three.desk.book
    entered = book.journal.of_stream(f"pathway/{pathway_id}")
    made = three.desk.pathway.contact(ASHA, pathway_id, contact("2026-10-21 16:00"))
    with refusal(match="Something recorded since rests on that deed"):
        book.undo(ASHA, entered)
    book.undo(ASHA, made)
    book.undo(ASHA, entered)
    assert three.desk.pathway.register(TODAY) == ()
