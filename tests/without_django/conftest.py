"""The pure half runs without the conftest of the root, which brings the site along: its laws are about truth too."""

from hypothesis import settings

settings.register_profile("pure", deadline=None)
settings.load_profile("pure")
