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

    done = at_the_site(site_folder, "sources", "import", str(figures), str(measure))
    assert done.returncode == 0, done.stderr
    try:
        walk_its_forecast(analyst)
        on_a_phone.opens("/expectations/ZZA03/")
        on_a_phone.sees("A second kettle was counted")
    finally:
        # Other stories are told on the release that came with the software.
        assert at_the_site(site_folder, "sources", "restore", "2026-11-23").returncode == 0


def at_the_site(folder, *words):
    """One command on the computer of the site, with its folder and its database, not those of the tests."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "WRAPAROUND_DATABASE_URL")}
    command = [sys.executable, "-m", "wraparound.cli", *words]
    return subprocess.run(command, env={**kept, "WRAPAROUND_VAR": folder}, capture_output=True, text=True)


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
