"""What may follow a signature in a file: signatures in waiting fields, and what archiving adds; nothing else."""

from __future__ import annotations

from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy
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

STRICT_POLICY = StandardDiffPolicy(
    # pyHanko's default also lets the title and other properties change (DocInfoRule, MetadataUpdateRule), lets unused
    # objects be added for a later attack, and lets ordinary form fields be filled. Our own signing does none of these.
    global_rules=[
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
        ]
    ),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)
