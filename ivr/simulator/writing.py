"""Transcripts put down on the page, so that `ivr.simulator.written` reads back the same calls.

Knows how each step is written. Nothing of the engine.
"""

from collections.abc import Iterable
from typing import assert_never

from ivr.reading import Writable, dump
from ivr.simulator.steps import (
    AdviserDone,
    Beep,
    Breaks,
    Clock,
    Connected,
    Ended,
    GetsOut,
    Hear,
    MessageKept,
    Noted,
    Press,
    Queued,
    RingOff,
    Speak,
    StaySilent,
    Step,
    Texted,
    Told,
    Wait,
)
from ivr.simulator.transcript import Given, Transcript
from ivr.simulator.written import BARE, MOMENT


def write(transcripts: Iterable[Transcript]) -> str:
    """A file of these calls, a blank line between two."""
    return "\n".join(dump([_written(transcript)]) for transcript in transcripts)


def _written(transcript: Transcript) -> Writable:
    head: dict[str, Writable] = {"name": transcript.name, "at": f"{transcript.at:{MOMENT}}", "from": transcript.from_}
    if transcript.adviser:
        head["line"] = "adviser"
    if given := _given_written(transcript.given):
        head["given"] = given
    return {**head, "call": [_step_written(step) for step in transcript.steps]}


def _given_written(given: Given) -> dict[str, Writable]:
    written: dict[str, Writable] = {}
    if given.lunch:
        written["lunch"] = f"{given.lunch.opens:%H:%M} to {given.lunch.closes:%H:%M}"
    if given.closure:
        written["closure"] = " to ".join(day.isoformat() for day in given.closure)
    if given.emergency:
        written["emergency"] = True
    return written


def _step_written(step: Step) -> Writable:
    match step:
        case StaySilent() | Breaks() | RingOff() | Noted() | Beep() | Ended():
            return next(words for words, bare in BARE.items() if bare == step)
        case Press(keys):
            return {"press": int(keys) if len(keys) == 1 and keys.isdecimal() else keys}
        case Wait(place, seconds):
            return {"wait": {"place": place, "seconds": seconds}}
        case GetsOut(how):
            return {"out": how.value}
        case Speak(seconds, hung_up):
            return {"speak": {"seconds": seconds, "then": "hang up"} if hung_up else seconds}
        case Clock(at):
            return {"clock": f"{at:{MOMENT}}"}
        case AdviserDone(how):
            return {"adviser": how.value}
        case Hear(prompts):
            return {"hear": list(prompts)}
        case Told(prompt, value):
            return {"told": {prompt: value}}
        case Texted(text):
            return {"text": text}
        case MessageKept(seconds):
            return {"message kept": seconds}
        case Queued(queue):
            return {"queue": queue}
        case Connected(queue):
            return {"joined": queue}
        case _:
            assert_never(step)
