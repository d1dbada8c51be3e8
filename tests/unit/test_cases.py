"""What a case list says of a child: types, profile category, initials."""

from __future__ import annotations

import pytest

from panel_desk.domain.children.cases import ChildFacts, ExploitationType, ProfileCategory, profile_category

T = ExploitationType


@pytest.mark.parametrize(
    ("types", "category"),
    [
        ((T.CSE,), ProfileCategory.CSE_ONLY),
        ((T.GROUP_CSE, T.ONLINE), ProfileCategory.CSE_ONLY),
        ((T.CCE,), ProfileCategory.CCE_ONLY),
        ((T.COUNTY_LINES, T.MISSING), ProfileCategory.CCE_ONLY),
        ((T.CSE, T.COUNTY_LINES), ProfileCategory.BOTH),
        ((T.GANGS, T.RADICALISATION), ProfileCategory.NEITHER),
        ((), ProfileCategory.NEITHER),
    ],
)
def test_a_child_counts_in_one_category(types: tuple[ExploitationType, ...], category: ProfileCategory) -> None:
    assert profile_category(types) is category


def test_the_categories_of_the_published_profile_add_up() -> None:
    published = [(T.CSE,)] * 44 + [(T.CCE,)] * 175 + [(T.CSE, T.CCE)] * 20
    counted = [profile_category(types) for types in published]
    assert [counted.count(c) for c in ProfileCategory] == [44, 175, 20, 0]
    any_cse = counted.count(ProfileCategory.CSE_ONLY) + counted.count(ProfileCategory.BOTH)
    assert (len(counted), any_cse) == (239, 64)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(T.CSE, "11A"), (T.CCE, "24A"), (T.GANGS, "13A"), (T.TRAFFICKING, "12A"), (T.MISSING, "10A"), (T.ONLINE, "")],
)
def test_a_type_has_the_departments_factor_code_where_one_exists(kind: ExploitationType, code: str) -> None:
    assert kind.dfe_factor == code


def test_every_type_has_words_of_its_own() -> None:
    assert len({kind.label for kind in T}) == len(T)


@pytest.mark.parametrize(
    ("forenames", "surname", "initials", "name"),
    [
        ("Jo Anne", "Made-Up", "J.M.", "Jo Anne Made-Up"),
        ("", "Made-Up", "?.M.", "Made-Up"),
        (" élodie", "", "É.?.", "élodie"),
        ("", "", "?.?.", ""),
    ],
)
def test_initials_are_first_letters_and_a_question_mark_where_a_part_is_not_known(
    forenames: str, surname: str, initials: str, name: str
) -> None:
    facts = ChildFacts(local_id="104233", forenames=forenames, surname=surname)
    assert (facts.initials, facts.name) == (initials, name)
