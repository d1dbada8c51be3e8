"""Signs PDFs and checks them: the organisation's root, people's certificates, the register, signatures and verdicts."""

from __future__ import annotations

import logging

# The libraries' own log lines carry certificate names and parts of the file; our log carries kinds and ids only.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False
