"""Python reads this first in every process of a site that lives on a later day: its clock is set ahead, and runs."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(days=int(os.environ["DAYS_LATER"])), tick=True).start()
