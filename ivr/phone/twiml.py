"""A turn as TwiML.

Knows Twilio's verbs and which of them may stand where; nothing of why a turn says what it says. Keys pressed outside a `Gather` are lost
(contract 3.14), so whatever may be interrupted is inside one, and what follows it tells silence. No document ends without a verb
that leads on: the end of a document is the end of the call (contract 1.20).
"""

from itertools import takewhile
from typing import assert_never

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from ivr.call.turn import Connect, Doing, Enqueue, HangUp, Hold, Leave, Listen, Place, Record, Turn
from ivr.errors import OurError
from ivr.menu.script import Prompt
from ivr.phone.links import Kind, Links
from ivr.phone.speech import Speech

MOST_BYTES = 64_000  # a larger document is refused whole (contract 1.15)
SHORTEST_LAP_S = 20  # a quicker one would be a storm of requests (contract 3.31)

# A call that waits takes turns of its own, lap after lap, from the step at which it joined. What comes after the queue counts from
# beyond them all, so that no two turns of one call share a name, and a key is never taken for a repeat of an earlier one.
QUEUE_STEPS = 10_000


def render(turn: Turn, speech: Speech, *, opening: bool = False) -> str:
    """The document for a turn, XML declaration and all. With `opening` it is the first of its call.

    Raises `OurError` if it would be larger than Twilio takes.
    """
    response = VoiceResponse()
    if opening:
        # The sound path is still opening and would cut the first word. Should a pause not answer the call (contract 3.21),
        # it rings a second longer and nothing is lost.
        response.pause(length=1)
    _follow(response, turn, speech)
    document = str(response)
    if len(document.encode()) > MOST_BYTES:
        message = f"A document of {len(document)} characters is more than Twilio takes."
        raise OurError(message)
    return document


def _follow(response: VoiceResponse, turn: Turn, speech: Speech) -> None:
    match turn.then:
        case Listen():
            _listen(response, turn.says, turn.then, turn.place, speech)
        case Hold():
            _hold(response, turn.says, turn.then, turn.place, speech)
        case Enqueue() | Leave() | Record() | Connect() | HangUp():
            speech.utter(response, turn.says)
            _lead_on(response, turn.then, turn.place, speech.links)
        case _:
            assert_never(turn.then)


def _lead_on(response: VoiceResponse, then: Enqueue | Leave | Record | Connect | HangUp, place: Place, links: Links) -> None:
    match then:
        case Enqueue(queue):
            _enqueue(response, queue, place, links)
        case Leave():
            response.leave()
        case Record():
            _record(response, then, place, links)
        case Connect(queue, wait_s):
            dial = Dial(action=links.action(Kind.ADVISER_LEFT, place), method="POST", timeout=wait_s)
            dial.queue(queue)
            response.append(dial)
        case HangUp():
            response.hangup()
        case _:
            assert_never(then)


def _listen(response: VoiceResponse, says: tuple[Prompt, ...], then: Listen, place: Place, speech: Speech) -> None:
    whole = tuple(takewhile(lambda prompt: not prompt.interrupt, says))
    speech.utter(response, whole)
    verb = gather(then, speech.links.action(Kind.KEYS, place))
    speech.utter(verb, says[len(whole) :])
    response.append(verb)
    response.redirect(speech.links.turn(Kind.SILENCE, place), method="POST")


def gather(then: Listen, action: str) -> Gather:
    """A `Gather` that tells this address which keys were pressed; what may be interrupted by them is put into it."""
    if then.most is None:
        # No `numDigits`: a number has 10 to 14 digits, and a star begins it anew, so only hash or a pause says that it is whole.
        # Hash by itself is no input, and would be told as silence, but for `actionOnEmptyResult` (contract 3.10, 3.11).
        return Gather(input="dtmf", action=action, method="POST", timeout=then.wait_s, finish_on_key="#", action_on_empty_result=True)
    # With no key that finishes, hash and star are keys like the rest (contract 3.11, 3.12).
    return Gather(input="dtmf", action=action, method="POST", timeout=then.wait_s, finish_on_key="", num_digits=then.most)


def _hold(response: VoiceResponse, says: tuple[Prompt, ...], then: Hold, place: Place, speech: Speech) -> None:
    # Only what is allowed while waiting (contract 3.29). The quiet is inside the Gather, so that a key works all through it.
    verb = gather(Listen(wait_s=1), speech.links.action(Kind.KEYS, place))
    speech.utter(verb, says)
    verb.pause(length=max(then.pause_s, SHORTEST_LAP_S))
    response.append(verb)
    response.redirect(speech.links.turn(Kind.WAITING, place), method="POST")


def _enqueue(response: VoiceResponse, queue: str, place: Place, links: Links) -> None:
    # A failure after the queue must not be answered with what is only right inside it: the place says which it is.
    after = place.but(step=place.step + QUEUE_STEPS, doing=Doing.LEFT)
    response.enqueue(
        queue,
        action=links.action(Kind.LEFT_QUEUE, after),
        method="POST",
        wait_url=links.action(Kind.WAITING, place),
        wait_url_method="POST",
    )


def _record(response: VoiceResponse, then: Record, place: Place, links: Links) -> None:
    response.record(
        action=links.action(Kind.RECORDED, place),
        method="POST",
        max_length=then.longest_s,
        timeout=then.silence_s,
        finish_on_key="#*",  # a recording takes several (contract 3.12): star goes back here too
        play_beep=True,
        trim="trim-silence",
        recording_status_callback=links.recording,
        recording_status_callback_method="POST",
        recording_status_callback_event="completed absent",
    )
    # Said to be out of reach (contract 3.24). Should Twilio get here after all, the call does not end in silence.
    response.redirect(links.turn(Kind.SILENCE, place), method="POST")
