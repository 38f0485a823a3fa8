"""MEMORY: the only room that knows SQL.

Calls, their turns, the texts promised and the messages left, in SQLite or PostgreSQL. What it gives back never shows a number.
"""

from ivr.store.calls import Message
from ivr.store.faults import StoreError
from ivr.store.journal import Kept
from ivr.store.judging import Terms
from ivr.store.sent import Outgoing
from ivr.store.store import Store, connect

__all__ = ["Kept", "Message", "Outgoing", "Store", "StoreError", "Terms", "connect"]
