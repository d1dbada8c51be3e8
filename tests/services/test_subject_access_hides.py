"""Nobody else is named in what is handed over, wherever the names were planted."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.reading import text_of_bytes
from tests.services.desk_builders import ASHA, TestDesk, a_desk
from tests.services.subject_builders import OWN, plant

from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.keeping.subject_access import SubjectAccess

LETTERS = st.sampled_from("bcdfghjklmnprstvwz")
VOWELS = st.sampled_from("aeiouàéö")
SYLLABLE = st.tuples(LETTERS, VOWELS).map("".join)
NAME = st.lists(SYLLABLE, min_size=3, max_size=4).map(lambda parts: "".join(parts).capitalize())
CHILD = st.builds(
    ChildFacts,
    local_id=st.integers(min_value=200000, max_value=999999).map(str),
    surname=st.one_of(NAME, st.tuples(NAME, NAME).map("-".join)),
    forenames=NAME,
    alias=st.one_of(st.just(""), NAME),
)
OTHERS = st.lists(CHILD, min_size=1, max_size=3, unique_by=lambda facts: facts.local_id).map(tuple)


def words_of(others: tuple[ChildFacts, ...]) -> list[str]:
    """What would tell who somebody is."""
    return [w for one in others for w in (one.local_id, one.name, one.surname, one.forenames, one.alias) if w]


def sentence_about(others: tuple[ChildFacts, ...]) -> str:
    """Names, numbers and initials in every way that people write them."""
    told = [
        f"Seen with {one.name} ({one.local_id}), {one.name.upper()}, {one.forenames} and "
        f"{one.initials} ({one.local_id}). "
        f"{one.surname.upper()}, {one.forenames}; {one.alias or one.forenames}’s phone, no. {one.local_id}."
        for one in others
    ]
    return " ".join(told)


def leaked(text: str, words: list[str]) -> list[str]:
    """The words that stand in a text as words of their own, in any letters."""
    plain = " ".join(text.split()).casefold()
    return [w for w in words if re.search(rf"(?<!\w){re.escape(w.casefold())}(?!\w)", plain)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("access")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(others=OTHERS)
def test_no_other_child_stands_in_the_json_or_on_the_pages(folder: Path, others: tuple[ChildFacts, ...]) -> None:
    words = [word for word in words_of(others) if word.casefold() not in {OWN.surname.casefold(), "jorun"}]
    with a_desk() as at:
        plant(at, others, sentence_about(others))
        for name in ("all.json", "all.pdf"):
            read = at.desk.subject_access.gather(OWN.local_id).digest
            at.desk.subject_access.export(ASHA, OWN.local_id, folder / name, "The child", read=read)
    json, pages = (folder / "all.json").read_text(encoding="utf-8"), text_of_bytes((folder / "all.pdf").read_bytes())
    assert OWN.surname in json
    assert OWN.surname in pages
    assert leaked(json, words) == []
    assert leaked(pages, words) == []


@pytest.fixture(scope="module")
def gathered() -> SubjectAccess:
    other = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe")
    with a_desk() as at:
        plant(at, (other,), "Pascoe Thistlewood (205511) and Tom Nox were seen with DS Khan near Mill Park.")
        return at.desk.subject_access.gather(OWN.local_id)


def test_every_place_where_people_type_is_gathered(gathered: SubjectAccess) -> None:
    assert [section.key for section in gathered.sections if not section.entries] == ["removed", "drafts", "left"]
    hidden = {line.label for s in gathered.sections for e in s.entries for line in e.lines if "[another" in line.text}
    assert {"Discussion", "Analysis", "Because", "What", "Said", "Why", "Why linked", "Reason", "Raised"} <= hidden


def test_each_redaction_is_listed_with_its_place_and_reason_and_never_the_name(gathered: SubjectAccess) -> None:
    placed = sum(line.text.count("[another child]") for s in gathered.sections for e in s.entries for line in e.lines)
    told = [one for one in gathered.redactions if one.kind.value == "another child" and ": heading" not in one.where]
    assert placed == sum(one.times for one in told if ": where it comes from" not in one.where)
    text = msgspec.json.encode(gathered.redactions).decode()
    assert leaked(text, ["205511", "Pascoe", "Thistlewood", "Nox"]) == []
    assert all(one.reason.endswith(".") for one in gathered.redactions)


def test_professionals_in_their_role_and_places_stay(gathered: SubjectAccess) -> None:
    text = msgspec.json.encode(gathered.sections).decode()
    assert "DS Khan" in text
    assert "DC Wells" in text
    assert "Mill Park" in text
    assert "[a person of concern]" in text


def test_other_children_of_the_household_go_as_a_whole(gathered: SubjectAccess) -> None:
    lines = [line for s in gathered.sections for e in s.entries for line in e.lines if "household" in line.label]
    assert {line.text for line in lines} == {"[others in the household]"}


def test_what_no_rule_can_judge_is_named_to_be_read(gathered: SubjectAccess) -> None:
    assert any("does the rest still tell" in one.why for one in gathered.to_read)
    assert any("Somebody else said it" in one.why for one in gathered.to_read)
    keys = {entry.key for section in gathered.sections for entry in section.entries}
    assert {one.entry for one in gathered.to_read} <= keys


def test_the_desk_of_another_child_gives_that_childs_own_words(at: TestDesk) -> None:
    other = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe")
    plant(at, (other,), "Pascoe was seen.")
    found = at.desk.subject_access.gather("205511")
    text = msgspec.json.encode(found.sections).decode()
    assert "Pascoe was seen." in text
    assert leaked(text, ["Quillfeather", "104233"]) == []
