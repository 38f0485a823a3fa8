"""A form as Twilio posts it, and what it says was heard.

Total: a missing or an odd field is never an error, for a caller is on the line (contract 10.4). Knows Twilio's names of fields and
nothing of what an answer will be.
"""

import re
from collections.abc import Mapping
from typing import assert_never

from ivr.call.heard import (
    AdviserLeft,
    AdviserRang,
    Arrived,
    Failed,
    Heard,
    Joined,
    Left,
    LeftQueue,
    Pressed,
    Recorded,
    Silence,
    Waiting,
)
from ivr.phone.links import Kind
from ivr.texts.numbers import Mobile, Refusal, from_caller_id

Form = Mapping[str, str]

_NOT_KEYS = re.compile(r"[^0-9*#]")
_COUNT = re.compile(r"[0-9]{1,9}")
_MOST_KEYS = 40  # longer than any number, so that a caller who leans on a key is still answered
_HANGUP = "hangup"  # in place of a key, when the caller rang off while recording (contract 3.25)


def rung(kind: Kind, form: Form, adviser: str) -> Kind:
    """What a form posted to this kind of URL tells, where one voice URL serves both numbers: who rings `adviser` (E.164) is no caller."""
    return Kind.ADVISER if kind is Kind.ARRIVED and form.get("To") == adviser else kind


def heard(kind: Kind, form: Form) -> Heard:
    """What a form posted to this kind of URL says."""
    match kind:
        case Kind.ARRIVED:
            return Arrived(_caller(form))
        case Kind.KEYS:
            return Pressed(keys(form), _caller(form))
        case Kind.SILENCE:
            return Silence(_caller(form))
        case Kind.WAITING:
            return Waiting(count(form, "QueuePosition"), count(form, "QueueTime"), _caller(form))
        case Kind.LEFT_QUEUE:
            return LeftQueue(_left(form), count(form, "QueueTime"), _caller(form))
        case Kind.RECORDED:
            return recorded(form)
        case Kind.ADVISER:
            return AdviserRang()
        case Kind.ADVISER_LEFT:
            return AdviserLeft(_joined(form))
        case Kind.FAILED:
            return Failed(_caller(form))
        case _:
            assert_never(kind)


def failed(form: Form) -> Failed:
    """The same form where the turn it asked for could not be made."""
    return Failed(_caller(form))


def word(kind: Kind, form: Form) -> str:
    """What was heard, for the journal: never a key, never a number."""
    told = str(kind.value)
    if kind is Kind.LEFT_QUEUE:
        return f"{told}: {_left(form).value}"
    if kind is Kind.ADVISER_LEFT:
        return f"{told}: {_joined(form).value}"
    return told


def call(form: Form) -> str:
    """Twilio's id of the call; empty where it is missing, which Twilio never does (contract 1.2)."""
    return form.get("CallSid", "")


def number(form: Form) -> str | None:
    """The caller's number as Twilio gave it, for ringing back; None where it is withheld or is none (contract 1.4)."""
    given = form.get("From", "")
    withheld = from_caller_id(given) in (Refusal.WITHHELD, Refusal.NOT_A_NUMBER)
    return None if withheld else given


def count(form: Form, name: str) -> int:
    """The whole number in a field; nought where it is missing or odd."""
    value = form.get(name, "").strip()
    return int(value) if _COUNT.fullmatch(value) else 0


def keys(form: Form) -> str:
    """The keys that were pressed; empty where none were."""
    return _NOT_KEYS.sub("", form.get("Digits", ""))[:_MOST_KEYS]


def recorded(form: Form) -> Recorded:
    """What was recorded, and how it ended."""
    url = form.get("RecordingUrl", "")
    recording = form.get("RecordingSid") or url.rpartition("/")[2]
    hung_up = form.get("Digits") == _HANGUP
    back = form.get("Digits") == "*"
    return Recorded(recording, url, count(form, "RecordingDuration"), hung_up, _caller(form), back)


def _caller(form: Form) -> Mobile | Refusal:
    return from_caller_id(form.get("From", ""))


def _left(form: Form) -> Left:
    result = form.get("QueueResult", "")
    return next((left for left in Left if left.value == result), Left.UNKNOWN)


def _joined(form: Form) -> Joined:
    status = form.get("DialCallStatus", "")
    return next((joined for joined in Joined if joined.value == status), Joined.UNKNOWN)
