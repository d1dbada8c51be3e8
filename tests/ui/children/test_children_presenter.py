"""What the Children page is given to show, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    PROFILE_HEADINGS,
    TestDesk,
    a_desk,
    a_list,
    a_profile,
    child,
    missing,
)

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import PanelKey
from panel_desk.ui.places import PageKey
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.children.presenter import ChildrenPresenter, copied_text
from panel_desk.ui.workspaces.children.story_view import StoryView
from panel_desk.ui.workspaces.children.wording import (
    age_words,
    found_words,
    missing_words,
    panels_words,
    review_words,
    risk_scale,
    risk_words,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        yield desk


def initials_only(initials: str, local_id: str, _name: str) -> str:
    return f"{initials} · {local_id}"


def named(_initials: str, local_id: str, name: str) -> str:
    return f"{name} · {local_id}"


def story(at: TestDesk, local_id: str = "101", *, names: bool = False) -> StoryView:
    child_id = at.desk.children.id_of(local_id)
    assert child_id is not None
    return ChildrenPresenter(at.desk).story(child_id, TODAY, named if names else initials_only)


def chips(view: StoryView) -> dict[str, Tone]:
    return {chip.words: chip.tone for chip in view.chips}


def test_a_child_appears_as_initials_and_local_id_until_names_are_shown(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    assert story(at).title == "K.A. · 101"
    assert story(at, names=True).title == "Kim Archer · 101"
    assert story(at, names=True).discreet_title == "K.A. · 101"


def test_the_text_that_is_copied_holds_initials_only_even_while_names_are_shown(at: TestDesk) -> None:
    at.bring(a_list((*PROFILE_HEADINGS, "Address"), (*child("101"), "1 Road"), (*child("102"), "1 Road")))
    view = story(at, names=True)
    assert view.links[0].words == "Kim Archer · 102"
    text = copied_text(view)
    assert text.startswith("K.A. · 101\n")
    assert "Archer" not in text
    assert "Kim" not in text


def test_a_child_never_before_a_panel_says_so_and_shows_the_lists_word_for_the_risk(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    view = story(at)
    assert chips(view) == {"Risk High as listed": Tone.NEUTRAL, "Never before a panel": Tone.NEUTRAL}
    assert view.risks == ()
    assert view.listed_risk == "High"


def test_a_level_a_panel_set_is_shown_on_its_scale_with_a_description_for_who_hears_it(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0], level="High", outcome="disruption")
    view = story(at)
    assert chips(view)["Risk High · exploitation risk scale"] is Tone.ACCENT
    (risk,) = view.risks
    assert risk.description == "Risk on the exploitation risk scale: High from 22 October 2026."
    assert risk.levels[risk.steps[0].level] == "High"


def test_a_review_that_is_overdue_is_amber(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0])
    assert chips(story(at))["Review overdue since 19 November 2026"] is Tone.AMBER


def test_a_child_who_is_missing_now_says_so_first(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_profile(child("101")))
    at.bring(missing("101", "21/11/2026 20:15"), "m.csv")
    view = story(at)
    assert next(iter(chips(view).items())) == ("Missing since 21 November 2026, 20:15", Tone.RED)
    assert view.missing.aside == "1 in 90 days · 1 in a year"
    assert "no end recorded" in view.missing.description
    assert view.missing.episodes[0].is_open


def test_a_child_with_nothing_shows_nothing_and_breaks_nothing(at: TestDesk) -> None:
    at.bring(a_list(("Person ID", "Surname", "Type"), ("777", "", "")))
    view = story(at, "777")
    assert view.title == "?.?. · 777"
    assert (view.aside, view.said, view.timeline, view.voices, view.actions) == ("", (), (), (), ())
    assert copied_text(view).startswith("?.?. · 777\n")


def test_only_what_the_lists_say_is_told_as_said(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    assert dict(story(at).said) == {
        "Date of birth": "12 March 2011",
        "Types": "CCE",
        "Risk as listed": "High",
        "Worker": "Ife Bello",
    }
    assert story(at).said_by == "Named by list.csv, 1 October 2026."


def test_the_voice_is_told_in_its_own_words_with_its_meeting(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.VOICE, "“One <b>worker</b>.”")
    (voice,) = story(at).voices
    assert (voice.text, voice.source) == ("“One <b>worker</b>.”", "SAFE-2026-10, 22 October 2026")


def test_an_overdue_action_is_red_and_open_ones_say_when_they_are_due(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    for what, due in (("Call", date(2026, 11, 2)), ("Write", DECEMBER)):
        at.desk.meetings.ask(ASHA, meeting_id, item.id, what=what, agency=at.person("Imran Khan").agency, due_on=due)
    told = {action.what: (action.status, action.tone) for action in story(at).actions}
    assert told["Call"] == ("overdue since 2 November 2026", Tone.RED)
    assert told["Write"] == ("open, due 17 December 2026", Tone.INFO)


def test_meetings_to_come_without_the_child_are_offered_those_of_its_panel_first(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0])
    for panel, held_on in (("MACE", date(2026, 12, 3)), ("SAFE", DECEMBER)):
        at.desk.meetings.plan(ASHA, PanelKey(panel), held_on, starts_at=time(10), ends_at=time(12), place="Room 6")
    offers = story(at).offers
    assert [offer.words for offer in offers] == ["SAFE panel, 17 December 2026", "MACE panel, 3 December 2026"]
    at.desk.agendas.add(ASHA, offers[0].meeting_id, at.desk.agendas.candidate_for(offers[0].meeting_id, "101"))
    assert [offer.reference for offer in story(at).offers] == ["MACE-2026-12"]


def test_a_link_to_a_child_opens_that_child(at: TestDesk) -> None:
    at.bring(a_list((*PROFILE_HEADINGS, "Address"), (*child("101"), "1 Road"), (*child("102"), "1 Road")))
    (link,) = story(at).links
    assert link.place is not None
    assert (link.place.page, link.place.id) == (PageKey.CHILDREN, at.desk.children.id_of("102"))


def test_the_list_words_what_is_known_and_leaves_the_rest_empty(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Young", born="01/01/2012", risk="")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0])
    first, second = ChildrenPresenter(at.desk).register(TODAY, None).children
    assert (panels_words(first), review_words(first, TODAY)) == ("SAFE", "overdue 19 Nov")
    assert (risk_words(first), risk_scale(first)) == ("High", "as listed")
    assert (panels_words(second), review_words(second, TODAY), missing_words(second)) == ("", "", "")
    assert (risk_words(second), risk_scale(second)) == ("", "")


@pytest.mark.parametrize(
    ("born", "words"), [(date(2011, 3, 12), "15"), (date(2026, 11, 23), ""), (TODAY, "0"), (None, "")]
)
def test_an_age_is_told_only_where_it_makes_sense(born: date | None, words: str) -> None:
    assert age_words(born, TODAY) == words


@pytest.mark.parametrize(
    ("found", "of", "filtered", "words"),
    [
        (37, 37, False, "37 children"),
        (1, 1, False, "1 child"),
        (4, 37, True, "4 of 37 children"),
        (0, 100_000, True, "0 of 100,000 children"),
    ],
)
def test_how_many_are_shown_is_told(found: int, of: int, filtered: bool, words: str) -> None:
    assert found_words(found, of, filtered=filtered) == words


def test_many_children_are_read_off_the_gui_thread_and_not_again_while_nothing_is_recorded(at: TestDesk) -> None:
    presenter = ChildrenPresenter(at.desk)
    assert presenter.is_quick()
    at.bring(a_profile(*(child(str(n)) for n in range(3_001))))
    assert not presenter.is_quick()
    known = presenter.register(TODAY, None)
    assert presenter.is_current(TODAY, known)
    assert not presenter.is_current(date(2026, 11, 23), known)
    at.planned()
    assert not presenter.is_current(TODAY, known)
