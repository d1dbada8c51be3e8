"""Makes the README's picture from a demonstration: ``python -m tools.make_pictures demo``; needs poppler's pdftoppm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "minutes.png"
_GROUND, _GAP = (200, 208, 208), 24


def main(demo: Path) -> None:
    """The first page of the signed minutes, a page of decisions, and the signatures, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        source = demo / "minutes-SAFE-2026-10.pdf"
        subprocess.run(["pdftoppm", "-r", "64", "-png", str(source), f"{folder}/page"], check=True)
        pages = sorted(Path(folder).glob("page-*.png"))
        images = [Image.open(page) for page in (pages[0], pages[1], pages[-1])]
        width = sum(image.width for image in images) + _GAP * (len(images) + 1)
        sheet = Image.new("RGB", (width, images[0].height + 2 * _GAP), _GROUND)
        left = _GAP
        for image in images:
            sheet.paste(image, (left, _GAP))
            left += image.width + _GAP
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        sheet.quantize(200, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
