"""Django's own command line, for maintainers; people use `wraparound`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.local")
    execute_from_command_line(sys.argv)
