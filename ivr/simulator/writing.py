"""Transcripts put down on the page, so that `ivr.simulator.written` reads back the same calls.

Knows how each step is written. Nothing of the engine.
"""

from collections.abc import Iterable
from typing import assert_never

from ivr.reading import Writable, dump
from ivr.simulator import steps
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
    if given.of:
        written["of"] = given.of
    if given.had:
        written["had"] = list(given.had)
    written |= {what: True for what in ("stopped", "unreached") if getattr(given, what)}
    written |= {what: False for what in ("answerable", "islands", "discreet") if not getattr(given, what)}
    caps = {what: getattr(given, what) for what in ("most_to_a_number_in_a_day", "most_in_an_hour")}
    return written | {what: most for what, most in caps.items() if most is not None}


def _step_written(step: steps.Step) -> Writable:
    match step:
        case (
            steps.StaySilent()
            | steps.Breaks()
            | steps.RingOff()
            | steps.Noted()
            | steps.TextsStopped()
            | steps.TextsStarted()
            | steps.Beep()
            | steps.Ended()
        ):
            return next(words for words, bare in BARE.items() if bare == step)
        case steps.Press(keys):
            return {"press": int(keys) if len(keys) == 1 and keys.isdecimal() else keys}
        case steps.Wait(place, seconds):
            return {"wait": {"place": place, "seconds": seconds}}
        case steps.GetsOut(how):
            return {"out": how.value}
        case steps.Speak(seconds, hung_up):
            return {"speak": {"seconds": seconds, "then": "hang up"} if hung_up else seconds}
        case steps.Clock(at):
            return {"clock": f"{at:{MOMENT}}"}
        case steps.AdviserDone(how):
            return {"adviser": how.value}
        case steps.Hear(prompts):
            return {"hear": list(prompts)}
        case steps.Told(prompt, value):
            return {"told": {prompt: value}}
        case steps.Texted(text):
            return {"text": text}
        case steps.MessageKept(seconds):
            return {"message kept": seconds}
        case steps.Queued(queue):
            return {"queue": queue}
        case steps.Connected(queue):
            return {"joined": queue}
        case _:
            assert_never(step)
