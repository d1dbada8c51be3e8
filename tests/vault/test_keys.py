"""The data key comes back by passphrase, recovery kit or keyring, and by nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.keys.phrase import canonical_phrase, new_phrase
from panel_desk.vault.keys.slots import SHORTEST_PASSPHRASE, SLOTS_FILE, KeySlots, Slot, read_slots, write_slots
from panel_desk.vault.keys.wrapping import QUICK_COST, STANDARD_COST, Cost

PASSPHRASE = "seven grey herons at dusk"
PHRASE = "7KQF-0000-1111-ABCD-EFGH-JKMN"
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def slots() -> KeySlots:
    made = KeySlots("vault-1").with_passphrase(KEY, PASSPHRASE, cost=QUICK_COST)
    return made.with_recovery_kit(KEY, PHRASE, PHRASE, cost=QUICK_COST)


def reason_of_unlocking(slots: KeySlots, secret: str, slot: Slot = Slot.PASSPHRASE) -> Reason:
    with pytest.raises(DeskError) as refused:
        slots.unlock(slot, secret)
    return refused.value.reason


def altered(slots: KeySlots, **header: object) -> KeySlots:
    """The slots with something else in the passphrase slot's header."""
    raw = json.loads(msgspec.json.encode(slots))
    raw["slots"][0]["header"] |= header
    return msgspec.convert(raw, KeySlots)


@pytest.mark.parametrize("typed", [PASSPHRASE, f"  {PASSPHRASE} "])
def test_the_passphrase_gives_the_key(slots: KeySlots, typed: str) -> None:
    assert slots.unlock(Slot.PASSPHRASE, typed) == KEY


@pytest.mark.parametrize("typed", [PHRASE, PHRASE.lower(), "7kqf oooo llii abcd efgh jkmn", PHRASE.replace("-", "")])
def test_the_recovery_phrase_gives_the_key_however_it_is_typed(slots: KeySlots, typed: str) -> None:
    assert slots.unlock(Slot.RECOVERY_KIT, typed) == KEY


def test_the_keyrings_secret_gives_the_key(slots: KeySlots) -> None:
    with_keyring, secret = slots.with_keyring(KEY)
    assert with_keyring.unlock(Slot.KEYRING, secret) == KEY
    assert secret not in msgspec.json.encode(with_keyring).decode()


@pytest.mark.parametrize("typed", ["", "seven grey herons at dawn", PASSPHRASE.upper(), PHRASE])
def test_another_passphrase_gives_nothing(slots: KeySlots, typed: str) -> None:
    assert reason_of_unlocking(slots, typed) is Reason.WRONG_KEY


@pytest.mark.parametrize("secret", ["", "zz", "00" * 31, "00" * 32])
def test_another_secret_of_the_keyring_gives_nothing(slots: KeySlots, secret: str) -> None:
    with_keyring, _ = slots.with_keyring(KEY)
    assert reason_of_unlocking(with_keyring, secret, Slot.KEYRING) is Reason.WRONG_KEY


def test_a_missing_slot_is_said(slots: KeySlots) -> None:
    assert reason_of_unlocking(slots, "00" * 32, Slot.KEYRING) is Reason.NOT_FOUND


def test_the_same_accent_typed_on_another_keyboard_is_the_same() -> None:
    slots = KeySlots("vault-1").with_passphrase(KEY, "un café très serré", cost=QUICK_COST)
    assert slots.unlock(Slot.PASSPHRASE, "un cafe\u0301 tre\u0300s serre\u0301") == KEY


@pytest.mark.parametrize(
    "header",
    [
        {"vault_id": "vault-1", "salt": "AAAAAAAAAAAAAAAAAAAAAA=="},
        {"cost": {"time": 2, "memory_kib": 8192, "lanes": 1}},
        {"cost": None},
        {"version": 2},
    ],
)
def test_an_altered_header_gives_nothing(slots: KeySlots, header: dict[str, object]) -> None:
    assert reason_of_unlocking(altered(slots, **header), PASSPHRASE) is Reason.WRONG_KEY


@pytest.mark.parametrize(
    ("names", "slot"), [({"vault_id": "vault-2"}, Slot.PASSPHRASE), ({"slot": "recovery-kit"}, Slot.RECOVERY_KIT)]
)
def test_a_slot_put_under_another_name_gives_nothing(names: dict[str, object], slot: Slot) -> None:
    # A passphrase that is in the one form of recovery phrases, so that only the header differs.
    passphrase = "7KQF-0000-1111"
    moved = altered(KeySlots("vault-1").with_passphrase(KEY, passphrase, cost=QUICK_COST), **names)
    forged = KeySlots(moved.slots[0].header.vault_id, moved.slots)
    assert reason_of_unlocking(forged, passphrase, slot) is Reason.WRONG_KEY


def test_a_slot_of_another_vault_is_not_tried(slots: KeySlots) -> None:
    assert reason_of_unlocking(altered(slots, vault_id="vault-2"), PASSPHRASE) is Reason.NOT_FOUND


@pytest.mark.parametrize(
    "cost",
    [
        {"time": 0, "memory_kib": 8192, "lanes": 1},
        {"time": 11, "memory_kib": 8192, "lanes": 1},
        {"time": 1, "memory_kib": 8191, "lanes": 1},
        {"time": 1, "memory_kib": 10**9, "lanes": 1},
        {"time": 1, "memory_kib": 8192, "lanes": 9},
    ],
)
def test_absurd_costs_are_refused_before_any_work(slots: KeySlots, cost: dict[str, int]) -> None:
    assert reason_of_unlocking(altered(slots, cost=cost), PASSPHRASE) is Reason.VAULT_FOREIGN


def test_the_standard_cost_is_what_the_rules_ask() -> None:
    assert Cost(time=3, memory_kib=256 * 1024, lanes=4) == STANDARD_COST
    assert KeySlots("vault-1").with_passphrase(KEY, PASSPHRASE).slots[0].header.cost == STANDARD_COST


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(DeskError) as refused:
        KeySlots("vault-1").with_passphrase(KEY, "x" * (SHORTEST_PASSPHRASE - 1) + "  ")
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_recovery_kit_must_be_typed_back() -> None:
    with pytest.raises(DeskError) as refused:
        KeySlots("vault-1").with_recovery_kit(KEY, PHRASE, PHRASE.replace("7", "8"), cost=QUICK_COST)
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_new_passphrase_takes_the_place_of_the_old(slots: KeySlots) -> None:
    changed = slots.with_passphrase(KEY, "a different sentence", cost=QUICK_COST)
    assert reason_of_unlocking(changed, PASSPHRASE) is Reason.WRONG_KEY
    assert changed.unlock(Slot.PASSPHRASE, "a different sentence") == KEY
    assert changed.unlock(Slot.RECOVERY_KIT, PHRASE) == KEY


def test_the_recovery_kit_cannot_be_taken_away(slots: KeySlots) -> None:
    assert not slots.without(Slot.PASSPHRASE).has(Slot.PASSPHRASE)
    with pytest.raises(DeskError):
        slots.without(Slot.RECOVERY_KIT)


def test_the_key_file_comes_back_and_is_private(slots: KeySlots, tmp_path: Path) -> None:
    write_slots(tmp_path, slots)
    assert read_slots(tmp_path) == slots
    assert (tmp_path / SLOTS_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [SLOTS_FILE]


def test_no_key_file_is_written_without_a_recovery_kit(tmp_path: Path) -> None:
    slots = KeySlots("vault-1").with_passphrase(KEY, PASSPHRASE, cost=QUICK_COST)
    with pytest.raises(DeskError):
        write_slots(tmp_path, slots)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100, b" " * 70_000])
def test_a_key_file_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SLOTS_FILE).write_bytes(content)
    with pytest.raises(DeskError) as refused:
        read_slots(tmp_path)
    assert refused.value.reason is Reason.VAULT_FOREIGN


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        read_slots(tmp_path)
    assert refused.value.reason is Reason.NOT_FOUND


def test_phrases_differ_and_are_in_their_one_form() -> None:
    phrases = {new_phrase() for _ in range(50)}
    assert len(phrases) == 50
    assert all(canonical_phrase(phrase) == phrase and len(phrase) == 29 for phrase in phrases)


@given(st.text())
def test_any_typing_has_one_form(typed: str) -> None:
    assert canonical_phrase(canonical_phrase(typed)) == canonical_phrase(typed)
