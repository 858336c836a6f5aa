"""Asks for known faults of the locked dependencies, and says loudly when nobody could be asked.

The tool behind it ends with success also when it has checked nothing; we count what it checked.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from project import ROOT

SECONDS = 120


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        words = ["-m", "pip_audit", "--requirement", "requirements.lock", "--disable-pip", "--format", "json"]
        try:
            subprocess.run(
                [sys.executable, *words, "--progress-spinner", "off", "--output", str(out)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"No answer in {SECONDS} s.")
        found = json.loads(out.read_text(encoding="utf-8")) if out.is_file() and out.stat().st_size else {}
    listed = found.get("dependencies", [])
    checked = [one for one in listed if "skip_reason" not in one]
    faulty = [one for one in checked if one.get("vulns")]
    for one in faulty:
        print(f"{one['name']} {one['version']}: {', '.join(vuln['id'] for vuln in one['vulns'])}")
    if len(checked) < len(listed) or not checked:
        missing = len(listed) - len(checked) or "any"
        print("#" * 100)
        print(f"# ADVISORIES WERE NOT CHECKED for {missing} dependencies: their lists cannot be reached from here.")
        print("# Run make advisories where they can.")
        print("#" * 100)
    else:
        print(f"{len(checked)} dependencies checked, {len(faulty)} with known faults")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
