"""Who refers in a role stays; of a private person whatever tells who it is goes."""

from __future__ import annotations

import pytest

from panel_desk.domain.names.private_referrer import Role, names_in, role_of


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("", Role.PRIVATE),
        ("Neighbour, Mrs Edna Plum of 4 Mill Lane", Role.PRIVATE),
        ("Maternal aunt Wilma Stone", Role.PRIVATE),
        ("Mr Plum", Role.PRIVATE),
        ("Friend at school", Role.PRIVATE),
        ("Mrs Hill, school nurse", Role.PROFESSIONAL),
        ("Police", Role.PROFESSIONAL),
        ("Partner agency: youth justice", Role.PROFESSIONAL),
        ("Family Hub", Role.PROFESSIONAL),
        ("Wilma Stone", Role.UNKNOWN),
    ],
)
def test_in_what_role_a_referral_was_made(said: str, role: Role) -> None:
    assert role_of(said, {"family hub"}) is role


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Neighbour, Mrs Edna Plum of 4 Mill Lane", ("Edna Plum", "4 Mill Lane")),
        ("Maternal aunt Wilma Stone", ("Wilma Stone",)),
        ("Aunt of Jo van Dam, near Mill Park", ("Jo van Dam",)),
        ("Member of the public", ()),
        ("Mother", ()),
    ],
)
def test_the_names_of_a_private_person_are_learnt(said: str, names: tuple[str, ...]) -> None:
    assert tuple(names_in(said, whole=False)) == names


def test_the_whole_of_a_referrers_name_is_one() -> None:
    assert tuple(names_in("petra vane", whole=True)) == ("petra vane",)
    assert tuple(names_in("Mother", whole=True)) == ()
