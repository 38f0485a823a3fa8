"""The studio: where staff read the recordings anew, on a page or on the telephone."""

from ivr.studio.fetching import Media, fetch
from ivr.studio.studio import Listed, Studio

__all__ = ["Listed", "Media", "Studio", "fetch"]
