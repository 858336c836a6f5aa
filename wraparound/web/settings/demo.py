"""The site with its made-up region: as local, in a database of its own, so that nobody invented meets anybody real."""

from wraparound.web.settings.base import databases
from wraparound.web.settings.folders import VAR
from wraparound.web.settings.local import *  # noqa: F403  # settings modules build on one another by this idiom

DEMO = True
PAST_IS_MADE_UP = True
(VAR / "demo").mkdir(parents=True, exist_ok=True)
DATABASES = databases(VAR / "demo")
SESSION_COOKIE_NAME = "wraparound_demo"
