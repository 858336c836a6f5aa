"""Templates as byte code, kept where Python keeps that of modules: a site that opens need not translate them anew."""

import os
import pickle
import sys
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class KeptTemplates(FileSystemBytecodeCache):
    """What was cut short on its way to the disk counts for nothing, and is written once more."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket where something whole is kept for this very template."""
        try:
            super().load_bytecode(bucket)
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError):
            bucket.reset()


def template_cache(module: str = __file__) -> KeptTemplates | None:
    """Where translated templates are kept: beside the byte code of this module.

    None where Python itself would write none: if it was told not to, or if the folder is not to be written to. What is
    kept counts for the very same words of a template only, and for one version of Python and of Jinja.
    """
    if sys.dont_write_bytecode:
        return None
    folder = Path(cache_from_source(module)).parent / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return KeptTemplates(str(folder)) if os.access(folder, os.W_OK) else None
