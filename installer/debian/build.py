"""Builds the self-contained application and puts it into a Debian package below ``dist/``."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD, DIST = ROOT / "build" / "installer", ROOT / "dist"
PROGRAMS = ("panel-desk", "panel-desk-window")


def build_application() -> Path:
    """The application as a folder that needs no Python."""
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(BUILD / "application"), "--workpath", str(BUILD / "work")),
            str(ROOT / "installer" / "panel-desk.spec"),
        ],
        check=True,
    )
    return BUILD / "application" / "panel-desk"


def lay_out(application: Path) -> Path:
    """Everything at its place below one folder, as it will lie in the system."""
    staged = BUILD / "staged"
    shutil.rmtree(staged, ignore_errors=True)
    home = staged / "usr/lib/panel-desk"
    shutil.copytree(application, home, symlinks=True)
    places = {
        "panel-desk.desktop": "usr/share/applications/panel-desk.desktop",
        "panel-desk.xml": "usr/share/mime/packages/panel-desk.xml",
        "../../resources/icons/panel-desk.svg": "usr/share/icons/hicolor/scalable/apps/panel-desk.svg",
        "../../LICENSE": "usr/share/doc/panel-desk/copyright",
        "../../resources/icons/LICENSE.txt": "usr/share/doc/panel-desk/copyright-icons",
        "../../CHANGELOG.md": "usr/share/doc/panel-desk/CHANGELOG.md",
    }
    for source, place in places.items():
        (staged / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / source, staged / place)
    (staged / "usr/bin").mkdir()
    for program in PROGRAMS:
        (staged / "usr/bin" / program).symlink_to(f"../lib/panel-desk/{program}")
    return staged


def describe(staged: Path) -> None:
    """What the package manager asks for: who it is, what it needs, what runs after it."""
    control = staged / "DEBIAN"
    control.mkdir()
    size = sum(path.stat().st_size for path in staged.rglob("*") if path.is_file() and not path.is_symlink())
    fields = {
        "version": version("panel-desk"),
        "architecture": debian_architecture(),
        "kilobytes": size // 1024,
        "libc": platform.libc_ver()[1],
    }
    (control / "control").write_text(
        (HERE / "control.in").read_text(encoding="utf-8").format(**fields), encoding="utf-8"
    )
    for script in ("postinst", "postrm"):
        shutil.copyfile(HERE / script, control / script)
        (control / script).chmod(0o755)


def debian_architecture() -> str:
    """As Debian names this computer's kind."""
    told = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    return told.stdout.strip()


def readable_by_all(staged: Path) -> None:
    """Whatever the builder's own habits are, everybody may read and nobody else may write."""
    for path in (staged, *staged.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def main() -> None:
    """Build, lay out, describe, pack."""
    staged = lay_out(build_application())
    describe(staged)
    readable_by_all(staged)
    DIST.mkdir(exist_ok=True)
    package = DIST / f"panel-desk_{version('panel-desk')}_{debian_architecture()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(staged), str(package)], check=True)
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1_000_000:.0f} MB")


if __name__ == "__main__":
    main()
