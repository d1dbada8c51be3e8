"""Says in plain sentences what a later revision of a signed PDF changed, with page numbers where they can be told."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import MDPPerm

from panel_desk.signing.permitted import STRICT_POLICY
from panel_desk.signing.revisions import DAMAGE, OpenedPdf, entry, fields_at, record_at
from panel_desk.signing.wording import listed, plain

_MOST_PAGES = 3_000
_MOST_SENTENCES = 30
_SUBTYPES = {
    "/Text": "A note",
    "/FreeText": "A text box",
    "/Stamp": "A stamp",
    "/Link": "A link",
    "/Highlight": "A highlight",
    "/Ink": "A drawing by hand",
    "/Square": "A box",
    "/Redact": "A blacked-out area",
    "/FileAttachment": "An attached file",
}
_NOT_SIGNING: tuple[type[Exception], ...] = (SuspiciousModification, *DAMAGE)
_GEOMETRY = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")


class _Step(Struct, frozen=True):
    """Two neighbouring revisions and the objects the later one wrote."""

    old: HistoricalResolver
    new: HistoricalResolver
    written: frozenset[generic.Reference]


def changes_since(opened: OpenedPdf, signed_revision: int) -> tuple[str, ...]:
    """What was changed after a revision, apart from what signing and archiving themselves add.

    Args:
        opened: The file.
        signed_revision: The first signature's revision, counted from 0.

    Returns:
        One sentence for each change, without repetition, at most thirty.
    """
    sentences: dict[str, None] = {}
    for revision in range(max(signed_revision, 0) + 1, opened.last_revision + 1):
        old, new = opened.at(revision - 1), opened.at(revision)
        if not _is_signing(old, new):
            written = opened.reader.xrefs.explicit_refs_in_revision(revision)
            step = _Step(old, new, frozenset(written))
            sentences |= dict.fromkeys(_told(step))
        if len(sentences) >= _MOST_SENTENCES:
            break
    return tuple(sentences)[:_MOST_SENTENCES]


def _is_signing(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    try:
        STRICT_POLICY.apply(old, new, doc_mdp=MDPPerm.FILL_FORMS)
    except _NOT_SIGNING:
        return False
    return True


def _told(step: _Step) -> list[str]:
    told: list[str] = []
    for part in (_page_changes, _field_changes, _attachment_changes, _property_changes):
        try:
            told.extend(part(step))
        except DAMAGE:
            continue  # What cannot be read cannot be described; the general sentence below still stands.
    return told or [f"Hidden parts of the file were added or replaced ({len(step.written)} objects)."]


def _page_changes(step: _Step) -> Iterator[str]:
    before, after = list(_pages(step.old)), list(_pages(step.new))
    if [ref for ref, _ in before] != [ref for ref, _ in after]:
        yield f"Pages were added, taken away or reordered: {len(before)} before, {len(after)} now."
        return
    drawn, used = [], []
    for number, ((_, old_page), (_, new_page)) in enumerate(zip(before, after, strict=True), start=1):
        if _differs(old_page, new_page, "/Contents", step):
            drawn.append(str(number))
        if _differs(old_page, new_page, "/Resources", step):
            used.append(str(number))
        if any(entry(old_page, key) != entry(new_page, key) for key in _GEOMETRY):
            yield f"Page {number} was cut, turned or resized."
        yield from _annotation_changes(number, old_page, new_page, step)
    if drawn:
        yield f"The text or drawing on {_named(drawn)} was changed or covered."
    if used:
        yield f"A font, picture or drawing used on {_named(used)} was replaced."


def _named(numbers: list[str]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _annotation_changes(
    number: int, old_page: generic.DictionaryObject, new_page: generic.DictionaryObject, step: _Step
) -> Iterator[str]:
    before, after = _annotations(old_page), _annotations(new_page)
    for ref, annotation in after.items():
        subtype = str(entry(annotation, "/Subtype", ""))
        if subtype == "/Widget":
            continue  # Told with the form's fields.
        what = _SUBTYPES.get(subtype, "An annotation")
        if ref not in before:
            yield f"{what} was added on page {number}."
        elif ref in step.written:
            yield f"{what} on page {number} was changed."
    if before.keys() - after.keys():
        yield f"An annotation or field was removed from page {number}."


def _field_changes(step: _Step) -> Iterator[str]:
    before, after = fields_at(step.old), fields_at(step.new)
    for name, field in after.items():
        was = before.get(name)
        if was is None:
            if not field.is_time_stamp:
                yield f"A field “{plain(name, 60)}” was added that the minutes did not have."
        elif was.rectangle != field.rectangle:
            yield f"The signature field “{plain(name, 60)}” was moved or resized."
        elif was.is_signed and not field.is_signed:
            yield f"The signature in the field “{plain(name, 60)}” was removed."
    for name in before.keys() - after.keys():
        yield f"The field “{plain(name, 60)}” was removed."


def _attachment_changes(step: _Step) -> Iterator[str]:
    if record_at(step.old) != record_at(step.new):
        yield "The machine-readable record inside the file was exchanged or removed."
    elif any(_differs(step.old.root, step.new.root, key, step) for key in ("/Names", "/AF")):
        yield "The files attached inside were changed."


def _property_changes(step: _Step) -> Iterator[str]:
    if _differs(step.old.root, step.new.root, "/Metadata", step) or _info(step.old) != _info(step.new):
        yield "The title or other properties of the file were changed."


def _info(resolver: HistoricalResolver) -> dict[str, str]:
    info = entry(resolver.trailer_view, "/Info")
    return {} if info is None else {str(key): str(value) for key, value in info.items()}


def _differs(old: generic.DictionaryObject, new: generic.DictionaryObject, key: str, step: _Step) -> bool:
    """Was the entry exchanged, or anything written that it leads to?"""
    before = old.raw_get(key) if key in old else None
    after = new.raw_get(key) if key in new else None
    if before != after:
        return True
    return after is not None and bool(step.new.collect_dependencies(after) & step.written)


def _annotations(page: generic.DictionaryObject) -> dict[generic.Reference, generic.DictionaryObject]:
    return {
        ref.reference: ref.get_object()  # type: ignore[no-untyped-call]  # the library leaves it untyped
        for ref in entry(page, "/Annots", ())
        if isinstance(ref, generic.IndirectObject)
    }


def _pages(resolver: HistoricalResolver) -> Iterator[tuple[generic.Reference, generic.DictionaryObject]]:
    waiting = [resolver.root.raw_get("/Pages")]
    seen: set[generic.Reference] = set()
    while waiting:
        node = waiting.pop()
        if node.reference in seen or len(seen) > _MOST_PAGES:
            raise ValueError("an endless page tree")
        seen.add(node.reference)
        found = node.get_object()
        if "/Kids" in found:
            waiting.extend(reversed(list(found["/Kids"])))
        else:
            yield node.reference, found
