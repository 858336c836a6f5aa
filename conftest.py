"""For every test: laws are about truth, not about time, and no test sees what somebody imported on this machine."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("wraparound", deadline=None)
settings.load_profile("wraparound")

# Before anything of the site is imported, which reads it once. A folder that is never made unless a test imports.
os.environ["WRAPAROUND_VAR"] = str(Path(tempfile.gettempdir()) / f"wraparound-tests-{os.getpid()}")
