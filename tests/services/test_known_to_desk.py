"""What the desk knows, told to the process that checks a list, is what the tables say."""

from __future__ import annotations

from tests.services.desk_builders import CONCERN_HEADINGS, TestDesk, a_list, a_profile, a_referral, child, missing

from panel_desk.vault.queries import children, concerns


def test_what_a_list_is_compared_with_is_what_the_tables_say(at: TestDesk) -> None:
    at.bring(a_profile(child("102", surname='O’Brien, "Zoë"'), child("101")))
    at.bring(a_profile(child("101", risk="Medium")), "second.csv")
    at.bring(a_referral("103"))
    at.bring(missing("101", "2026-09-01 20:00:00", "2026-09-02 08:00:00"))
    at.bring(a_list(CONCERN_HEADINGS, ("Location", "Bus station", "Groups gather", "Police", "27/08/2026")))
    known, db = at.desk.importing.known(), at.desk.book.db
    assert {c.local_id: c for c in known.children} == {c.local_id: c for c in children.facts(db)}
    assert known.profile == children.profile_rows(db)
    assert known.referrals == children.referral_rows(db)
    assert known.episodes == children.episode_rows(db)
    assert known.concerns == concerns.rows(db)
    assert all((known.profile, known.referrals, known.episodes, known.concerns))


def test_more_children_than_one_part_holds_are_all_known_in_order(at: TestDesk) -> None:
    at.bring(a_profile(*(child(str(200_000 + n)) for n in range(2500))))
    known = at.desk.importing.known()
    assert [c.local_id for c in known.children] == [str(200_000 + n) for n in range(2500)]
    assert len(known.profile) == 2500


def test_an_empty_desk_knows_nothing(at: TestDesk) -> None:
    known = at.desk.importing.known()
    assert (known.children, known.profile, known.referrals, known.episodes, known.concerns) == ((), (), (), (), ())


def test_children_are_named_by_number(at: TestDesk) -> None:
    at.bring(a_profile(child("101", surname="Zed")))
    assert at.desk.importing.names_of(["101", "999"]) == {"101": ("K.Z.", "Kim Zed")}
