"""Minutes exactly as the documents room draws them: tagged, with appearances in the waiting fields."""

from __future__ import annotations

import pytest
from tests.documents.builders import some_minutes
from tests.signing import tampering
from tests.signing.building import NOW, ROLES, SIGNED_AT, Council

from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.signature_stamp import stamp_pdf
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.minutes.minutes import SignatureBlock
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.domain.verification import Verdict
from panel_desk.signing.archive import archive
from panel_desk.signing.revisions import signed_record

MINUTES = some_minutes(
    signatures=tuple(
        SignatureBlock(field=field, role=ROLES[field], label=field)
        for field in ("Chair", "Approval-health", "Approval-police")
    )
)
RECORD = record_of(MINUTES)


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    """Unsigned, three fields waiting."""
    return render_minutes(MINUTES, record=RECORD)


@pytest.fixture(scope="module")
def signed(council: Council, rendered: Rendered) -> bytes:
    """Signed by all three."""
    certified = council.certified(rendered.pdf_bytes, appearance_pdf=_stamp(rendered, "Chair"))
    stamp = _stamp(rendered, "Approval-health")
    twice = council.approved(certified, council.identity("Abena"), field="Approval-health", appearance_pdf=stamp)
    return council.approved(twice, appearance_pdf=_stamp(rendered, "Approval-police"))


def test_drawn_minutes_signed_by_all_are_genuine(council: Council, signed: bytes) -> None:
    assert council.check(signed, held_record=RECORD).verdict == Verdict.GENUINE


def test_drawn_minutes_can_be_archived(council: Council, signed: bytes) -> None:
    archived = archive(signed, council.trust, timestamper=council.tsa, now=NOW)

    assert council.check(archived, held_record=RECORD).verdict == Verdict.GENUINE


@pytest.mark.parametrize(
    "name", ["update overlays text", "update adds an annotation", "update swaps the JSON", "signed field moved"]
)
def test_an_update_of_drawn_minutes_is_a_change(council: Council, signed: bytes, name: str) -> None:
    found = council.check(tampering.TAMPERINGS[name](signed))

    assert found.verdict == Verdict.CHANGED
    assert found.signed_revision == signed


def test_the_signed_record_is_read_from_the_signed_revision(signed: bytes) -> None:
    assert signed_record(signed) == RECORD
    assert signed_record(tampering.swap_record(signed)) == RECORD


def test_unsigned_minutes_give_no_signed_record(rendered: Rendered) -> None:
    for untrusted in (rendered.pdf_bytes, b"not a pdf"):
        with pytest.raises(DeskError) as caught:
            signed_record(untrusted)
        assert caught.value.reason == Reason.BAD_FILE


def _stamp(rendered: Rendered, field: str) -> bytes:
    size = next(box.size for box in rendered.fields if box.name == field)
    return stamp_pdf(name=field, role="", signed_at=SIGNED_AT, certificate_ending="4F:2A:91", size=size)
