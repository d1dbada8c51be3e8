"""A council's own word list: kept in the record, counted at once, taken back by an undo, given away as a file."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk

from panel_desk.domain.errors import DeskError
from panel_desk.domain.language import Phrase

OWN = Phrase(phrase="our/their special word", instead=("plain words",), why="Nobody outside knows it.")


def found(at: TestDesk, text: str) -> list[str]:
    return [flag.instead for flag in at.desk.language.flags(text)]


def test_the_shipped_list_counts_where_the_council_has_none(at: TestDesk) -> None:
    assert found(at, "a lifestyle choice") == ["the situation the child is caught in"]


def test_a_phrase_that_is_added_is_flagged_from_now_on_and_one_taken_off_no_longer(at: TestDesk) -> None:
    at.desk.language.add(ASHA, OWN)
    assert found(at, "their special word") == ["plain words"]
    at.desk.language.remove(ASHA, OWN.phrase)
    assert found(at, "their special word") == []


def test_a_phrase_added_again_is_replaced(at: TestDesk) -> None:
    at.desk.language.add(ASHA, OWN)
    at.desk.language.add(ASHA, Phrase(phrase=OWN.phrase.upper(), instead=("other words",), why="Because."))
    assert found(at, "their special word") == ["other words"]
    assert len(at.desk.language.own().phrases) == 1


def test_a_shipped_phrase_is_switched_off_and_on_again(at: TestDesk) -> None:
    at.desk.language.switch(ASHA, "lifestyle choice/choices", on=False)
    assert found(at, "a lifestyle choice") == []
    at.desk.language.switch(ASHA, "lifestyle choice/choices", on=True)
    assert len(found(at, "a lifestyle choice")) == 1


def test_quotations_are_looked_into_where_the_council_asks_for_it(at: TestDesk) -> None:
    at.desk.language.leave_quotations(ASHA, leave=False)
    assert len(found(at, "“It was a lifestyle choice of mine”")) == 1


@pytest.mark.parametrize("phrase", ["", "run!", "<nobody> runs"])
def test_a_phrase_that_cannot_be_searched_for_is_not_kept(at: TestDesk, phrase: str) -> None:
    with pytest.raises(DeskError):
        at.desk.language.add(ASHA, Phrase(phrase=phrase, instead=("x",), why="y"))
    assert at.desk.language.own().phrases == ()


def test_what_is_not_on_the_list_cannot_be_taken_off_or_switched(at: TestDesk) -> None:
    with pytest.raises(DeskError, match="does not hold"):
        at.desk.language.remove(ASHA, "nothing")
    with pytest.raises(DeskError, match="does not hold"):
        at.desk.language.switch(ASHA, "nothing", on=False)


def test_a_list_given_away_as_a_file_is_the_same_list_elsewhere(at: TestDesk) -> None:
    at.desk.language.add(ASHA, OWN)
    at.desk.language.switch(ASHA, "lifestyle choice/choices", on=False)
    given, text = at.desk.language.own(), at.desk.language.written_out()
    at.desk.language.read_in(ASHA, "", where="empty.toml")
    assert at.desk.language.own() != given
    at.desk.language.read_in(ASHA, text, where="own.toml")
    assert at.desk.language.own() == given


def test_a_file_that_is_no_list_changes_nothing(at: TestDesk) -> None:
    at.desk.language.add(ASHA, OWN)
    with pytest.raises(DeskError, match="cannot be used"):
        at.desk.language.read_in(ASHA, "phrases = 1", where="bad.toml")
    assert at.desk.language.own().phrases == (OWN,)


def test_the_list_is_made_anew_from_the_journal(at: TestDesk) -> None:
    at.desk.language.add(ASHA, OWN)
    assert at.desk.auditing.audit().tables_differ == ()
