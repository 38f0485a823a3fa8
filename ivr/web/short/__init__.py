"""The short addresses that stand in texts of ours: each leads to a page of somebody's, or shows the words of a text.

They are open to all and the same for all: nothing in one tells who was sent it, and nothing is kept of who opens it.
"""

from ivr.web.short.doors import attach

__all__ = ["attach"]
