"""What a caller hears when no adviser answers: why, and when we open next.

Knows the hours and the words for each reason; nothing of what the caller does next.
"""

from datetime import datetime
from typing import assert_never

from ivr.menu import script
from ivr.menu.hours import Closed, Why
from ivr.menu.model import Helpline
from ivr.menu.script import Prompt


def greeting(helpline: Helpline, closed: Closed, now: datetime) -> tuple[Prompt, ...]:
    """What a caller hears who rings at a closed moment: why, and the keys that still work."""
    return (*why(helpline, closed, now), script.line(helpline, "closed.keys"))


def why(helpline: Helpline, closed: Closed, now: datetime) -> tuple[Prompt, ...]:
    """Why no adviser answers, and when one will."""
    match closed.why:
        case Why.NIGHT:
            return _opens(helpline, "closed", closed, now)
        case Why.LUNCH:
            return _opens(helpline, "closed.lunch", closed, now)
        case Why.BANK_HOLIDAY:
            return _opens(helpline, "closed.holiday", closed, now)
        case Why.CLOSURE:
            own = (script.closure(closed.first, closed.say),) if closed.first else ()
            return (*own, *_opens(helpline, "closed.opens", closed, now))
        case Why.EMERGENCY:
            return (script.emergency(closed.say),) if closed.say else ()
        case _:
            assert_never(closed.why)


def _opens(helpline: Helpline, id: str, closed: Closed, now: datetime) -> tuple[Prompt, ...]:
    if closed.opens is None:
        return ()
    return (script.line(helpline, id, opens=script.moment(closed.opens, now)),)
