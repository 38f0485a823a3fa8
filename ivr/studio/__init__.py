"""The studio: where staff read the recordings anew, on a page or on the telephone."""

from ivr.studio.fetching import Fetcher, Media, fetch
from ivr.studio.studio import CONSENT, Listed, Studio, StudioError

__all__ = ["CONSENT", "Fetcher", "Listed", "Media", "Studio", "StudioError", "fetch"]
