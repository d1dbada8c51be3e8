"""Search: words are found wherever they stand, and nothing that is typed is ever a query."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vault.scenario import (
    Story,
    a_concern,
    a_decision,
    a_note,
    a_plan,
    a_profile,
    an_action,
    an_agenda,
    an_item,
)

from panel_desk.domain.events.meetings import AgendaItemRemoved
from panel_desk.domain.ids import ItemId
from panel_desk.vault.queries.search import HitKind, match_expression, search


@pytest.fixture
def full(story: Story) -> Story:
    """One of everything that can be found."""
    story.add_list(a_profile(alias="Jay", forenames="Zoë"), a_profile("200001", surname="Marsh", forenames="Kim"))
    story.add_list(a_concern("Mill Park"))
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(), an_item("i2")))
    story.tell("meeting/m1/item/i1", a_note(text="Seen twice near the canal bridge."), a_decision(outcome="step-up"))
    story.tell("action/a1", an_action(1))
    return story


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("104233", HitKind.CHILD, "Z.M. (104233)"),
        ("1042", HitKind.CHILD, "Z.M. (104233)"),
        ("z.m.", HitKind.CHILD, "Z.M. (104233)"),
        ("zm", HitKind.CHILD, "Z.M. (104233)"),
        ("zoe", HitKind.CHILD, "Z.M. (104233)"),
        ("marlow zoë", HitKind.CHILD, "Z.M. (104233)"),
        ("jay", HitKind.CHILD, "Z.M. (104233)"),
        ("mill", HitKind.CONCERN, "Mill Park"),
        ("SAFE-2026-10", HitKind.MEETING, "SAFE-2026-10"),
        ("canal bri", HitKind.MINUTES, "SAFE-2026-10 · An item"),
        ("plan is hold", HitKind.MINUTES, "SAFE-2026-10 · An item"),
        ("step up to mace", HitKind.MINUTES, "SAFE-2026-10 · An item"),
        ("SAFE-2026-10/01", HitKind.ACTION, "SAFE-2026-10/01"),
        ("housing khan", HitKind.ACTION, "SAFE-2026-10/01"),
    ],
)
def test_a_thing_is_found_by_its_words(full: Story, typed: str, kind: HitKind, title: str) -> None:
    first = search(full.db, typed)[0]
    assert (first.kind, first.title) == (kind, title)


@pytest.mark.parametrize("typed", ["", "   ", "-", '"', "*", "(", "…", "\0"])
def test_what_holds_no_word_finds_nothing(full: Story, typed: str) -> None:
    assert search(full.db, typed) == ()


@pytest.mark.parametrize(
    "typed",
    ['mar"low', "mar OR kim", "NOT marlow", "title:marlow", "marlow*", "mar^low", "NEAR(marlow zoe)"],
)
def test_nothing_that_is_typed_is_an_operator(full: Story, typed: str) -> None:
    assert [hit for hit in search(full.db, typed) if hit.title == "K.M. (200001)"] == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=30) | st.text(alphabet='"*():^-+{}\0 aNORTED', max_size=12))
def test_no_text_whatever_breaks_the_search(story: Story, typed: str) -> None:
    search(story.db, typed)


def test_only_the_last_word_may_be_unfinished(full: Story) -> None:
    assert search(full.db, "mar zoe") == ()
    assert len(search(full.db, "zoe mar")) == 1


def test_a_last_word_of_one_letter_is_not_completed() -> None:
    assert match_expression("zoe m") == '"zoe" "m"'
    assert match_expression("zoe ma") == '"zoe" "ma" *'


def test_children_come_first_and_never_crowd_out_the_rest(story: Story) -> None:
    story.add_list(*(a_profile(str(n), worker="Harbour Team") for n in range(30)))
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()), a_note(text="At the harbour."))
    hits = search(story.db, "harbour", limit=10)
    assert [hit.kind for hit in hits] == [HitKind.CHILD] * 9 + [HitKind.MINUTES]


def test_the_newest_meeting_comes_first(story: Story) -> None:
    for month in ("09", "10", "11"):
        story.tell_meeting(f"m{month}", a_plan(f"m{month}", f"SAFE-2026-{month}"))
    assert [hit.title[-2:] for hit in search(story.db, "safe")] == ["11", "10", "09"]


def test_a_snippet_shows_the_words_around_what_was_typed(story: Story) -> None:
    text = "Nothing of note. " * 20 + "Then a blue van was seen. " + "Nothing more. " * 20
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()), a_note(text=text))
    (hit,) = search(story.db, "blue van")
    assert "a blue van was seen" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert len(hit.snippet) < 140
    assert hit.meeting_id == "m1"


def test_a_text_that_was_written_over_is_found_no_more(full: Story) -> None:
    full.tell("meeting/m1/item/i1", a_note(text="Moved away."))
    assert search(full.db, "canal") == ()
    assert len(search(full.db, "moved away")) == 1


def test_an_item_taken_off_the_agenda_is_found_no_more(full: Story) -> None:
    full.tell_meeting("m1", AgendaItemRemoved(item_id=ItemId("i1")))
    assert search(full.db, "canal") == ()


def test_a_child_is_found_by_the_words_of_the_latest_list_only(full: Story) -> None:
    full.add_list(a_profile(worker="R. Castellan", forenames="Zoë"))
    assert search(full.db, "castellan")[0].title == "Z.M. (104233)"
    assert [h for h in search(full.db, "bello") if h.title == "Z.M. (104233)"] == []
