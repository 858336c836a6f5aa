"""Copies the NHS design system's built style sheet and script into the project, without fonts and logo.

Run at development time only, when the version changes: `.venv/bin/python tools/vendor_frontend.py`. It needs npm;
users of Wraparound never do. Frutiger and the NHS logo are licensed to NHS bodies: an NHS deployment adds them itself.
"""

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

VERSION = "10.6.1"
ASSETS = Path(__file__).parent.parent / "wraparound" / "web" / "assets" / "nhsuk"


def main() -> None:
    ASSETS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = _fetched(Path(folder))
        style = _without_fonts_and_maps(package("nhsuk-frontend.min.css"))
        script = _without_maps(package("nhsuk-frontend.min.js"))
        for icon in sorted(set(re.findall(r"/assets/images/([\w-]+\.svg)", style))):
            (ASSETS / icon).write_text(package(f"assets/images/{icon}"), encoding="utf-8")
    style = style.replace("/assets/images/", "")
    (ASSETS / "nhsuk-frontend.min.css").write_text(style, encoding="utf-8")
    (ASSETS / "nhsuk-frontend.min.js").write_text(script, encoding="utf-8")
    print(f"nhsuk-frontend {VERSION}: {len(style)} characters of style, {len(script)} of script")


def _fetched(folder: Path) -> Callable[[str], str]:
    """A reader of one file of the package's built half, as text."""
    subprocess.run(["npm", "pack", "--silent", f"nhsuk-frontend@{VERSION}"], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("nhsuk-frontend-*.tgz"))) as archive:
        archive.extractall(folder, filter="data")

    def read(name: str) -> str:
        return (folder / "package" / "dist" / "nhsuk" / name).read_text(encoding="utf-8")

    return read


def _without_maps(text: str) -> str:
    return re.sub(r"(/\*#|//#) sourceMappingURL=\S+( \*/)?\s*", "", text)


def _without_fonts_and_maps(style: str) -> str:
    bare = re.sub(r"@font-face\s*{[^}]*}", "", _without_maps(style))
    bare = re.sub(r'"?Frutiger W01"?,\s*', "", bare)
    assert "Frutiger" not in bare, "a font of the NHS is left"
    assert "url(http" not in bare.lower(), "an outside address is left"
    return bare


if __name__ == "__main__":
    main()
