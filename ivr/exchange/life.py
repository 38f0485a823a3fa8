"""A call's life, from its first request to the news that it has ended.

Knows what happens when a document fails (contract 1.13) and who is told of the end (contract 7.1).
"""

from dataclasses import dataclass

from ivr.exchange.addresses import bare
from ivr.exchange.alerts import AlertError
from ivr.exchange.call import Call
from ivr.exchange.events import Said
from ivr.exchange.interruptions import Dropped, RangOff, Redirected
from ivr.exchange.plant import Plant
from ivr.exchange.steps import FAILED, RANG_OFF, End, Fetch, Inline, Next
from ivr.exchange.talk import Talk
from ivr.exchange.verbs.table import VERBS

MOST_FALLS = 10  # a fallback that leads back to what failed goes round
_SORRY = "We are sorry. An application error has occurred. Goodbye."  # Twilio's own words to this effect (contract 1.13)


@dataclass(slots=True)
class Course:
    """Where a call starts, where it goes when that fails, and who hears that it has ended. Methods and URLs as on a number."""

    first: Fetch | Inline
    fallback: Fetch | None = None
    ended: Fetch | None = None


def live(plant: Plant, call: Call, course: Course) -> None:
    """Live the whole life of a call. Never raises: what stops the exchange itself is kept as the call's `failure`."""
    try:
        end = _lived(Talk(plant, call, VERBS), course)
    except RangOff:
        end = End(RANG_OFF)
    except Dropped as dropped:
        end = End(dropped.reason)
    except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to
        call.failure = plant.failed(call.sid, error)
        end = End(str(error) if error is call.failure else "the exchange has failed", "failed")
    call.end(end.reason, end.status)
    if course.ended:
        plant.tell(call, course.ended.method, course.ended.url, {"CallDuration": str(call.seconds)})


def _lived(talk: Talk, course: Course) -> End:
    step: Next = course.first
    falls = 0
    while not isinstance(step, End):
        failed = step
        try:
            step = talk.one(step)
        except Redirected as news:
            step = news.to
        except AlertError as alert:
            talk.warn(alert)
            talk.moved()
            falls += 1
            step = _instead(talk, failed, alert, course.fallback if falls < MOST_FALLS else None)
    return step


def _instead(talk: Talk, failed: Fetch | Inline, alert: AlertError, fallback: Fetch | None) -> Next:
    url = alert.url or (bare(failed.url) if isinstance(failed, Fetch) else "")
    if fallback is None or (isinstance(failed, Fetch) and failed.url == fallback.url):
        talk.call.tell(Said(_SORRY, 0, talk.call.utter()))
        return End(FAILED, "completed" if talk.call.answered else "failed")
    return Fetch(fallback.url, fallback.method, {"ErrorCode": str(alert.code), "ErrorUrl": url})
