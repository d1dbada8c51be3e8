"""One council that has signed its minutes, and a reader who has nothing but files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from msgspec import Struct
from tests.services.desk_builders import ASHA, ENGLAND, HEALTH, NOVEMBER, POLICE, a_desk, a_profile
from tests.services.signing_keys import SECRET, make_keys, plant

from panel_desk.services.verifying import Verifying

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=ENGLAND)


class SignedFiles(Struct, frozen=True):
    """What a member may be sent."""

    signed: bytes
    """By the chair and both agencies."""
    only_chair: bytes
    draft: bytes
    trust: bytes
    newer_trust: bytes


@pytest.fixture(scope="session")
def files() -> SignedFiles:
    """October's minutes with two actions, signed by everybody; slow, once for all."""
    with a_desk() as at:
        plant(at, make_keys())
        at.bring(a_profile())
        meeting_id = at.opened()
        at.ask(meeting_id, "Visit the bakery")
        item = at.cases(meeting_id)[0]
        at.desk.meetings.ask(ASHA, meeting_id, item.id, what="Offer a check", agency=HEALTH, due_on=NOVEMBER)
        at.close(meeting_id)
        at.desk.minutes.draft(ASHA, meeting_id)
        draft = at.desk.publishing.minutes_pdf(meeting_id).content
        at.desk.minutes.circulate(ASHA, meeting_id)
        at.desk.minutes.approve(ASHA, meeting_id, at.opened(held_on=NOVEMBER))
        only_chair = at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)
        at.desk.publishing.approve(meeting_id, POLICE, at.person("Imran Khan"), SECRET)
        signed = at.desk.publishing.approve(meeting_id, HEALTH, at.person("Abena Osei"), SECRET)
        trust, newer = at.desk.certificates.trust_file(SECRET), at.desk.certificates.trust_file(SECRET)
    return SignedFiles(signed, only_chair, draft, trust, newer)


@pytest.fixture
def folder(tmp_path: Path, files: SignedFiles) -> Path:
    """The files as a member has saved them."""
    made = tmp_path / "downloads"
    made.mkdir()
    (made / "minutes.pdf").write_bytes(files.signed)
    (made / "council.paneltrust").write_bytes(files.trust)
    return made


@pytest.fixture
def verifying(tmp_path: Path) -> Verifying:
    """A reader who trusts nobody yet."""
    return Verifying(tmp_path / "trusted.paneltrust")
