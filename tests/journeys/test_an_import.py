"""An analyst brings in a measure of their own, looks at it on the page first, and walks its forecast."""

import os
import subprocess
import sys

from tests.samples import official


def test_a_measure_is_looked_at_imported_and_its_forecast_walked(at_a_desk, on_a_phone, site_folder, tmp_path):
    analyst, figures, measure = at_a_desk, tmp_path / "tea.csv", tmp_path / "tea.toml"
    figures.write_bytes(official.tea())
    measure.write_bytes(official.measure_file())
    analyst.opens("/sources/")
    analyst.follows("Look at a publisher's file before it is imported")
    analyst.page.get_by_label("One file, or several that belong together").set_input_files([figures])
    analyst.page.get_by_role("button", name="Look at them").click()
    analyst.looks()
    analyst.sees("send its measure file with it")
    analyst.page.get_by_label("One file, or several that belong together").set_input_files([figures, measure])
    analyst.page.get_by_role("button", name="Look at them").click()
    analyst.looks()
    analyst.sees("no row rejected")

    words = [sys.executable, "-m", "wraparound.cli", "sources", "import", str(figures), str(measure)]
    done = subprocess.run(words, env={**os.environ, "WRAPAROUND_VAR": site_folder}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    try:
        walk_its_forecast(analyst)
        on_a_phone.opens("/expectations/ZZA03/")
        on_a_phone.sees("A second kettle was counted")
    finally:
        # Other stories are told on the release that came with the software.
        words = [sys.executable, "-m", "wraparound.cli", "sources", "restore", "2026-11-23"]
        subprocess.run(words, env={**os.environ, "WRAPAROUND_VAR": site_folder}, check=True, capture_output=True)


def walk_its_forecast(analyst):
    analyst.opens("/sources/")
    analyst.sees("– in use")
    analyst.follows("What changed")
    analyst.sees("Imported measures")
    analyst.opens("/expectations/?q=invented+trust+3")
    analyst.opens("/expectations/ZZA03/")
    analyst.sees("Invented Trust 3 (made up)")
    analyst.sees("In three years, eight of ten such starts lead to between")
    analyst.sees("Cups to take away are counted")
    analyst.page.get_by_label("Target").fill("90")
    analyst.page.get_by_role("button", name="Check").click()
    analyst.looks()
    analyst.sees("90% by")
    analyst.follows("Invented Trust 1")
    analyst.sees("(made up)")
