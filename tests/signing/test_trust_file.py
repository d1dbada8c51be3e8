"""The trust file: what is written is read, what is changed is seen, and whom a reader believes."""

from __future__ import annotations

import base64
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.signing.building import NOW, Council, a_trust_file, an_entry

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.register import (
    RegisterEntry,
    Trust,
    accept_trust_file,
    fingerprint,
    read_trust_file,
    write_trust_file,
)


def refusal(untrusted: bytes, **known: object) -> DeskError:
    """Why a trust file is not accepted."""
    with pytest.raises(DeskError) as caught:
        accept_trust_file(untrusted, **known)  # type: ignore[arg-type]
    return caught.value


def test_a_trust_file_is_read_as_it_was_written(council: Council) -> None:
    trust = read_trust_file(council.trust_file)

    assert trust.organisation == "Fictional Borough Council"
    assert trust.root_certificate == council.root.certificate_der
    assert trust.entries_of(council.people["Dana"].fingerprint) == (an_entry(council.people["Dana"]),)


def test_the_fingerprint_can_be_read_aloud(council: Council) -> None:
    groups = fingerprint(council.trust).split()

    assert [len(group) for group in groups] == [4] * 16
    assert "".join(groups).lower() == council.root.fingerprint


def test_a_first_trust_file_is_accepted_by_its_fingerprint(council: Council) -> None:
    spoken = fingerprint(council.trust).lower().replace(" ", ":")

    assert accept_trust_file(council.trust_file, expected_fingerprint=spoken) == council.trust


def test_a_first_trust_file_without_a_fingerprint_is_refused(council: Council) -> None:
    assert refusal(council.trust_file).reason == Reason.NOT_ALLOWED


def test_another_root_of_the_same_name_is_refused(council: Council, impostor: Council) -> None:
    spoken = fingerprint(council.trust)

    assert refusal(impostor.trust_file, expected_fingerprint=spoken).reason == Reason.NOT_ALLOWED
    assert refusal(impostor.trust_file, held=council.trust).reason == Reason.NOT_ALLOWED


def test_a_newer_register_of_the_pinned_root_replaces_the_held_one(council: Council) -> None:
    newer = a_trust_file(council.root, serial=2)

    assert accept_trust_file(newer, held=council.trust).serial == 2


def test_an_older_register_is_refused(council: Council) -> None:
    held = read_trust_file(a_trust_file(council.root, serial=2))

    error = refusal(council.trust_file, held=held)

    assert error.reason == Reason.NOT_ALLOWED
    assert "older" in error.sentence


def test_an_older_register_is_refused_even_with_the_right_fingerprint(council: Council) -> None:
    held = read_trust_file(a_trust_file(council.root, serial=2))

    assert "older" in refusal(council.trust_file, held=held, expected_fingerprint=fingerprint(held)).sentence


def test_another_register_of_the_same_number_is_a_conflict(council: Council) -> None:
    other = a_trust_file(council.root, serial=1)

    assert refusal(other, held=council.trust).reason == Reason.CONFLICT
    assert accept_trust_file(council.trust_file, held=council.trust) == council.trust


@pytest.mark.parametrize(
    "change",
    [
        lambda trust: trust["register"][2].update(role="chair"),
        lambda trust: trust.update(serial=99),
        lambda trust: trust.update(organisation="Another Council"),
        lambda trust: trust["register"].pop(),
    ],
    ids=["role", "serial", "organisation", "entry gone"],
)
def test_a_changed_register_is_seen(council: Council, change: object) -> None:
    envelope = json.loads(council.trust_file)
    change(envelope["trust"])  # type: ignore[operator]

    assert refusal(json.dumps(envelope, separators=(",", ":")).encode()).reason == Reason.BAD_FILE


def test_a_revocation_list_of_another_root_is_refused(council: Council, impostor: Council) -> None:
    mixed = write_trust_file(
        council.root,
        serial=1,
        issued_at=NOW,
        revocation_list=impostor.trust.revocation_list,
        register=(),
    )

    assert refusal(mixed).reason == Reason.BAD_FILE


@pytest.mark.parametrize(
    ("untrusted", "sentence"),
    [
        (b"", "This is not a trust file."),
        (b"[" * 100_000, "This is not a trust file."),
        (b'{"schema": 1}', "This is not a trust file."),
        (b'{"schema": 2, "trust": {}, "signature": ""}', "written by another version"),
        (bytes(9_000_000), "far too large"),
        (b'{"schema": 1, "trust": {}, "signature": ""}', "damaged or was changed"),
    ],
)
def test_what_is_no_trust_file_is_said_in_a_sentence(untrusted: bytes, sentence: str) -> None:
    assert sentence in refusal(untrusted).sentence


def test_a_trust_file_with_a_line_of_the_organisations_choice_is_plain_json(council: Council) -> None:
    envelope = json.loads(council.trust_file)

    assert envelope["schema"] == 1
    assert base64.b64decode(envelope["trust"]["root_certificate"]) == council.root.certificate_der


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(max_examples=200, deadline=None)
def test_no_flipped_bit_changes_what_a_trust_file_says(session_trust: tuple[bytes, Trust], at: int, bit: int) -> None:
    good, trust = session_trust
    place = at % len(good)
    altered = good[:place] + bytes([good[place] ^ (1 << bit)]) + good[place + 1 :]
    try:
        read = read_trust_file(altered)
    except DeskError:
        return
    assert read == trust


@pytest.fixture(scope="session")
def session_trust(council: Council) -> tuple[bytes, Trust]:
    """The file and what it says."""
    return council.trust_file, council.trust


@pytest.mark.parametrize(
    ("panel", "on", "covered"),
    [
        ("SAFE", date(2026, 4, 1), True),
        ("SAFE", date(2027, 3, 31), True),
        ("SAFE", date(2026, 3, 31), False),
        ("SAFE", date(2027, 4, 1), False),
        ("MACE", date(2026, 11, 22), False),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day_on_its_panels(
    council: Council, panel: str, on: date, *, covered: bool
) -> None:
    assert an_entry(council.people["Dana"]).covers(panel, on) is covered


def test_a_role_without_panels_holds_on_all() -> None:
    entry = RegisterEntry("00", "Dana Prior", "chair", date(2026, 4, 1), date(2027, 3, 31))

    assert entry.covers("MACE", date(2026, 11, 22))
