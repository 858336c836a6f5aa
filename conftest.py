"""For every test: laws are about truth, not about time. A busy machine must not turn one red."""

from hypothesis import settings

settings.register_profile("wraparound", deadline=None)
settings.load_profile("wraparound")
