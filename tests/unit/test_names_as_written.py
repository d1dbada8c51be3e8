"""Names as people really write them are taken out; ordinary words, streets and months that look like them stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from panel_desk.domain.names.hiding import SOME_CHILD, ChildNamed, Hiding, still_named
from panel_desk.domain.names.name_roll import Roll

YOUNG = ChildNamed(local_id="104102", initials="R.Y.", name="Robin Young", alias="Zed", near=False)
LI = ChildNamed(local_id="104103", initials="A.L.", name="Amy Li", near=False)
ZOE = ChildNamed(local_id="104104", initials="Z.O.", name="Zoë O'Brien", near=False)
DOUBLE = ChildNamed(local_id="104105", initials="T.S.", name="Tara Smith-Jones", near=False)
GARCIA = ChildNamed(local_id="104106", initials="P.G.", name="Paz Garcia Lopez", near=False)
WILL = ChildNamed(local_id="104107", initials="W.M.", name="Will May", near=False)
NG = ChildNamed(local_id="104108", initials="B.N.", name="Bo Ng", alias="Red", near=False)
DIJK = ChildNamed(local_id="104109", initials="S.D.", name="Sem van Dijk", near=False)
EVERYBODY = (YOUNG, LI, ZOE, DOUBLE, GARCIA, WILL, NG, DIJK)


def hidden(text: str, *near: str) -> str:
    made = Hiding()
    for child in Roll(EVERYBODY).named_in(text, near=near):
        made.child(child, "[x]", initials=True)
    return made.text(text)


@pytest.mark.parametrize(
    "written",
    [
        "Robin Young", "robin young", "ROBIN YOUNG", "Robin-Young", "_Robin Young_", "Robin\nYoung",
        "Robin\u00a0 Young",
        "(Robin Young)", "“Robin Young”", "Robin Young's", "Robin Young’s", "ROBIN YOUNGS", "Young, Robin",
        "YOUNG Robin",
        "R. Young", "R Young's", "R.Young", "Robin Y.",
        "Robin", "ROBIN", "Robin’s", "zed", "Zed's",
        "Ro\u200bbin You\u00adng", "104102", "(104102)", "no.104102's", "x104102",
        "Amy Li", "amy li", "Li, Amy", "A. Li", "Amy's", "Li’s",
        "Zoë O'Brien", "Zoë O’Brien’s", "Zoe O'Brien", "ZOE OBRIEN", "Zoë O Brien", "O`Brien", "zoë o‘brien", "OBrien",
        "Tara Smith-Jones", "Tara Smith", "Tara Jones", "Tara Smith‐Jones", "Smith–Jones", "T. Smith-Jones",
        "tara smith jones",
        "Paz Garcia", "Paz Lopez", "Garcia Lopez", "Lopez, Paz",
        "Will May", "Will May's", "WILL MAY", "May, Will", "W. May",
        "Bo Ng", "bo ng", "B. Ng", "Bo's",
        "Sem van Dijk", "Sem Dijk", "van Dijk", "Dijk", "SEM VAN DIJK",
    ],
)  # fmt: skip
@pytest.mark.parametrize("accents", ["NFC", "NFD"])
def test_a_child_who_is_on_no_agenda_is_taken_out_as_written(written: str, accents: str) -> None:
    left = hidden(unicodedata.normalize(accents, f"Then {written}"))  # type: ignore[arg-type]
    assert "[x]" in left
    names = ("robin", "young", "zed", "amy", "zoë", "brien", "tara", "jones", "garcia", "lopez", "dijk", "104102")
    assert not any(name in left.casefold() for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Young people said it is dark.", "Young People's Service", "the Young Carers group", "A Young person asked.",
        "Will the panel meet? Will someone ring?", "It may be so. May I ask?", "in May 2026, on 5 May and by May",
        "will may", "may will", "Red means late", "a red light", "RED RISK", "Smith Street, Jones Road",
        "St Thomas More School", "Lidl and Alison", "Boat, Bolton", "Robinson and Youngster", "Amyl nitrate",
        "at 10 a.m.", "the van was seen", "Van Street", "number 1041021",
    ],
)  # fmt: skip
def test_ordinary_words_stay(text: str) -> None:
    assert hidden(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("on snap as PazLopez", "on snap as [x]"),
        ("paz.lopez07@mail.example", "[x]07@mail.example"),
        ("pazgarcialopez, GarciaPaz, paz_lopez2", "[x], [x], [x]2"),
        ("ZoeOBrien and zoëo’brien", "[x] and [x]"),
        ("semvandijk, SemDijk99", "[x], [x]99"),
        ("WillMay rang", "[x] rang"),
        ("a willmay, Willmay Street, Bong and amyli", "a willmay, Willmay Street, Bong and amyli"),
        ("Pazlopezia, unpazlopez", "Pazlopezia, unpazlopez"),
    ],
)
def test_a_name_written_in_one_goes_and_words_that_look_like_it_stay(text: str, left: str) -> None:
    assert hidden(text) == left
    assert "[x]" not in left or still_named(text, EVERYBODY)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Seen with Young again", "Seen with [x] again"),
        ("Young's mother rang", "[x]'s mother rang"),
        ("met (Young) there", "met ([x]) there"),
        ("he told Will about it", "he told [x] about it"),
        ("called Red at home", "called [x] at home"),
    ],
)
def test_an_ordinary_word_that_must_be_a_name_goes(text: str, left: str) -> None:
    assert hidden(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Will said so. Young was there.", "[x] said so. [x] was there."),
        ("May's mother; May was out", "[x]'s mother; [x] was out"),
        ("Will the panel meet in May or on 5 May?", "Will the panel meet in May or on 5 May?"),
        ("RY and WM", "[x] and [x]"),
        ("R.Y., R. Y. and R.Y", "[x], [x] and [x]"),
        ("at 10 r.y., SRY and RYE", "at 10 r.y., SRY and RYE"),
    ],
)
def test_of_a_child_who_is_near_a_word_alone_tells_more(text: str, left: str) -> None:
    assert hidden(text, "104102", "104107") == left


def test_a_word_that_several_children_are_called_points_at_none_unless_one_is_near() -> None:
    other = replace(YOUNG, local_id="9", initials="R.F.", name="Robin Frost", alias="")
    for near, left in (((), f"{SOME_CHILD} rang, and R.F."), (("9",), "R.F. rang, and R.F.")):
        made = Hiding()
        for child in Roll((YOUNG, other)).named_in("Robin rang, and Robin Frost", near=near):
            made.child(child, child.initials, initials=False)
        assert made.text("Robin rang, and Robin Frost") == left


def test_a_professional_keeps_a_name_of_which_a_part_is_a_childs() -> None:
    made = Hiding()
    made.child(replace(YOUNG, name="Kim Bell"), "[x]", initials=True)
    made.keep("Ruth Bell")
    assert made.text("Ruth Bell saw Bell") == "Ruth Bell saw [x]"


def test_the_last_gate_knows_the_names_as_written_and_who_may_stand() -> None:
    assert still_named("Robin\nYoung’s house, ZOE O’BRIEN", EVERYBODY) == (YOUNG.name, ZOE.name)
    assert still_named("Robin Young’s house", EVERYBODY, keep=["Robin Young"]) == ()
    assert still_named("Will may ring", EVERYBODY) == ()


def test_a_name_that_is_somebodys_is_no_pseudonym() -> None:
    roll = Roll(EVERYBODY)
    assert roll.unlike(("Robin", "Wren", "Red Kite")) == ("Wren",)
    assert roll.unlike(("Robin",)) == ("Child",)


@given(st.text(max_size=60))
def test_a_text_that_names_nobody_is_left_as_it_is(text: str) -> None:
    made = Hiding()
    made.child(
        replace(YOUNG, name="Xanthippe Quobbleworth", local_id="987654321", initials="", alias=""), "[x]", initials=True
    )
    assert made.text(text) == text


@given(st.text(max_size=20), st.sampled_from([c.name for c in EVERYBODY]), st.text(max_size=20))
def test_no_whole_name_passes_whatever_stands_around_it(before: str, name: str, after: str) -> None:
    assert still_named(hidden(f"{before} {name} {after}"), EVERYBODY) == ()
