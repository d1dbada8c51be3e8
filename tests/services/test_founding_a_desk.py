"""A new desk is put in place whole with its people and keys, or nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import keyring
import msgspec
import pytest
from keyring.backends import null
from tests.services.desk_builders import CSC, MACE, SAFE, HeldClock, refusal

from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.people import Role
from panel_desk.services import founding, unlocking
from panel_desk.services.founding import NewDesk, NewPerson, found_desk, shipped_panels
from panel_desk.vault.keys.wrapping import QUICK_COST

OPENS = "lantern orbit pickle moth"
DANA = NewPerson(name="Dana Prior", agency=CSC, title="Head of Service")


class Stopped(Exception):  # noqa: N818 - what Cancel raises inside the work
    """Somebody pressed Cancel."""


def quiet(_words: str, _done: float | None) -> None:
    """Nobody listens."""


def a_new_desk(folder: Path, **changes: object) -> NewDesk:
    phrase = founding.new_recovery_phrase()
    new = NewDesk(
        folder=folder,
        council="Fictional Borough Council",
        panels=shipped_panels(),
        administrator=NewPerson(name="Asha Rahman", agency=CSC, title="Panel administrator"),
        chairs=((SAFE, DANA), (MACE, DANA)),
        passphrase=OPENS,
        phrase=phrase,
        typed_back=phrase.lower().replace("-", " "),
    )
    return msgspec.structs.replace(new, **changes)


def test_a_new_desk_has_its_council_panels_and_people(tmp_path: Path) -> None:
    told: list[str] = []
    new = a_new_desk(tmp_path / "desk")
    with found_desk(new, lambda words, _done: told.append(words), clock=HeldClock(), cost=QUICK_COST) as desk:
        assert desk.people.council() == ("Fictional Borough Council", False)
        who = [(one.person.name, one.role, one.panels) for one in desk.people.possible_at_desk()]
        both = (MACE, SAFE)
        assert who == [("Asha Rahman", Role.ADMINISTRATOR, both), ("Dana Prior", Role.CHAIR, both)]
        assert desk.auditing.audit().is_whole
    assert len(told) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_it_opens_by_passphrase_and_by_the_kit(tmp_path: Path) -> None:
    new = a_new_desk(tmp_path / "desk")
    found_desk(new, quiet, cost=QUICK_COST).close()
    unlocking.open_by_passphrase(new.folder, OPENS).close()
    unlocking.open_by_recovery_kit(new.folder, new.phrase.lower()).close()
    assert unlocking.ways(new.folder) == unlocking.Ways(passphrase=True, recovery_kit=True)
    with refusal(Reason.WRONG_KEY):
        unlocking.open_by_passphrase(new.folder, OPENS + "s")


def test_an_administrator_who_also_chairs_is_one_person(tmp_path: Path) -> None:
    asha = NewPerson(name="asha rahman", agency=CSC)
    new = a_new_desk(tmp_path / "desk", chairs=((SAFE, asha),))
    with found_desk(new, quiet, cost=QUICK_COST) as desk:
        assert [person.name for person in desk.people.everyone()] == ["Asha Rahman"]
        assert {one.role for one in desk.people.possible_at_desk()} == {Role.ADMINISTRATOR, Role.CHAIR}


@pytest.mark.parametrize("step", [1, 2, 3])
def test_cancelled_at_any_step_nothing_half_made_stays(tmp_path: Path, step: int) -> None:
    told: list[str] = []

    def tell(words: str, _done: float | None) -> None:
        told.append(words)
        if len(told) == step:
            raise Stopped

    with pytest.raises(Stopped):
        found_desk(a_new_desk(tmp_path / "desk"), tell, cost=QUICK_COST)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"typed_back": "7KQF-A2B3-C4D5-E6F7-G8H9-J0KM"}, "not the phrase of the recovery kit"),
        ({"passphrase": "password1"}, "Weak"),
        ({"passphrase": "short"}, "Too short"),
        ({"council": "  "}, "For which council"),
        ({"administrator": NewPerson(name=" ", agency=CSC)}, "the person’s name"),
        ({"chairs": ((SAFE, NewPerson(name="Ruth Bell", agency=AgencyKey("zoo"))),)}, "has no seat"),
    ],
)
def test_what_will_not_do_is_refused_and_leaves_nothing(
    tmp_path: Path, changes: dict[str, object], sentence: str
) -> None:
    with refusal(match=sentence):
        found_desk(a_new_desk(tmp_path / "desk", **changes), quiet, cost=QUICK_COST)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with refusal(Reason.STORAGE, match="holds other files"):
        found_desk(a_new_desk(tmp_path), quiet, cost=QUICK_COST)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_with_a_desk_is_refused(tmp_path: Path) -> None:
    found_desk(a_new_desk(tmp_path / "desk"), quiet, cost=QUICK_COST).close()
    with refusal(Reason.STORAGE, match="There is a desk in this folder already"):
        founding.refuse_folder(tmp_path / "desk")


def test_an_empty_folder_becomes_the_desk(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    found_desk(a_new_desk(tmp_path / "desk"), quiet, cost=QUICK_COST).close()
    assert unlocking.desk_exists(tmp_path / "desk")


def test_a_folder_in_no_place_is_asked_for() -> None:
    with refusal(match="In which folder"):
        founding.refuse_folder(Path())


def test_a_keyring_that_keeps_nothing_costs_no_desk(tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    try:
        assert founding.keyring_name() == ""
        found_desk(a_new_desk(tmp_path / "desk", remember=True), quiet, cost=QUICK_COST).close()
        assert unlocking.open_by_keyring(tmp_path / "desk") is None
    finally:
        keyring.set_keyring(before)
    assert not unlocking.ways(tmp_path / "desk").keyring


def test_where_no_desk_is_there_is_no_way_in(tmp_path: Path) -> None:
    with refusal(Reason.NOT_FOUND, match="There is no desk in"):
        unlocking.ways(tmp_path)


def test_the_phrase_is_known_however_it_is_typed() -> None:
    phrase = founding.new_recovery_phrase()
    assert founding.is_phrase(phrase, f"  {phrase.lower().replace('-', '')} ")
    assert founding.is_phrase(phrase, phrase.replace("0", "O").replace("1", "l"))
    assert not founding.is_phrase(phrase, phrase[:-1])
    assert not founding.is_phrase(phrase, "")


def test_the_kit_to_print_holds_the_phrase(tmp_path: Path) -> None:
    assert founding.kit_pdf(a_new_desk(tmp_path / "desk"), clock=HeldClock()).startswith(b"%PDF")


def test_the_panels_offered_are_safe_first() -> None:
    assert [panel.definition.key for panel in shipped_panels()] == [SAFE, MACE]
    assert [panel.chairing.agency for panel in shipped_panels()] == [CSC, CSC]


@pytest.mark.slow
def test_the_fictional_example_is_made_once_and_then_opened(tmp_path: Path) -> None:
    told: list[tuple[str, float | None]] = []
    folder = founding.example_folder(tmp_path / "desk")
    founding.open_example(folder, lambda words, done: told.append((words, done))).close()
    assert all(done is not None and 0 < done < 1 for _words, done in told)
    made = len(told)
    with founding.open_example(folder, lambda words, done: told.append((words, done))) as desk:
        assert desk.people.council()[1]
    assert len(told) == made


@pytest.mark.slow
def test_a_cancelled_example_leaves_nothing(tmp_path: Path) -> None:
    def tell(_words: str, done: float | None) -> None:
        if done and done > 0.3:
            raise Stopped

    with pytest.raises(Stopped):
        founding.open_example(founding.example_folder(tmp_path / "desk"), tell)
    assert list(tmp_path.iterdir()) == []
