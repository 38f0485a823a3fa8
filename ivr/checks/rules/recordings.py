"""recordings: everything that is said has a recording of today's words.

A warning for each recording that is missing, stale (it says other words than the menu) or faulty (its file cannot be used), where the
recordings were looked at. Callers hear the words of such a prompt from the voice meanwhile, never an old recording.

Why: a voice that changes in the midst of a call is harder to follow. Source: guidance L28 to L33; no peer checks a recording's words.

PASS (recordings):

    welcome: current

FAIL (recordings):

    welcome: stale
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.clips.state import State
from ivr.errors import Where

_PROBLEMS = {
    State.MISSING: "has no recording",
    State.STALE: "has a recording of other words",
    State.FAULTY: "has a recording that cannot be used",
}
_MEND = "Make it with `ivr audio make`, or have it read; until then the voice says it."


def check(context: Context) -> Iterator[Finding]:
    """Look for what the recordings do not say."""
    places = {spoken.id: spoken.where for spoken in context.spoken()}
    for id, state in (context.recordings or {}).items():
        if state is not State.CURRENT:
            yield Finding("recordings", Level.WARNING, _where(places, id), f"{id} {_PROBLEMS[state]}.", _MEND)


def _where(places: dict[str, Where], id: str) -> Where:
    """Where the words of a piece are written: its own prompt's, or that of the one it is part of."""
    while id and id not in places:
        id = id.rpartition(".")[0]
    return places.get(id, Where("audio"))
