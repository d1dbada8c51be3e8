"""What may follow a signature in a file: signatures in waiting fields, and what archiving adds; nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy, SuspiciousModification
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule, ReferenceUpdate

_MAY_DIFFER = frozenset({"/Size", "/Prev", "/ID", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms", "/DL"})
"""Of a trailer: where things lie, not what they say."""


class TrailerRule(QualifiedWhitelistRule):
    """Refuses an update whose trailer leads to another title, another catalogue, or anything new.

    The library looks at the objects an update writes; one that writes none and points elsewhere passes it.
    """

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        """Allows nothing, and raises where the trailers differ."""
        if _leads(old.trailer_view) != _leads(new.trailer_view):
            raise SuspiciousModification("The trailer leads elsewhere.")
        return ()


def _leads(trailer: generic.DictionaryObject) -> dict[str, object]:
    return {str(key): trailer.raw_get(key) for key in trailer if key not in _MAY_DIFFER}


STRICT_POLICY = StandardDiffPolicy(
    # pyHanko's default also lets the title and other properties change (DocInfoRule, MetadataUpdateRule), lets unused
    # objects be added for a later attack, and lets ordinary form fields be filled. Our own signing does none of these.
    global_rules=[
        TrailerRule(),
        CatalogModificationRule(  # type: ignore[no-untyped-call]  # the library leaves it untyped
            ignored_keys=frozenset({"/AcroForm", "/DSS", "/Extensions"})
        ),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]  # the same
            SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        ],
        # By default also /NeedAppearances, at which a reader draws the stamps anew, and fonts for it.
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)
