"""Another passphrase and a new recovery kit: only whoever can open the desk changes how it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.desk_builders import refusal
from tests.services.desk_folders import OPENS, a_desk_in

from panel_desk.domain.errors import Reason
from panel_desk.services.desk import Desk
from panel_desk.services.rekeying import change_passphrase, is_remembered, keep_recovery_kit, new_kit_phrase
from panel_desk.vault.keys.slots import Slot, read_slots, write_slots
from panel_desk.vault.keys.wrapping import QUICK_COST

NEW = "four quiet unrelated words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_desk_in(tmp_path / "desk")


def test_the_new_passphrase_opens_the_desk_and_the_old_one_no_longer(folder: Path) -> None:
    change_passphrase(folder, OPENS, NEW, cost=QUICK_COST)
    Desk.open(folder, NEW).close()
    with refusal(Reason.WRONG_KEY):
        Desk.open(folder, OPENS)


def test_whoever_does_not_know_the_passphrase_cannot_change_it(folder: Path) -> None:
    before = read_slots(folder)
    with refusal(Reason.WRONG_KEY):
        change_passphrase(folder, "a guess of somebody", NEW, cost=QUICK_COST)
    assert read_slots(folder) == before


def test_a_short_passphrase_is_refused_and_the_old_one_stays(folder: Path) -> None:
    with refusal(Reason.NOT_ALLOWED):
        change_passphrase(folder, OPENS, "short", cost=QUICK_COST)
    Desk.open(folder, OPENS).close()


def test_a_new_kit_opens_the_desk_once_its_phrase_has_been_typed_back(folder: Path) -> None:
    phrase = new_kit_phrase()
    keep_recovery_kit(folder, OPENS, phrase, phrase.lower().replace("-", " "), cost=QUICK_COST)
    Desk.open(folder, phrase, slot=Slot.RECOVERY_KIT).close()
    Desk.open(folder, OPENS).close()


def test_a_phrase_that_was_misread_leaves_the_kit_before_it(folder: Path) -> None:
    before = read_slots(folder)
    with refusal(Reason.NOT_ALLOWED):
        keep_recovery_kit(folder, OPENS, new_kit_phrase(), "0000-0000", cost=QUICK_COST)
    assert read_slots(folder) == before


def test_a_forgotten_passphrase_is_replaced_by_means_of_the_kit(folder: Path) -> None:
    phrase = new_kit_phrase()
    keep_recovery_kit(folder, OPENS, phrase, phrase, cost=QUICK_COST)
    change_passphrase(folder, phrase, NEW, cost=QUICK_COST)
    Desk.open(folder, NEW).close()


def test_a_desk_says_whether_a_keyring_opens_it(folder: Path) -> None:
    assert not is_remembered(folder)
    slots = read_slots(folder)
    write_slots(folder, slots.with_keyring(slots.unlock(Slot.PASSPHRASE, OPENS))[0])
    assert is_remembered(folder)
