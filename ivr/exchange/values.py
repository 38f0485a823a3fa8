"""What the attributes of each verb may say.

One table: a verb, an attribute, a rule, the clause or page it comes from, and Twilio's number for it. Voices, languages and ring tones are
listed in `vocabulary.json`, which holds what Twilio's library for Node.js does. What neither the contract nor Twilio's pages give a
range for is left alone.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element

from ivr.exchange.addresses import absolute
from ivr.exchange.alerts import AlertError, NotPlayedError

Rule = Callable[[str], str | None]  # what is wrong with a value, or None

_DIGITS: Final = 9  # of a number: no call lasts for so many seconds
_KEYS: Final = set("0123456789*#")
_VOICE: Final = re.compile(
    r"man|woman|alice"
    r"|Polly\.(Amy|Amy-Neural|Amy-Generative|Arthur-Neural|Brian|Brian-Neural|Emma|Emma-Neural)"
    r"|Google\.en-GB-(Standard|Wavenet|Neural2)-[A-DFNO]"
    r"|Google\.en-GB-Chirp3-HD-(Aoede|Charon|Fenrir|Kore|Leda|Orus|Puck|Zephyr)"
)


def _whole(least: int, most: int | None = None) -> Rule:
    """A whole number; without `most` where Twilio tells of none."""
    told = f"from {least}" if most is None else f"from {least} to {most}"

    def rule(value: str) -> str | None:
        number = int(value[: _DIGITS + 1]) if value.isascii() and value.isdigit() else -1
        return None if least <= number <= (number if most is None else most) else f"{value!r} is not a whole number {told}"

    return rule


def _of(*words: str) -> Rule:
    return lambda value: None if value in words else f"{value!r} is none of {', '.join(words)}"


def _each_of(*words: str) -> Rule:
    return lambda value: None if value.split() and set(value.split()) <= set(words) else f"{value!r} is not made of {', '.join(words)}"


def _keys(most: int) -> Rule:
    return lambda value: None if len(value) <= most and set(value) <= _KEYS else f"{value!r} is not at most {most} of the keys 0-9, * and #"


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The words that some attributes are chosen from, by verb and attribute."""
    listed = json.loads(files("ivr.exchange").joinpath("vocabulary.json").read_text("utf-8"))
    return {place: frozenset(words) for place, words in listed.items()}


def _listed(place: str) -> Rule:
    return lambda value: None if value in vocabulary()[place] else f"{value!r} is none that Twilio knows"


_MOST_HINTS, _LONGEST_HINT = 500, 100
_FROM_NONE: Final = _whole(0)
_FROM_ONE: Final = _whole(1)
_ERROR: Final = "error "  # of Twilio's dictionary of errors
_TYPES: Final = "types of Twilio's library for Node.js"  # for what the contract does not tell
_METHOD: Final = _of("GET", "POST")
_YES_NO: Final = _of("true", "false")
_RECORD: Final = _of("do-not-record", "record-from-answer", "record-from-ringing", "record-from-answer-dual", "record-from-ringing-dual")
_EVENTS: Final = _each_of("in-progress", "completed", "absent")
_PROGRESS: Final = _each_of("initiated", "ringing", "answered", "completed")

RULES: Final[Mapping[tuple[str, str], tuple[Rule, str]]] = {
    ("Say", "loop"): (_FROM_NONE, "error 13510"),
    ("Say", "voice"): (_listed("Say voice"), "error 13511"),
    ("Say", "language"): (_listed("Say language"), "3.1"),
    ("Play", "loop"): (_FROM_NONE, "error 13410"),
    ("Play", "digits"): (lambda value: None if set(value) <= _KEYS | set("wW") else f"{value!r} is not keys, w and W", "3.8"),
    ("Pause", "length"): (_FROM_ONE, "error 13910"),
    ("Redirect", "method"): (_METHOD, "3.20"),
    ("Gather", "input"): (_of("dtmf", "speech", "dtmf speech", "speech dtmf"), "3.9"),
    ("Gather", "method"): (_METHOD, "3.9"),
    ("Gather", "timeout"): (_FROM_ONE, "error 13313"),
    ("Gather", "numDigits"): (_FROM_ONE, "error 13314"),
    ("Gather", "finishOnKey"): (_keys(1), "3.12"),
    ("Gather", "actionOnEmptyResult"): (_YES_NO, "3.9"),
    ("Gather", "bargeIn"): (_YES_NO, "3.9"),
    ("Gather", "profanityFilter"): (_YES_NO, "3.9"),
    ("Gather", "enhanced"): (_YES_NO, "error 13339"),
    ("Gather", "debug"): (_YES_NO, "error 13336"),
    ("Gather", "language"): (_listed("Gather language"), "error 13331"),
    ("Gather", "speechTimeout"): (lambda value: None if value == "auto" else _FROM_ONE(value), "error 13327"),
    ("Gather", "maxSpeechTime"): (_FROM_ONE, "error 13328"),
    ("Gather", "partialResultCallbackMethod"): (_METHOD, "3.18"),
    ("Record", "method"): (_METHOD, "3.24"),
    ("Record", "timeout"): (_FROM_NONE, "3.24"),
    ("Record", "maxLength"): (_whole(2, 86_400), "docs/voice/twiml/record"),
    ("Record", "playBeep"): (_YES_NO, "3.24"),
    ("Record", "finishOnKey"): (_keys(12), "3.24"),
    ("Record", "trim"): (_of("trim-silence", "do-not-trim"), "3.24"),
    ("Record", "recordingStatusCallbackEvent"): (_EVENTS, "3.25"),
    ("Record", "recordingStatusCallbackMethod"): (_METHOD, "3.25"),
    ("Enqueue", "method"): (_METHOD, "3.28"),
    ("Enqueue", "waitUrlMethod"): (_METHOD, "3.28"),
    ("Enqueue", "maxQueueSize"): (_whole(1, 5000), "3.36"),
    ("Dial", "method"): (_METHOD, "3.41"),
    ("Dial", "timeout"): (_whole(5, 600), "3.41"),
    ("Dial", "timeLimit"): (_whole(1, 86_400), "3.49"),
    ("Dial", "hangupOnStar"): (_YES_NO, "3.41"),
    ("Dial", "answerOnBridge"): (_YES_NO, "3.41"),
    ("Dial", "sequential"): (_YES_NO, "3.41"),
    ("Dial", "record"): (_RECORD, "3.41"),
    ("Dial", "ringTone"): (_listed("Dial ringTone"), "error 13220"),
    ("Dial", "trim"): (_of("trim-silence", "do-not-trim"), _TYPES),
    ("Dial", "events"): (_of("call-progress-event"), _TYPES),
    ("Dial", "recordingTrack"): (_of("both", "inbound", "outbound"), _TYPES),
    ("Dial", "recordingStatusCallbackEvent"): (_EVENTS, "3.41"),
    ("Dial", "recordingStatusCallbackMethod"): (_METHOD, _TYPES),
    ("Dial", "referMethod"): (_METHOD, _TYPES),
    ("Queue", "method"): (_METHOD, "3.39"),
    ("Number", "method"): (_METHOD, "3.45"),
    ("Number", "statusCallbackMethod"): (_METHOD, "3.45"),
    ("Number", "amdStatusCallbackMethod"): (_METHOD, "3.45"),
    ("Number", "statusCallbackEvent"): (_PROGRESS, "3.45"),
    ("Number", "machineDetectionTimeout"): (_whole(3, 59), "error 21234"),
    ("Number", "machineDetectionSpeechThreshold"): (_whole(1000, 6000), "error 21234"),
    ("Number", "machineDetectionSpeechEndThreshold"): (_whole(500, 5000), "error 21234"),
    ("Number", "machineDetectionSilenceTimeout"): (_whole(2000, 10_000), "error 21234"),
    ("Reject", "reason"): (_of("rejected", "busy"), "3.22"),
}

# Where a URL may stand that is asked for only later, or by nobody here: one that is none is told of at once (contract 1.22).
_CALLBACKS: Final = frozenset(
    {"partialResultCallback", "recordingStatusCallback", "statusCallback", "amdStatusCallback", "action", "waitUrl", "url"}
)

UNPLAYED: Final[Mapping[tuple[str, str], frozenset[str]]] = {  # what Twilio does and this exchange does not, but for these values
    ("Dial", "answerOnBridge"): frozenset({"false"}),
    ("Dial", "record"): frozenset({"do-not-record"}),
    ("Dial", "referUrl"): frozenset(),
    ("Dial", "sequential"): frozenset({"false"}),
    ("Enqueue", "workflowSid"): frozenset(),
    ("Gather", "bargeIn"): frozenset({"true"}),
    ("Gather", "input"): frozenset({"dtmf", "dtmf speech", "speech dtmf"}),  # nobody here speaks to a Gather
    ("Number", "byoc"): frozenset(),
    ("Number", "machineDetection"): frozenset(),
    ("Number", "sendDigits"): frozenset(),
    ("Queue", "postWorkActivitySid"): frozenset(),
    ("Queue", "reservationSid"): frozenset(),
    ("Record", "transcribe"): frozenset({"false"}),
    ("Record", "transcribeCallback"): frozenset(),
}


def check(element: Element, base: str | None) -> Iterator[AlertError]:
    """What is wrong with the values of this element's attributes; `base` is the URL of the document, if it came from one."""
    for name, value in element.attrib.items():
        rule, source = RULES.get((element.tag, name), (None, ""))
        if rule and (problem := rule(value)):
            code = int(source.removeprefix(_ERROR)) if source.startswith(_ERROR) else 12200
            yield AlertError(code, source, problem, verb=element.tag, attribute=name)
        elif value not in UNPLAYED.get((element.tag, name), {value}) or (rule in (_FROM_NONE, _FROM_ONE) and len(value) > _DIGITS):
            yield NotPlayedError(element.tag, name)
        elif name in _CALLBACKS and value:
            yield from _address(element, name, value, base)
    if element.tag == "Say":
        yield from _voice(element)
    if element.tag == "Gather" and "speech" in element.get("input", ""):
        yield from _speech(element)


def _address(element: Element, name: str, value: str, base: str | None) -> Iterator[AlertError]:
    try:
        absolute(value, base, element.tag, name)
    except AlertError as alert:
        yield alert


def _voice(say: Element) -> Iterator[AlertError]:
    voice = say.get("voice", "")
    if say.get("language") == "en-GB" and voice and not _VOICE.fullmatch(voice):
        yield AlertError(13520, "3.2", f"{voice!r} does not speak en-GB", verb="Say", attribute="voice")


def _speech(gather: Element) -> Iterator[AlertError]:
    if gather.get("speechModel") and not gather.get("speechTimeout", "5").isdecimal():
        yield AlertError(13335, "3.17", "a model of speech needs whole seconds", verb="Gather", attribute="speechTimeout")
    hints = [hint for hint in gather.get("hints", "").split(",") if hint.strip()]
    if len(hints) > _MOST_HINTS or any(len(hint) > _LONGEST_HINT for hint in hints):
        problem = f"there are more than {_MOST_HINTS}, or one has more than {_LONGEST_HINT} characters"
        yield AlertError(12200, "3.17", problem, verb="Gather", attribute="hints")
