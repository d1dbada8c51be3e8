"""Checks the unsigned parts of a signature's CMS envelope, so that no byte of a signed file can change unseen.

The signature protects the page bytes and its own attributes. Around it stand a hexadecimal string with padding, version
numbers, copies of certificates: a verifier may ignore them, and an altered one would pass. Here each must be
exactly what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

_TIME_STAMP = "signature_time_stamp_token"
_UNVERIFIABLE = (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm)


def is_whole(gap: bytes, contents: bytes, roots: Iterable[bytes]) -> bool:
    """Is the signature's place in the file filled by nothing but one well-formed envelope and padding?

    Args:
        gap: The file's bytes between the two signed ranges.
        contents: The same as the parser read them: the envelope followed by its padding.
        roots: DER of the authorities known to the reader.

    Raises:
        ValueError, TypeError, KeyError: The envelope cannot be parsed.
    """
    digits = contents.hex()
    if gap not in {f"<{digits.upper()}>".encode(), f"<{digits}>".encode()}:
        return False
    envelope = cms.ContentInfo.load(contents)
    written = envelope.dump()
    if contents[len(written) :].strip(b"\0"):
        return False
    return envelope.dump(force=True) == written and _holds_only_what_belongs(envelope, tuple(roots))


def _holds_only_what_belongs(envelope: cms.ContentInfo, roots: tuple[bytes, ...]) -> bool:
    signed_data = envelope["content"]
    if envelope["content_type"].native != "signed_data" or len(signed_data["signer_infos"]) != 1:
        return False
    signer = signed_data["signer_infos"][0]
    digests = [digest.dump() for digest in signed_data["digest_algorithms"]]
    detached = signed_data["encap_content_info"]["content_type"].native == "data"
    return (
        signed_data["version"].native == ("v1" if detached else "v3")
        and signer["version"].native in {"v1", "v3"}
        and digests == [signer["digest_algorithm"].dump()]
        and signed_data["crls"].native is None
        and _certificates_are_issued(signed_data, roots)
        and _time_stamps_belong(signer, roots)
    )


def _certificates_are_issued(signed_data: cms.SignedData, roots: tuple[bytes, ...]) -> bool:
    embedded = [choice.chosen.dump() for choice in signed_data["certificates"]]
    issuers = [x509.load_der_x509_certificate(der) for der in {*embedded, *roots}]
    return len(set(embedded)) == len(embedded) and all(_is_issued(der, roots, issuers) for der in embedded)


def _is_issued(der: bytes, roots: tuple[bytes, ...], issuers: list[x509.Certificate]) -> bool:
    if der in roots:
        return True
    certificate = x509.load_der_x509_certificate(der)
    for issuer in issuers:
        if issuer.subject != certificate.issuer:
            continue
        try:
            certificate.verify_directly_issued_by(issuer)
        except _UNVERIFIABLE:
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
