"""Search at its edges: long and odd typing, limits, kinds in their order, and what is gone is found no more."""

from __future__ import annotations

import pytest
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

from panel_desk.domain.events import Event
from panel_desk.domain.events.items import DissentRecorded, NoteRecorded, NoteSection
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.vault.projections import replay
from panel_desk.vault.queries.search import HitKind, search


def noted(story: Story, text: str) -> None:
    """One meeting with one item and this text under it."""
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()), a_note(text=text))


def kinds(story: Story, typed: str, limit: int = 20) -> list[HitKind]:
    """The kinds of what is found, in order."""
    return [hit.kind for hit in search(story.db, typed, limit)]


@pytest.fixture
def harbour(story: Story) -> Story:
    """The one word in a child, a concern, a meeting, its minutes and an action."""
    story.add_list(a_profile(team="Harbour"))
    story.add_list(a_concern("Harbour"))
    plan = a_plan()
    at_harbour = {name: getattr(plan, name) for name in plan.__struct_fields__} | {"place": "Harbour House"}
    story.tell_meeting("m1", type(plan)(**at_harbour), an_agenda(an_item()), a_note(text="Seen at the harbour."))
    action = an_action(1)
    at_the_harbour = {name: getattr(action, name) for name in action.__struct_fields__} | {"about": "Harbour"}
    story.tell("action/a1", type(action)(**at_the_harbour))
    return story


def test_every_kind_is_found_in_one_order(harbour: Story) -> None:
    assert kinds(harbour, "harb") == list(HitKind)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 3, 4, 5, 6])
def test_no_more_is_found_than_was_asked_for(harbour: Story, limit: int) -> None:
    assert len(search(harbour.db, "harbour", limit)) == max(0, min(limit, 5))


@pytest.mark.parametrize("typed", ["café", "cafe", "CAFÉ", "cafe\u0301", "Cafe", "caf"])
def test_an_accent_typed_or_not_finds_the_word_and_shows_its_surroundings(story: Story, typed: str) -> None:
    noted(story, "Nothing of note. " * 20 + "Met outside the café on Friday.")
    (hit,) = search(story.db, typed)
    assert "outside the café" in hit.snippet


@pytest.mark.parametrize("typed", ["Straße", "STRAßE", "Łódź", "lodz Łódź", "ŠKODA", "skoda"])
def test_letters_of_other_languages_are_found_whatever_their_case(story: Story, typed: str) -> None:
    noted(story, "Straße. Lodz, Łódź. A black Škoda.")
    assert len(search(story.db, typed)) == 1


@pytest.mark.parametrize(
    "typed",
    ["canal 🙂", "🙂 canal", "“canal”", "canal,", "(canal)", "canal—bridge", "canal's", "canal\u00a0bridge"],
)
def test_emoji_and_marks_around_a_word_do_not_hide_it(story: Story, typed: str) -> None:
    noted(story, "By the canal's canal—bridge 🙂")
    assert len(search(story.db, typed)) == 1


@pytest.mark.parametrize("typed", ["🙂", "🙂🙂 🇬🇧", "½", "\u200b", "\u0301", "___", "\ufeff"])
def test_signs_alone_find_nothing_and_break_nothing(story: Story, typed: str) -> None:
    noted(story, "Smiled 🙂 and left.")
    assert search(story.db, typed) == ()


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "and", "text", "title"])
def test_a_word_of_the_query_language_is_found_as_a_plain_word(story: Story, word: str) -> None:
    noted(story, f"He said {word} twice.")
    assert len(search(story.db, f"said {word}")) == 1
    assert search(story.db, f"{word} harbour") == ()


@pytest.mark.parametrize(
    "typed", ['"canal bridge"', 'canal"bridge', "canal:bridge", "+canal -bridge", "{canal} bridge", "canal* bridge"]
)
def test_quotes_and_operators_between_two_words_change_nothing(story: Story, typed: str) -> None:
    noted(story, "Near the canal bridge.")
    assert len(search(story.db, typed)) == 1


@pytest.mark.parametrize("typed", ["canal " * 1_666, "c" * 10_000, "ca" * 5_000, '"' * 10_000, "(canal " * 1_400])
def test_ten_thousand_characters_are_words_like_any_other(story: Story, typed: str) -> None:
    noted(story, "Near the canal.")
    assert [hit.kind for hit in search(story.db, typed)] == ([HitKind.MINUTES] if "canal" in typed else [])


@pytest.mark.parametrize("typed", ["canal\udcff", "\udcff canal", "canal \ud83d"])
def test_half_a_character_from_a_terminal_is_no_part_of_a_word(story: Story, typed: str) -> None:
    noted(story, "Near the canal.")
    assert len(search(story.db, typed)) == 1


@pytest.mark.parametrize("typed", ["canal harbour", "canals", "anal", "zzz", "104234"])
def test_what_does_not_hold_every_word_is_not_found(story: Story, typed: str) -> None:
    noted(story, "Near the canal, 104233.")
    assert search(story.db, typed) == ()


@pytest.mark.parametrize("section", list(NoteSection))
def test_a_word_in_any_part_of_an_item_is_found(story: Story, section: NoteSection) -> None:
    noted(story, "Nothing here.")
    note = NoteRecorded(meeting_id=MeetingId("m1"), item_id=ItemId("i1"), section=section, text="A blue lighthouse.")
    story.tell("meeting/m1/item/i1", note)
    (hit,) = search(story.db, "lighthouse")
    assert (hit.id, hit.meeting_id, "blue lighthouse" in hit.snippet) == ("i1", "m1", True)


@pytest.mark.parametrize(
    "event",
    [
        a_note(text="A lighthouse."),
        a_decision(outcome="lighthouse"),
        DissentRecorded(
            meeting_id=MeetingId("m1"), item_id=ItemId("i1"), person_id=PersonId("abena"), words="A lighthouse."
        ),
    ],
)
def test_what_was_taken_back_is_found_no_more_and_again_when_that_is_taken_back(story: Story, event: Event) -> None:
    noted(story, "Nothing here.")
    deed = story.tell("meeting/m1/item/i1", event)
    assert kinds(story, "lighthouse") == [HitKind.MINUTES]
    undo = story.undo(deed)
    assert kinds(story, "lighthouse") == []
    story.undo(undo)
    assert kinds(story, "lighthouse") == [HitKind.MINUTES]


def test_an_action_and_a_meeting_that_were_taken_back_are_found_no_more(story: Story) -> None:
    plan = story.tell_meeting("m1", a_plan())
    action = story.tell("action/a1", an_action(1))
    story.undo(action)
    assert kinds(story, "SAFE-2026-10") == [HitKind.MEETING]
    story.undo(plan)
    assert kinds(story, "SAFE-2026-10") == []
    assert story.db.conn.execute("SELECT count(*) FROM search").fetchone() == (0,)


def test_a_child_with_a_new_name_is_found_by_it_and_no_longer_by_the_old(story: Story) -> None:
    story.add_list(a_profile(surname="Marlow"))
    deed = story.add_list(a_profile(surname="Penhaligon"))
    assert (kinds(story, "marlow"), kinds(story, "penhal")) == ([], [HitKind.CHILD])
    story.undo(deed)
    assert (kinds(story, "marlow"), kinds(story, "penhal")) == ([HitKind.CHILD], [])


def test_a_child_is_found_by_the_local_id_with_its_leading_zeros(story: Story) -> None:
    story.add_list(a_profile("00042"), a_profile("42"))
    assert [hit.title for hit in search(story.db, "00042")] == ["J.M. (00042)"]
    assert [hit.title for hit in search(story.db, "42")] == ["J.M. (42)"]


def test_a_place_is_found_by_its_new_words_once_a_later_list_tells_it_anew(story: Story) -> None:
    story.add_list(a_concern(concern="Older men"))
    story.add_list(a_concern(concern="A fast-food shop"))
    assert (kinds(story, "older men"), kinds(story, "fast-food")) == ([], [HitKind.CONCERN])


def test_a_purged_decision_is_found_no_more_and_the_note_beside_it_still_is(story: Story) -> None:
    noted(story, "Near the canal.")
    (decided,) = story.tell("meeting/m1/item/i1", a_decision(outcome="lighthouse"))
    story.journal.purge([decided.event_id], now=decided.at)
    with story.vault.write() as db:
        replay(db, [decided.stream])
    assert (kinds(story, "lighthouse"), kinds(story, "canal")) == ([], [HitKind.MINUTES])
    assert story.differences() == ()


def test_a_snippet_of_a_short_text_is_the_text_itself(story: Story) -> None:
    noted(story, "Near the canal.")
    assert search(story.db, "canal")[0].snippet == "Near the canal."
