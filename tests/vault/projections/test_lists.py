"""What case lists leave in the tables, and what is left of a list that was taken back."""

from __future__ import annotations

import msgspec
import pytest
from tests.vault.projections.test_tables_rebuilt import everything
from tests.vault.scenario import (
    Story,
    a_concern,
    a_decision,
    a_plan,
    a_profile,
    a_referral,
    an_agenda,
    an_alert,
    an_episode,
    an_item,
    the_facts,
)

from panel_desk.domain.children.cases import AlertKind, ChildFacts, IdentityAlert, ProfileRow
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.lists import IdentityAlertAnswered
from panel_desk.vault.queries import children, concerns, imports
from panel_desk.vault.queries.search import search


def only_child(story: Story) -> tuple[object, ...]:
    """The one child's row."""
    (row,) = story.db.conn.execute("SELECT surname, worker, school, listed, listed_risk, initials FROM child")
    return tuple(row)


def test_a_later_list_tells_a_child_anew_and_keeps_the_identifier(story: Story) -> None:
    story.add_list(a_profile(worker="Ife Bello"))
    first = children.ids_by_local_id(story.db)
    story.add_list(a_profile(worker="Alex Morgan", risk="Medium"))
    assert children.ids_by_local_id(story.db) == first
    assert only_child(story) == ("Marlow", "Alex Morgan", "Hill School", 1, "Medium", "J.M.")


def test_what_a_list_does_not_say_stays_as_an_earlier_list_said_it(story: Story) -> None:
    story.add_list(a_profile())
    story.add_list(ProfileRow(facts=ChildFacts(local_id="104233", worker="Alex Morgan")))
    assert only_child(story)[:4] == ("Marlow", "Alex Morgan", "Hill School", 1)
    assert only_child(story)[5] == "J.M."


def test_a_list_that_says_nothing_of_a_child_takes_nothing_away(story: Story) -> None:
    words = {name: name for name in ChildFacts.__struct_fields__ if name not in ("local_id", "born_on")}
    story.add_list(a_profile(**words))
    story.add_list(ProfileRow(facts=ChildFacts(local_id="104233")))
    assert children.facts(story.db) == (the_facts(**words),)
    assert children.on_desk(story.db)[0].types == a_profile().types


def test_a_referral_touches_neither_the_listed_risk_nor_the_listing(story: Story) -> None:
    story.add_list(a_profile(risk="High"))
    story.add_list(a_referral())
    assert only_child(story)[3:5] == (1, "High")


def test_a_child_known_from_a_referral_only_is_not_on_the_profile_list(story: Story) -> None:
    story.add_list(a_referral())
    assert only_child(story)[3] == 0


def test_a_child_no_longer_listed_keeps_its_row_and_comes_back(story: Story) -> None:
    story.add_list(a_profile())
    story.add_list(a_profile("104299"), no_longer_listed=("104233",))
    assert [row.facts.local_id for row in children.profile_rows(story.db)] == ["104299"]
    story.add_list(a_profile())
    assert len(children.profile_rows(story.db)) == 2


def test_a_child_twice_on_one_list_is_one_child_told_by_the_last_line(story: Story) -> None:
    story.add_list(a_profile(worker="Ife Bello"), a_profile(worker="Alex Morgan"))
    assert only_child(story)[1] == "Alex Morgan"


@pytest.mark.parametrize("source_id", ["", "77"])
def test_the_same_episode_imported_again_is_one_episode(story: Story, source_id: str) -> None:
    story.add_list(an_episode(source_id=source_id))
    story.add_list(an_episode(source_id=source_id, hours=9))
    (row,) = children.episode_rows(story.db)
    assert row.ended_at is not None
    assert row.ended_at.hour == 9


def test_one_sources_number_used_for_two_children_makes_two_episodes(story: Story) -> None:
    story.add_list(an_episode("1", source_id="1"), an_episode("2", source_id="1"))
    assert len(children.episode_rows(story.db)) == 2


def test_an_episode_listed_before_its_child_is_the_childs_once_it_is_known(story: Story) -> None:
    story.add_list(an_episode())
    assert children.on_desk(story.db) == ()
    story.add_list(a_profile())
    (child,) = children.on_desk(story.db)
    assert child.episodes == (msgspec.structs.replace(an_episode(), born_on=child.facts.born_on),)


def test_the_same_referral_imported_again_is_one_referral(story: Story) -> None:
    story.add_list(a_referral(agency="Police"), a_referral(agency="School"))
    story.add_list(a_referral(agency="Police"))
    assert len(children.referral_rows(story.db)) == 2


def test_a_list_that_names_an_unknown_child_without_an_identifier_is_refused_whole(story: Story) -> None:
    with pytest.raises(DeskError):
        story.add_list(a_profile(), new_children={})
    assert story.journal.head().seq == 0
    assert children.facts(story.db) == ()


def test_an_undone_list_restores_every_row_as_it_was(story: Story) -> None:
    story.add_list(a_profile(), a_profile("104299"), alerts=(an_alert(),))
    story.add_list(a_referral(), an_episode(), a_concern())
    before = everything(story.db)
    deed = story.add_list(
        a_profile(worker="R. Castellan", surname="Changed"),
        a_profile("1"),
        a_concern("Harbour"),
        alerts=(an_alert("1", "2"),),
        no_longer_listed=("104299",),
    )
    assert search(story.db, "castellan") != ()
    story.undo(deed)
    after = everything(story.db)
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"undo", "undone", "list_import", "given_id"}
    assert [row.undone for row in imports.imports(story.db)] == [True, False, False]
    assert search(story.db, "castellan") == ()


def test_a_decision_stands_when_the_list_before_it_is_taken_back(story: Story) -> None:
    story.add_list(a_profile())
    child = children.ids_by_local_id(story.db)["104233"]
    deed = story.add_list(a_profile(risk="Low"))
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)), a_decision(level="Medium"))
    story.undo(deed)
    (on_desk,) = children.on_desk(story.db)
    assert on_desk.risk is not None
    assert (on_desk.listed_risk, on_desk.risk.level) == ("High", "Medium")


def test_a_later_list_keeps_the_children_of_an_earlier_one_that_is_taken_back(story: Story) -> None:
    first = story.add_list(a_profile(), a_profile("104299"))
    known = children.ids_by_local_id(story.db)
    story.add_list(a_profile())
    story.undo(first)
    assert children.ids_by_local_id(story.db) == {"104233": known["104233"]}
    assert story.differences() == ()


def test_a_later_list_keeps_the_concern_of_an_earlier_one_that_is_taken_back(story: Story) -> None:
    first = story.add_list(a_concern())
    known = concerns.ids_by_key(story.db)
    story.add_list(a_concern(concern="Fewer people now"))
    story.undo(first)
    assert concerns.ids_by_key(story.db) == known
    assert concerns.rows(story.db)[0].concern == "Fewer people now"


@pytest.mark.parametrize("pair", [("104233", "104299"), ("104299", "104233")])
def test_an_answered_alert_is_open_no_more_whichever_child_is_named_first(story: Story, pair: tuple[str, str]) -> None:
    story.add_list(a_profile(), alerts=(an_alert(*pair),))
    assert imports.open_alerts(story.db) == (an_alert(*pair),)
    answer = IdentityAlertAnswered(local_id="104299", other_local_id="104233", answer="different")
    story.tell("child/x", answer)
    story.add_list(a_profile(), alerts=(an_alert(*pair),))
    assert imports.open_alerts(story.db) == ()


def test_a_child_listed_twice_again_is_asked_about_again(story: Story) -> None:
    twice = IdentityAlert(
        kind=AlertKind.LISTED_TWICE, local_id="104233", other_local_id="104233", sentence="Two lines differ."
    )
    story.add_list(a_profile(), alerts=(twice,))
    story.tell("child/x", IdentityAlertAnswered(local_id="104233", other_local_id="104233", answer="same"))
    assert imports.open_alerts(story.db) == ()
    story.add_list(a_profile(), alerts=(twice,))
    assert imports.open_alerts(story.db) == (twice,)


def test_a_bare_child_is_made_for_an_identifier_that_no_line_explains(story: Story) -> None:
    story.add_list(an_episode("5"), new_children={"5": "c5"})
    assert children.facts(story.db) == (ChildFacts(local_id="5"),)


def test_the_facts_of_a_child_come_back_as_they_were_listed(story: Story) -> None:
    story.add_list(a_profile(nhs_number="9434765870", upn="B801200005001", address="1 Fictional Road", sex="Female"))
    told = the_facts(nhs_number="9434765870", upn="B801200005001", address="1 Fictional Road", sex="Female")
    assert children.facts(story.db) == (told,)
