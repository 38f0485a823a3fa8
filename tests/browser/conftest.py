"""Chromium for every test in this folder."""

from tests.chromium import browser

__all__ = ["browser"]
