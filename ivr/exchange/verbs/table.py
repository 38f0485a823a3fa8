"""Which function plays which verb."""

from collections.abc import Mapping
from typing import Final

from ivr.exchange.talk import Verb
from ivr.exchange.verbs import dial, enqueue, gather, hangup, leave, pause, play, record, redirect, reject, say

VERBS: Final[Mapping[str, Verb]] = {
    "Dial": dial.follow,
    "Enqueue": enqueue.follow,
    "Gather": gather.follow,
    "Hangup": hangup.follow,
    "Leave": leave.follow,
    "Pause": pause.follow,
    "Play": play.follow,
    "Record": record.follow,
    "Redirect": redirect.follow,
    "Reject": reject.follow,
    "Say": say.follow,
}
