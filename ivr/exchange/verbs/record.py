"""Record: what the caller says after the beep (contract 3.24, 3.25).

Ended by a key, by silence, by its limit or by ringing off. The action is asked for at once, also after ringing off; the news that the file
is ready comes by itself a moment later. A recording that was over before it began is absent: there is no file. One in which nobody spoke
is kept (contract 3.25).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.call import Call
from ivr.exchange.clock import elapsed_s
from ivr.exchange.ears import Ears
from ivr.exchange.events import Recorded, Recording
from ivr.exchange.interruptions import RangOff
from ivr.exchange.recordings import new
from ivr.exchange.steps import RANG_OFF, Fetch
from ivr.exchange.talk import Talk
from ivr.exchange.voice import RATE, SAMPLE, Stretch, recorded

READY_AFTER_S = 1
TOO_SHORT_S = 1  # Twilio does not say how short is too short to be a recording; nothing in less than this is one
_TOO_SHORT = 16101  # Twilio's error for it
_NEVER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class _Take:
    """One recording in the making: what ends it, when it began, and how many stretches were spoken `before`."""

    sid: str
    call: Call
    longest_s: int
    silence_s: int
    began: datetime
    before: int

    @property
    def voice(self) -> tuple[Stretch, ...]:
        """What was spoken since it began."""
        return self.call.voice[self.before :]

    @property
    def ends(self) -> datetime:
        """When it ends if nothing more is said."""
        quiet = max([self.began, *(spoken.at + timedelta(seconds=spoken.seconds) for spoken in self.voice if spoken.seconds)])
        return min(self.began + timedelta(seconds=self.longest_s), quiet + timedelta(seconds=self.silence_s or _NEVER_S))


def follow(talk: Talk, record: Element) -> Fetch:
    """Record, and go on to the action: verbs below are not reached."""
    call = talk.call
    take = _Take(
        new(), call, int(record.get("maxLength", "3600")), int(record.get("timeout", "5")), talk.plant.clock.now(), len(call.voice)
    )
    ears = Ears(None, record.get("finishOnKey", "1234567890*#"), only_finish=True)
    call.open_ears(ears)
    call.tell(Recording(take.longest_s))
    _call_back(talk, record, "in-progress", _named(talk, take), 0)
    try:
        _listen(take, ears)
    except RangOff:
        _after(talk, record, take, "hangup")
        raise
    finally:
        call.close_ears()
    return _after(talk, record, take, ears.finished_by)


def _listen(take: _Take, ears: Ears) -> None:
    clock = take.call.clock
    while not ears.complete and clock.now() < (ends := take.ends):
        said = len(take.voice)

        def news(said: int = said) -> bool:
            return ears.complete or len(take.voice) > said

        take.call.rest((ends - clock.now()).total_seconds(), news)


def _after(talk: Talk, record: Element, take: _Take, key: str) -> Fetch:
    news = _named(talk, take) | _kept(talk, record, take)
    pressed = {"Digits": key} if key else {}
    step = talk.action(record, news | pressed) or talk.again(news | pressed)
    if key == "hangup":
        talk.call.end(RANG_OFF)
        talk.tell_only(step)
    else:
        talk.moved()
    return step


def _named(talk: Talk, take: _Take) -> dict[str, str]:
    return {"RecordingSid": take.sid, "RecordingUrl": talk.plant.recordings.url + take.sid}


def _kept(talk: Talk, record: Element, take: _Take) -> dict[str, str]:
    """Keep what was recorded, and let it be known that it is ready, or that there is none; how long it is."""
    now = talk.plant.clock.now()
    samples = recorded(take.voice, take.began, now, trim=record.get("trim") != "do-not-trim")[: take.longest_s * RATE * SAMPLE]
    if not samples and elapsed_s(take.began, now) < TOO_SHORT_S:
        length, status, code = {"RecordingDuration": "0"}, "absent", {"ErrorCode": str(_TOO_SHORT)}
    else:
        sound = talk.plant.recordings.keep(take.sid, talk.call.sid, samples)
        talk.call.tell(Recorded(sound.sid, sound.seconds))
        length, status, code = {"RecordingDuration": str(sound.seconds)}, "completed", {}
    _call_back(talk, record, status, _named(talk, take) | length | code, READY_AFTER_S)
    return length


def _call_back(talk: Talk, record: Element, status: str, news: dict[str, str], after_s: float) -> None:
    given = record.get("recordingStatusCallback")
    if not given or status not in record.get("recordingStatusCallbackEvent", "completed").split():
        return
    url = absolute(given, talk.document.url, "Record", "recordingStatusCallback")
    facts = {"RecordingStatus": status, "RecordingChannels": "1", "RecordingSource": "RecordVerb"}
    talk.plant.later(talk.call, after_s, record.get("recordingStatusCallbackMethod", "POST"), url, news | facts)
