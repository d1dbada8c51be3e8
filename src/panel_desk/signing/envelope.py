"""Checks the unsigned parts of a signature's CMS envelope, so that no byte of a signed file can change unseen.

The signature protects the page bytes and its own attributes. Around it stand a hexadecimal string with padding, version
numbers, copies of certificates: a verifier may ignore them, and an altered one would pass. Here each must be
exactly what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import cms, core, parser
from cryptography import x509

from panel_desk.signing.certificates import CERTIFICATE_DAMAGE

_TIME_STAMP = "signature_time_stamp_token"
_SIGNER_VERSIONS = {"issuer_and_serial_number": "v1", "subject_key_identifier": "v3"}
"""How the signer is named fixes the version (RFC 5652, 5.3); nothing signs that number."""


def is_whole(gap: bytes, contents: bytes, roots: Iterable[bytes]) -> bool:
    """Is the signature's place in the file filled by nothing but one well-formed envelope and padding?

    Args:
        gap: The file's bytes between the two signed ranges.
        contents: The same as the parser read them: the envelope followed by its padding.
        roots: DER of the authorities known to the reader.

    Raises:
        CERTIFICATE_DAMAGE, IndexError: The envelope cannot be parsed.
    """
    digits = contents.hex()
    if gap not in {f"<{digits.upper()}>".encode(), f"<{digits}>".encode()}:
        return False
    envelope = cms.ContentInfo.load(contents)
    written = envelope.dump()
    if contents[len(written) :].strip(b"\0"):
        return False
    return _is_der(written) and _holds_only_what_belongs(envelope, tuple(roots))


def _is_der(encoded: bytes) -> bool:
    """Is every length written in the one way DER allows? Otherwise the same content could be written differently."""
    at = 0
    while at < len(encoded):
        tag, first = encoded[at], encoded[at + 1]
        octets = first - 0x80 if first >= 0x80 else 0
        if tag == 0 or tag & 0x1F == 0x1F or not 0 <= octets <= 4 or first == 0x80:
            # Tag 0 would be padding counted as content by a length that was changed.
            return False
        body = at + 2 + octets
        length = int.from_bytes(encoded[at + 2 : body], "big") if octets else first
        if octets and (length < 0x80 or encoded[at + 2] == 0):
            return False
        if tag & 0x20 and not _is_der(encoded[body : body + length]):
            return False
        at = body + length
    return at == len(encoded)


def _holds_only_what_belongs(envelope: cms.ContentInfo, roots: tuple[bytes, ...]) -> bool:
    signed_data = envelope["content"]
    if envelope["content_type"].native != "signed_data" or len(signed_data["signer_infos"]) != 1:
        return False
    signer = signed_data["signer_infos"][0]
    digests = [digest.dump() for digest in signed_data["digest_algorithms"]]
    detached = signed_data["encap_content_info"]["content_type"].native == "data"
    return (
        all(_is_read_whole(sequence) for sequence in (envelope, signed_data, signer))
        and signed_data["version"].native == ("v1" if detached else "v3")
        and signer["version"].native == _SIGNER_VERSIONS[signer["sid"].name]
        and digests == [signer["digest_algorithm"].dump()]
        and _is_plain_algorithm(signer["signature_algorithm"].dump())
        and signed_data["crls"].native is None
        and _names_an_embedded_certificate(signer, signed_data)
        and _certificates_are_issued(signed_data, roots)
        and _time_stamps_belong(signer, roots)
    )


def _is_read_whole(sequence: core.Sequence) -> bool:
    """Did the parser know every part? One whose tag was changed it would pass over, a time-stamp for example."""
    at = parts = 0
    while at < len(sequence.contents):
        at += parser.peek(sequence.contents[at:])
        parts += 1
    return parts == sum(not isinstance(sequence[name], core.Void) for name in sequence)


def _is_plain_algorithm(encoded: bytes) -> bool:
    """An identifier with no parameters, with a NULL, or with parameters proper (RSA-PSS); nothing else."""
    parameters = encoded[4 + encoded[3] :]
    return parameters in {b"", b"\x05\x00"} or parameters[:1] == b"\x30"


def _names_an_embedded_certificate(signer: cms.SignerInfo, signed_data: cms.SignedData) -> bool:
    """To the byte: the library compares names without regard to capitals and gaps."""
    sid = signer["sid"]
    if sid.name != "issuer_and_serial_number":
        return any(choice.chosen.key_identifier == sid.chosen.native for choice in signed_data["certificates"])
    return any(
        choice.chosen.issuer.dump() == sid.chosen["issuer"].dump()
        and choice.chosen.serial_number == sid.chosen["serial_number"].native
        for choice in signed_data["certificates"]
    )


def _certificates_are_issued(signed_data: cms.SignedData, roots: tuple[bytes, ...]) -> bool:
    if any(choice.chosen.serial_number <= 0 for choice in signed_data["certificates"]):
        # No authority numbers so (RFC 5280, 4.1.2.2), and the library reads such a certificate only for the time being.
        return False
    embedded = [choice.chosen.dump() for choice in signed_data["certificates"]]
    issuers = [x509.load_der_x509_certificate(der) for der in {*embedded, *roots}]
    # The count of unused bits before a signature is ignored by those who verify it; all its bits are used.
    all_bits_used = all(c.chosen["signature_value"].contents[:1] == b"\0" for c in signed_data["certificates"])
    alone = len(set(embedded)) == len(embedded)
    return alone and all_bits_used and all(_is_issued(der, roots, issuers) for der in embedded)


def _is_issued(der: bytes, roots: tuple[bytes, ...], issuers: list[x509.Certificate]) -> bool:
    if der in roots:
        return True
    certificate = x509.load_der_x509_certificate(der)
    known = [x509.load_der_x509_certificate(root) for root in roots]
    if any(root.subject == certificate.subject and root.public_key() == certificate.public_key() for root in known):
        # A copy of a root that the reader knows, but not the root to the byte.
        return False
    for issuer in issuers:
        if issuer.subject != certificate.issuer:
            continue
        try:
            certificate.verify_directly_issued_by(issuer)
        except CERTIFICATE_DAMAGE:
            continue
        return True
    return False


def _time_stamps_belong(signer: cms.SignerInfo, roots: tuple[bytes, ...]) -> bool:
    for attribute in signer["unsigned_attrs"]:
        if attribute["type"].native != _TIME_STAMP or len(attribute["values"]) != 1:
            return False
        if not _holds_only_what_belongs(attribute["values"][0], roots):
            return False
    return True
