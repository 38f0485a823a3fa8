"""L19: keys do everything; speech is never needed.

Asks that nothing tells a caller to say a choice, a key, yes, no or a number, and, where calls were walked, that wherever we
wait for an answer some key is one. Leaving a message is the one thing done by voice.

Why: not everybody can speak, or be understood by a machine, or be overheard. Source: guidance L19.

PASS (system):

    text.check.keys: If the number is right, press 1. If not, press 2.

FAIL (system):

    text.check.keys: If the number is right, say yes.
"""

import re
from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.checks.routes import By, Kind

_SPEECH = re.compile(r"\b(?:say|speak) (?:yes|no|one|two|three|four|five|your choice|the (?:number|key|word)|\d)\b", re.IGNORECASE)
_ANSWERED = (Kind.CHOOSING, Kind.ASKING, Kind.TYPING)


def check(context: Context) -> Iterator[Finding]:
    """Look for answers that would have to be spoken."""
    for spoken in context.spoken():
        if found := _SPEECH.search(spoken.words):
            yield Finding("L19", Level.ERROR, spoken.where, f'{spoken.id} asks for speech: "{found[0]}".', "Ask for a key.")
    if context.routes is None:
        return
    leaving = walks.steps_from(context.routes)
    for id, state in context.routes.states.items():
        if state.kind in _ANSWERED and not any(step.by is By.KEY for step in leaving[id]):
            where = walks.where(context.helpline, state)
            yield Finding("L19", Level.ERROR, where, f"No key does anything: {walks.told(state)}.", "Mend the engine: `ivr/call`.")
