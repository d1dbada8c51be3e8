"""What the settings say of people, seats and certificates; no window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.services.desk_builders import ASHA, CSC, HEALTH, MACE, POLICE, SAFE, TestDesk, a_desk
from tests.services.signing_keys import SECRET, make_keys, plant

from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.people import Role
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.settings.presenter import (
    SettingsPresenter,
    agency_key,
    person_problems,
    replaced_by,
    roles_to_give,
)


@pytest.fixture(scope="module")
def signing() -> Iterator[TestDesk]:
    with a_desk() as desk:
        plant(desk, make_keys())
        yield desk


@pytest.fixture
def desk() -> Iterator[TestDesk]:
    with a_desk() as made:
        yield made


def test_people_are_told_with_agency_and_roles_in_words(desk: TestDesk) -> None:
    lines = {line.name: line for line in SettingsPresenter(desk.desk).people()}
    assert lines["Asha Rahman"].roles == "administrator"
    assert lines["Dana Prior"].agency == "Children’s social care"
    assert lines["Dana Prior"].roles == "chair"


def test_a_role_at_one_panel_names_the_panel(desk: TestDesk) -> None:
    desk.desk.people.unseat(ASHA, MACE, desk.person("Dana Prior"), Role.CHAIR)
    lines = {line.name: line for line in SettingsPresenter(desk.desk).people()}
    assert lines["Dana Prior"].roles == "chair of SAFE"


@pytest.mark.parametrize(
    ("typed", "names"), [("nurse", []), ("imran", ["Imran Khan"]), ("police deputy", ["Imran Khan"]), ("zebra", [])]
)
def test_people_are_found_by_all_the_words_typed(desk: TestDesk, typed: str, names: list[str]) -> None:
    assert [line.name for line in SettingsPresenter(desk.desk).people(typed)] == names


def test_a_seat_with_nobody_in_it_says_so(desk: TestDesk) -> None:
    lines = SettingsPresenter(desk.desk).seats(SAFE)
    empty = next(line for line in lines if line.agency == "Voluntary sector")
    assert (empty.who, empty.tone, empty.person) == ("Nobody yet", Tone.AMBER, None)


def test_who_observes_stands_below_the_seats(desk: TestDesk) -> None:
    person = desk.desk.people.add(ASHA, "Alex Morgan", AgencyKey("inspectorate"))
    desk.desk.people.seat(ASHA, SAFE, person, Role.OBSERVER)
    assert SettingsPresenter(desk.desk).seats(SAFE)[-1].who == "Alex Morgan"


def test_giving_a_single_role_says_who_leaves(desk: TestDesk) -> None:
    lines = SettingsPresenter(desk.desk).seats(SAFE)
    asha = desk.person("Asha Rahman")
    assert replaced_by(lines, asha, Role.CHAIR, "Children’s social care") == "Dana Prior no longer has this seat then."
    assert replaced_by(lines, asha, Role.OBSERVER, "Children’s social care") == ""
    assert replaced_by(lines, desk.person("Dana Prior"), Role.CHAIR, "Children’s social care") == ""


def test_an_agency_without_a_seat_is_offered_no_seat(desk: TestDesk) -> None:
    person = desk.desk.people.add(ASHA, "Alex Morgan", AgencyKey("inspectorate"))
    roles = dict(roles_to_give(desk.desk.people.panel(SAFE), person))
    assert Role.OBSERVER in roles
    assert Role.CHAIR not in roles


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("", "", "police"), "name"),
        (("Dana Prior", "", "police"), "name"),
        (("New Name", "no address", "police"), "email"),
        (("New Name", "", ""), "agency"),
        (("New Name", "new@fictional.example", "police"), ""),
    ],
)
def test_what_is_wrong_about_a_person_is_told_at_its_field(
    desk: TestDesk, given: tuple[str, str, str], field: str
) -> None:
    problems = person_problems(*given, desk.desk.people.everyone(), is_new=True)
    assert list(problems) == ([field] if field else [])


def test_an_agency_typed_in_words_gets_a_key() -> None:
    assert agency_key("Children’s Social Care ") == "childrens-social-care"


def test_certificates_say_until_when_and_warn_two_months_before(signing: TestDesk) -> None:
    presenter = SettingsPresenter(signing.desk)
    ends = presenter.certificates(date(2026, 10, 2))[0].until
    assert presenter.expiry_warning(ends - timedelta(days=61)) == ""
    assert "3 certificates" in presenter.expiry_warning(ends - timedelta(days=60))
    states = {line.state for line in presenter.certificates(ends - timedelta(days=5))}
    assert states == {"Ends in 5 days"}
    assert {line.state for line in presenter.certificates(ends + timedelta(days=1))} == {"Has ended"}


def test_a_withdrawn_certificate_says_when_and_why(signing: TestDesk) -> None:
    presenter = SettingsPresenter(signing.desk)
    line = presenter.certificates(date(2026, 10, 2))[0]
    signing.desk.certificates.revoke(ASHA, line.fingerprint, "left")
    told = next(one for one in presenter.certificates(date(2026, 10, 2)) if one.id == line.id)
    assert told.state.startswith("Withdrawn on ")
    assert told.state.endswith("the person has left")
    assert (told.tone, told.is_valid) == (Tone.RED, False)


def test_a_replaced_certificate_may_still_be_withdrawn(signing: TestDesk) -> None:
    dana = signing.person("Dana Prior")
    old = next(c for c in signing.desk.certificates.issued() if c.person_id == dana.id)
    signing.desk.certificates.issue(
        ASHA, dana, roles=("chair",), panels=(SAFE,), root_passphrase=SECRET, passphrase="another long passphrase"
    )
    line = next(c for c in SettingsPresenter(signing.desk).certificates(date(2026, 10, 2)) if c.id == old.fingerprint)
    assert (line.state, line.is_valid, line.may_withdraw) == ("Replaced by a newer one", False, True)
    signing.desk.certificates.revoke(ASHA, old.fingerprint, "replaced")
    line = next(c for c in SettingsPresenter(signing.desk).certificates(date(2026, 10, 2)) if c.id == old.fingerprint)
    assert not line.may_withdraw


def test_agencies_are_those_of_the_panels_and_of_the_people(desk: TestDesk) -> None:
    desk.desk.people.add(ASHA, "Alex Morgan", AgencyKey("youth-inspectorate"))
    agencies = dict(SettingsPresenter(desk.desk).agencies())
    assert {CSC, POLICE, HEALTH} <= set(agencies)
    assert agencies[AgencyKey("youth-inspectorate")] == "Youth inspectorate"
