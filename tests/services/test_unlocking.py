"""A desk is opened by this computer's keyring where that is real and remembers it; else the passphrase is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import null
from tests.host.secret_service import LOCKED, told_in_a_session
from tests.services.desk_builders import a_desk, refusal
from tests.services.desk_folders import OPENS, a_desk_in, opened

from panel_desk.domain.errors import Reason
from panel_desk.services.unlocking import forget, keyring_anchor, leave_anchor, open_desk, remember
from panel_desk.vault.anchors import recorded_anchors
from panel_desk.vault.keys.slots import Slot, read_slots, write_slots


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished desk that no keyring remembers."""
    return a_desk_in(tmp_path / "desk")


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A computer whose keyring keeps nothing."""
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def slotted(folder: Path, no_keyring: None) -> Path:
    """A desk with a keyring slot, brought to a computer whose keyring knows nothing of it."""
    slots = read_slots(folder)
    write_slots(folder, slots.with_keyring(slots.unlock(Slot.PASSPHRASE, OPENS))[0])
    return folder


def never() -> str:
    """Nobody is to be asked."""
    raise AssertionError("asked for the passphrase")


def asking(asked: list[str], passphrase: str = OPENS) -> Callable[[], str]:
    """Types the passphrase, and notes that it was asked for."""

    def ask() -> str:
        asked.append(passphrase)
        return passphrase

    return ask


@pytest.mark.usefixtures("no_keyring")
def test_a_desk_that_no_keyring_remembers_asks_for_its_passphrase_once(folder: Path) -> None:
    asked: list[str] = []
    open_desk(folder, asking(asked)).close()
    assert asked == [OPENS]


def test_a_slot_whose_secret_is_nowhere_asks_for_the_passphrase(slotted: Path) -> None:
    asked: list[str] = []
    open_desk(slotted, asking(asked)).close()
    assert asked == [OPENS]


def test_a_wrong_passphrase_opens_nothing_for_want_of_a_keyring(slotted: Path) -> None:
    with refusal(Reason.WRONG_KEY):
        open_desk(slotted, asking([], "wrong"))


@pytest.mark.usefixtures("no_keyring")
def test_where_there_is_no_desk_nothing_is_opened(tmp_path: Path) -> None:
    with refusal(Reason.NOT_FOUND):
        open_desk(tmp_path / "nowhere", asking([]))


@pytest.mark.usefixtures("no_keyring")
def test_a_keyring_that_keeps_nothing_is_not_relied_on(folder: Path) -> None:
    before = (folder / "keys.json").read_bytes()
    with refusal(Reason.NO_KEYRING):
        remember(folder, OPENS)
    assert (folder / "keys.json").read_bytes() == before


def test_forgetting_takes_the_slot_away_also_where_the_keyring_is_gone(slotted: Path) -> None:
    forget(slotted)
    assert not read_slots(slotted).has(Slot.KEYRING)
    open_desk(slotted, asking([])).close()


def test_an_anchor_that_no_keyring_took_is_not_said_to_be_there(slotted: Path) -> None:
    with opened(slotted) as at:
        leave_anchor(at.desk)
        assert recorded_anchors(at.desk.book.vault) == ()
        assert keyring_anchor(at.desk) == ()


@pytest.mark.usefixtures("no_keyring")
def test_a_desk_that_is_not_remembered_leaves_no_anchor(folder: Path) -> None:
    with opened(folder) as at, a_desk() as in_memory:
        for desk in (at.desk, in_memory.desk):
            leave_anchor(desk)
            assert (keyring_anchor(desk), recorded_anchors(desk.book.vault)) == ((), ())


_CHILD = """
from pathlib import Path
from panel_desk.host.keyring_store import open_keyring
from panel_desk.services.unlocking import *
from panel_desk.vault.keys.slots import read_slots
from tests.services.desk_folders import OPENS, cut_tail, opened
from tests.services.test_unlocking import asking, never
folder = Path("{folder}")
vault_id, asked = read_slots(folder).vault_id, []
{deeds}
"""


def told(folder: Path, tmp_path: Path, deeds: str) -> list[str]:
    """What a process prints that has a real Secret Service of its own."""
    return told_in_a_session(_CHILD.format(folder=folder, deeds=deeds), tmp_path)


def test_a_remembered_desk_opens_unasked_until_it_is_forgotten(folder: Path, tmp_path: Path) -> None:
    deeds = """
print(remember(folder, OPENS))
with open_desk(folder, never) as desk:
    print(desk.people.council()[0])
forget(folder)
open_desk(folder, asking(asked)).close()
print(len(asked), open_keyring().secret(vault_id))
"""
    assert told(folder, tmp_path, deeds) == ["SecretService.Keyring", "Fictional Borough Council", "1 None"]


@pytest.mark.parametrize("secret", ["None", '"00" * 32', '"no secret"'], ids=["gone", "another's", "none at all"])
def test_a_keyrings_secret_that_opens_nothing_leaves_the_passphrase(folder: Path, tmp_path: Path, secret: str) -> None:
    deeds = f"""
remember(folder, OPENS)
store = open_keyring()
store.forget_secret(vault_id)
if {secret}:
    store.store_secret(vault_id, {secret})
open_desk(folder, asking(asked)).close()
print(len(asked))
"""
    assert told(folder, tmp_path, deeds) == ["1"]


def test_the_keyrings_anchor_sees_a_tail_that_was_cut_off(folder: Path, tmp_path: Path) -> None:
    deeds = """
remember(folder, OPENS)
with opened(folder) as at:
    leave_anchor(at.desk)
    print(at.desk.auditing.audit(keyring_anchor(at.desk)).is_whole)
    cut_tail(at, 2)
    print(at.desk.auditing.audit().is_whole, at.desk.auditing.audit(keyring_anchor(at.desk)).is_whole)
"""
    assert told(folder, tmp_path, deeds) == ["True", "True False"]


def test_a_locked_keyring_leaves_the_passphrase(slotted: Path, tmp_path: Path) -> None:
    deeds = "open_desk(folder, asking(asked)).close(); print(len(asked))"
    assert told_in_a_session(_CHILD.format(folder=slotted, deeds=deeds), tmp_path, LOCKED) == ["1"]
