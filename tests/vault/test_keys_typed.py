"""What a person types and what a stranger alters: passphrases on any keyboard, phrases from paper, slots bit by bit."""

from __future__ import annotations

import json
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.keys.phrase import canonical_phrase, new_phrase
from panel_desk.vault.keys.slots import KeySlots, Slot
from panel_desk.vault.keys.wrapping import QUICK_COST, Cost, WrappedKey, unwrap, wrap

KEY = bytes(range(32))
PHRASE = "7KQF-0000-1111-ABCD-EFGH-JKMN"
ACCENTS = "Łódź café très serré ﬁn"


@pytest.fixture(scope="module")
def slots() -> KeySlots:
    made = KeySlots("vault-1").with_passphrase(KEY, ACCENTS, cost=QUICK_COST)
    return made.with_recovery_kit(KEY, PHRASE, PHRASE, cost=QUICK_COST)


@pytest.fixture(scope="module")
def wrapped() -> WrappedKey:
    return wrap(KEY, "seven grey herons", slot="passphrase", vault_id="vault-1", cost=QUICK_COST)


def opens(slots: KeySlots, typed: str, slot: Slot = Slot.PASSPHRASE) -> bool:
    """Whether the vault opens; a refusal must be that of a wrong key."""
    try:
        return slots.unlock(slot, typed) == KEY
    except DeskError as error:
        if error.reason is not Reason.WRONG_KEY:
            raise
        return False


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("around", ["{}", "{} ", "\t{}\r\n", "\u00a0{}\u00a0", "\u3000{}"])
def test_a_passphrase_opens_in_every_form_and_with_any_space_around(slots: KeySlots, form: str, around: str) -> None:
    typed = unicodedata.normalize(form, ACCENTS)  # type: ignore[arg-type]  # the four forms above
    assert opens(slots, around.format(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Łódź café très serré",
        "Lodz cafe tres serre fin",
        "łódź café très serré ﬁn",
        "Łódź  café très serré ﬁn",
        "Łódźcafétrèsserréﬁn",
        "",
        " ",
    ],
)
def test_another_letter_case_or_space_within_opens_nothing(slots: KeySlots, typed: str) -> None:
    assert not opens(slots, typed)


@pytest.mark.parametrize(
    "typed",
    [
        PHRASE.lower(),
        PHRASE.replace("-", ", "),
        PHRASE.replace("-", "\n"),
        f"“{PHRASE}.”",
        "7kqf–0000–1111–abcd–efgh–jkmn",
        "7KQF-OOOO-IIII-ABCD-EFGH-JKMN",
        "7kqf oooo llll abcd efgh jkmn ",
        " ".join(PHRASE.replace("-", "")),
    ],
)
def test_a_phrase_from_paper_opens_with_capitals_commas_and_letters_mistaken(slots: KeySlots, typed: str) -> None:
    assert opens(slots, typed, Slot.RECOVERY_KIT)


@pytest.mark.parametrize(
    "typed",
    [
        "8KQF-0000-1111-ABCD-EFGH-JKMN",
        "7KQF-1111-0000-ABCD-EFGH-JKMN",
        "7KQF-0000-1111-ABCD-EFGH",
        "7KQF-0000-1111-ABCD-EFGH-JKMN-1",
        "7KQF-0000-1111-ABCD-EFHG-JKMN",
        "",
    ],
)
def test_a_phrase_with_one_group_wrong_missing_or_too_many_opens_nothing(slots: KeySlots, typed: str) -> None:
    assert not opens(slots, typed, Slot.RECOVERY_KIT)


@pytest.mark.parametrize("place", range(24))
def test_every_single_letter_of_a_phrase_counts(place: int) -> None:
    letters = list(new_phrase().replace("-", ""))
    before = "".join(letters)
    letters[place] = "A" if letters[place] != "A" else "B"
    assert canonical_phrase("".join(letters)) != canonical_phrase(before)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slot", "recovery-kit"),
        ("slot", ""),
        ("vault_id", "vault-2"),
        ("salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("salt", "AAAA"),
        ("salt", ""),
        ("cost", {"time": 2, "memory_kib": 8192, "lanes": 1}),
        ("cost", {"time": 1, "memory_kib": 8193, "lanes": 1}),
        ("cost", {"time": 1, "memory_kib": 16384, "lanes": 2}),
        ("cost", None),
        ("version", 0),
        ("version", 2),
    ],
)
def test_a_header_altered_in_any_field_unwraps_nothing(wrapped: WrappedKey, field: str, value: object) -> None:
    raw = json.loads(msgspec.json.encode(wrapped))
    raw["header"][field] = value
    with pytest.raises(DeskError) as refused:
        unwrap(msgspec.convert(raw, WrappedKey), "seven grey herons")
    assert refused.value.reason is Reason.WRONG_KEY


@pytest.mark.parametrize("part", ["nonce", "ciphertext"])
@pytest.mark.parametrize("cut", [slice(0, 0), slice(0, 4), slice(1, None), slice(None, -1)])
def test_a_nonce_or_a_ciphertext_cut_short_unwraps_nothing(wrapped: WrappedKey, part: str, cut: slice) -> None:
    parts = {"nonce": wrapped.nonce, "ciphertext": wrapped.ciphertext}
    parts[part] = parts[part][cut]
    with pytest.raises(DeskError) as refused:
        unwrap(WrappedKey(wrapped.header, **parts), "seven grey herons")
    assert refused.value.reason is Reason.WRONG_KEY


@settings(max_examples=25, deadline=None)
@given(bit=st.integers(0, 48 * 8 - 1))
def test_a_ciphertext_with_any_bit_turned_unwraps_nothing(bit: int) -> None:
    secret = bytes(32)
    made = wrap(KEY, secret, slot="keyring", vault_id="vault-1")
    turned = bytearray(made.ciphertext)
    turned[bit // 8] ^= 1 << bit % 8
    with pytest.raises(DeskError):
        unwrap(WrappedKey(made.header, made.nonce, bytes(turned)), secret)
    assert unwrap(made, secret) == KEY


@pytest.mark.parametrize("cost", [Cost(1, 8192, 1), Cost(10, 8192, 1), Cost(1, 1024 * 1024, 1), Cost(1, 8192, 8)])
def test_the_dearest_and_the_cheapest_costs_allowed_are_not_absurd(cost: Cost) -> None:
    cost.refuse_absurd()


def test_the_same_passphrase_wrapped_twice_looks_different_each_time() -> None:
    first, second = (wrap(KEY, "seven grey herons", slot="s", vault_id="v", cost=QUICK_COST) for _ in range(2))
    assert first.header.salt != second.header.salt
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext


def test_a_passphrase_of_a_thousand_letters_opens_and_one_letter_less_does_not() -> None:
    slots = KeySlots("vault-1").with_passphrase(KEY, "é" * 1000, cost=QUICK_COST)
    assert opens(slots, "é" * 1000)
    assert not opens(slots, "é" * 999)
