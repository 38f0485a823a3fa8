"""Documents for a line that is no caller's: prompts and sounds, and one verb that leads on.

Knows Twilio's verbs, as `ivr.phone.twiml` does for callers; which address is told what is given to it.
"""

from dataclasses import dataclass
from typing import Any

from twilio.twiml.voice_response import VoiceResponse

from ivr.call.turn import Listen
from ivr.menu.script import Prompt
from ivr.phone.speech import Speech
from ivr.phone.twiml import gather


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound at this address."""

    url: str


class Document:
    """A document that begins. Each method ends it with one verb, and gives it whole. With `opening` it is the first of its call."""

    def __init__(self, speech: Speech, *, opening: bool = False) -> None:
        self._speech = speech
        self._response = VoiceResponse()
        if opening:
            self._response.pause(length=1)  # the sound path is still opening, and would cut the first word

    def listen(self, says: tuple[Prompt | Sound, ...], then: Listen, keys: str, silence: str) -> str:
        """Say it, and wait for keys meanwhile and after; they are told to one address, and silence to another."""
        verb = gather(then, keys)
        self._utter(verb, says)
        self._response.append(verb)
        return self.redirect((), silence)

    def record(self, says: tuple[Prompt | Sound, ...], longest_s: int, silence_s: int, action: str, silence: str) -> str:
        """Say it, and record what is said after the tone, silence and all: where a take begins and ends is heard in it, not guessed."""
        self._utter(self._response, says)
        self._response.record(
            action=action,
            method="POST",
            max_length=longest_s,
            timeout=silence_s,
            finish_on_key="#",
            play_beep=True,
            trim="do-not-trim",
        )
        return self.redirect((), silence)  # said to be out of reach (contract 3.24), and if not, the call goes on

    def redirect(self, says: tuple[Prompt | Sound, ...], url: str, after_s: int = 0) -> str:
        """Say it, wait, and go on there."""
        self._utter(self._response, says)
        if after_s:
            self._response.pause(length=after_s)
        self._response.redirect(url, method="POST")
        return str(self._response)

    def hang_up(self, says: tuple[Prompt | Sound, ...]) -> str:
        """Say it, and end the call."""
        self._utter(self._response, says)
        self._response.hangup()
        return str(self._response)

    def _utter(self, verb: Any, says: tuple[Prompt | Sound, ...]) -> None:
        for said in says:
            if isinstance(said, Sound):
                verb.play(said.url)
            else:
                self._speech.utter(verb, (said,))
