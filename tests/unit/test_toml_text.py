"""Panel definitions written as TOML read back as they were."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.panels import Deadlines, PanelDefinition, parse_definition
from panel_desk.domain.toml_text import to_toml
from panel_desk.shipped import shipped

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


def a_definition(name: str = "safe.toml") -> PanelDefinition:
    return parse_definition(shipped("panels", name).read_text(encoding="utf-8"), where=name)


@pytest.mark.parametrize("name", ["safe.toml", "mace.toml"])
def test_a_shipped_definition_written_out_reads_back_as_it_was(name: str) -> None:
    definition = a_definition(name)
    assert parse_definition(to_toml(definition), where=name) == definition


@given(words, words, st.integers(0, 40))
def test_any_words_in_a_definition_survive(name: str, statement: str, days: int) -> None:
    changed = msgspec.structs.replace(
        a_definition(), name=name, confidentiality=statement, deadlines=Deadlines(agenda_before=days)
    )
    assert parse_definition(to_toml(changed), where="x") == changed


def test_what_is_usual_is_left_out_and_remarks_stand_above() -> None:
    text = to_toml(a_definition(), heading="Our panel")
    assert text.startswith('# Our panel\n\nkey = "SAFE"')
    assert "[deadlines]" not in text
