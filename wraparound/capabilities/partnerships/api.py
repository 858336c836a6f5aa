"""Partnerships as JSON."""

from ninja import Router

router = Router(tags=["partnerships"])
