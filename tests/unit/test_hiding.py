"""Names and numbers taken out of text: whole names in any case, parts as names are written, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from panel_desk.domain.minutes.minutes import MinutesItem, Resolved, Text
from panel_desk.domain.names.hiding import ChildNamed, Hiding, may_be_named_in, still_named, words_of
from panel_desk.domain.names.name_roll import Roll

HOPE = ChildNamed(local_id="104233", initials="H.O.", name="Hope O’Tremblay")


def hiding(*, initials: bool = True, but: ChildNamed | None = None) -> Hiding:
    made = Hiding()
    made.child(HOPE, "[another child]", initials=initials, but=but)
    return made


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Hope O’Tremblay was there", "[another child] was there"),
        ("HOPE O'TREMBLAY was there", "[another child] was there"),
        ("hope  o’tremblay was there", "[another child] was there"),
        ("met Hope and O'Tremblay", "met [another child] and [another child]"),
        ("we hope for the best", "we hope for the best"),
        ("Hopeful and hopeless", "Hopeful and hopeless"),
        ("H.O. (104233) said", "[another child] said"),
        ("H.O. said", "[another child] said"),
        ("number 104233.", "number [another child]."),
        ("number 1042331", "number 1042331"),
    ],
)
def test_a_child_is_taken_out_however_it_is_written(said: str, left: str) -> None:
    assert hiding().text(said) == left


def test_short_numbers_are_hidden_only_in_brackets() -> None:
    made = Hiding()
    made.child(ChildNamed(local_id="12", initials="A.B.", name=""), "[x]", initials=False)
    assert made.text("at 12 Mill Lane, see (12)") == "at 12 Mill Lane, see [x]"


def test_initials_that_end_a_sentence_bring_no_second_full_stop() -> None:
    made = Hiding()
    made.child(HOPE, "H.O.", initials=False)
    assert made.text("It was H.O. (104233). Hope said so.") == "It was H.O. H.O. said so."


def test_words_that_are_the_other_childs_own_stay() -> None:
    brother = ChildNamed(local_id="104234", initials="H.O.", name="Henry O’Tremblay")
    said = "H.O. and Hope O’Tremblay; the O’Tremblay family"
    assert hiding(but=brother).text(said) == "H.O. and [another child]; the O’Tremblay family"


def test_every_text_in_a_value_is_reached_and_identifiers_stay() -> None:
    decided = Resolved(verb="AGREED", words="to visit Hope", dissent=("Dissent: of Hope.",))
    item = MinutesItem(item_id="Hope", number="7.1", heading="Hope", blocks=(Text(text="Hope"), decided))  # type: ignore[arg-type]
    made = hiding()
    left = made.everywhere((item,))[0]
    assert "Hope" not in repr(left.blocks) + left.heading
    assert left.item_id == "Hope"
    assert made.found == 4


@pytest.mark.parametrize("text", ["O’Tremblay", "the O'TREMBLAY family", "see 104233.", "(104233)"])
def test_children_of_whom_a_number_or_a_word_of_the_name_stands_there_are_looked_for(text: str) -> None:
    assert may_be_named_in(words_of(text), HOPE)
    assert not may_be_named_in(words_of("Tremblays, 1042331"), HOPE)
    assert may_be_named_in(
        words_of("with Wrennard"), ChildNamed(local_id="9", initials="", name="A Vancastle-Wrennard")
    )


def test_of_many_children_only_those_that_may_be_named_are_looked_for() -> None:
    ann = ChildNamed(local_id="9", initials="A.B.", name="Ann Bee")
    roll = Roll((HOPE, ann))
    assert roll.named_in("the O’Tremblay family") == (replace(HOPE, near=False),)
    assert roll.named_in("nobody") == ()
    assert roll.named_in("nobody", near={"9"}) == (ann,)


def test_an_alias_is_taken_out_too() -> None:
    made = Hiding()
    made.child(ChildNamed(local_id="104233", initials="H.O.", name="", alias="Zee Zee"), "[x]", initials=False)
    assert made.text("called zee zee at home") == "called [x] at home"


@given(before=st.text(max_size=20), after=st.text(max_size=20), upper=st.booleans())
def test_no_whole_name_is_still_there_whatever_stands_around_it(before: str, after: str, upper: bool) -> None:
    name = HOPE.name.upper() if upper else HOPE.name
    left = hiding().text(f"{before} {name} {after}")
    assert HOPE.name not in still_named(left, [HOPE])


def test_a_name_that_stands_all_the_same_is_found() -> None:
    assert still_named("seen with hope o'tremblay, 104233", [HOPE]) == (HOPE.name, HOPE.local_id)
    assert still_named("seen with hopes", [HOPE]) == ()
