"""Record: what the caller says after the beep (contract 3.24, 3.25).

Ended by a key, by silence, by its limit or by ringing off. The action is asked for at once, also after ringing off; the news that the file
is ready comes by itself a moment later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.call import Call
from ivr.exchange.ears import Ears
from ivr.exchange.events import Recorded, Recording
from ivr.exchange.interruptions import RangOff
from ivr.exchange.recordings import Sound
from ivr.exchange.steps import RANG_OFF, Fetch
from ivr.exchange.talk import Talk
from ivr.exchange.voice import RATE, SAMPLE, Stretch, recorded

READY_AFTER_S = 1
_NEVER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class _Take:
    """One recording in the making: what ends it, when it began, and how many stretches were spoken `before`."""

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
    take = _Take(call, int(record.get("maxLength", "3600")), int(record.get("timeout", "5")), talk.plant.clock.now(), len(call.voice))
    ears = Ears(None, record.get("finishOnKey", "1234567890*#"), only_finish=True)
    call.open_ears(ears)
    call.tell(Recording(take.longest_s))
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
    samples = recorded(take.voice, take.began, talk.plant.clock.now(), trim=record.get("trim") != "do-not-trim")
    sound = talk.plant.recordings.keep(talk.call.sid, samples[: take.longest_s * RATE * SAMPLE])
    talk.call.tell(Recorded(sound.sid, sound.seconds))
    news = {"RecordingUrl": talk.plant.recordings.url + sound.sid, "RecordingSid": sound.sid, "RecordingDuration": str(sound.seconds)}
    _call_back(talk, record, sound, news)
    pressed = {"Digits": key} if key else {}
    step = talk.action(record, news | pressed) or talk.again(news | pressed)
    if key == "hangup":
        talk.call.end(RANG_OFF)
        talk.tell_only(step)
    else:
        talk.moved()
    return step


def _call_back(talk: Talk, record: Element, sound: Sound, news: dict[str, str]) -> None:
    given = record.get("recordingStatusCallback")
    events = record.get("recordingStatusCallbackEvent", "completed").split()
    if given and "completed" in events:
        url = absolute(given, talk.document.url, "Record", "recordingStatusCallback")
        status = {"RecordingStatus": "completed", "RecordingChannels": "1", "RecordingSource": "RecordVerb"}
        talk.plant.later(
            talk.call, READY_AFTER_S, record.get("recordingStatusCallbackMethod", "POST"), url, news | status | {"RecordingSid": sound.sid}
        )
