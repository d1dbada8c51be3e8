"""Long events are encoded piece by piece; what comes back is the event."""

from __future__ import annotations

import zlib

import msgspec
import pytest

from panel_desk.domain.children.cases import ChildFacts, ListKind, ProfileRow
from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.ids import ChildId, ImportId
from panel_desk.vault.chain import Codec


def a_list(count: int) -> CaseListImported:
    rows = tuple(ProfileRow(facts=ChildFacts(local_id=str(n), surname=f"“{n}”, é\\")) for n in range(count))
    new = {f'"{n}"': ChildId(str(n)) for n in range(count)}
    return CaseListImported(
        import_id=ImportId("i"), kind=ListKind.PROFILE, file_name="l.csv", file_sha256="0", rows=rows, new_children=new
    )


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2000, 2001])
def test_an_event_of_any_length_comes_back_as_it_was(count: int) -> None:
    codec: Codec[Event] = Codec(Event)
    assert codec.decode(codec.encode(a_list(count))) == a_list(count)


def test_a_long_event_is_one_json_object_that_names_each_field_once() -> None:
    body = zlib.decompress(Codec[Event](Event).encode(a_list(1500)))
    names: list[str] = []
    msgspec.json.decode(body)
    plain = body.decode()
    for name in ("rows", "new_children", "kind", "nonce"):
        names += [name] * plain.count(f'"{name}":')
    assert sorted(names) == ["kind", "new_children", "nonce", "rows"]


def test_two_bodies_of_one_long_event_differ_by_their_nonce() -> None:
    codec: Codec[Event] = Codec(Event)
    assert codec.encode(a_list(1500)) != codec.encode(a_list(1500))
