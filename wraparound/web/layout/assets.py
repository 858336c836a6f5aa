"""Style sheets and scripts under names that change with their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedAssets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    support_js_module_import_aggregation = True
    """Our script imports the NHS script as a module: its address inside the file must be hashed too."""
