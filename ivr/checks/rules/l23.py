"""L23: sentences are short.

Asks that a sentence has at most 20 words; over 25 is an error. A number is one word, however long.

Why: a listener cannot look back at how a sentence began. Source: guidance L23.

PASS (system):

    privacy: What you tell us is confidential, unless we think someone may be harmed.

FAIL (system):

    privacy: >-
      What you tell us is confidential and will not be told to anyone at the school or the council or the health service
      or anywhere else unless we think someone may be harmed.
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.english import count, sentences
from ivr.checks.finding import Finding, Level

_AIM, _MOST = 20, 25


def check(context: Context) -> Iterator[Finding]:
    """Count the words of every sentence."""
    for spoken in context.spoken():
        for sentence in sentences(spoken.words):
            if (words := count(sentence)) > _AIM:
                level = Level.ERROR if words > _MOST else Level.WARNING
                problem = f'{spoken.id} has a sentence of {words} words: "{sentence[:30]}..."'
                yield Finding("L23", level, spoken.where, problem, "Make two of it.")
