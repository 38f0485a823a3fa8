"""L43: a text is one plain message.

Asks that a text fits one message: 160 letters and signs of the plain alphabet of SMS (brackets, braces, ^ ~ | the backslash and the
euro count twice), or 70 where a Welsh letter is among them that this alphabet does not have. A text that must be longer says under
`waive` why. A link of links.yaml that makes a text too long is counted as the short one of our own that is sent in its place, and the
discreet text with its link: where that is no longer one message, callers are not offered it.

Why: a longer text is cut in pieces that can arrive apart, and each piece is paid for. Source: guidance L43.

PASS (texts):

    urgent_numbers: {say: "IASK: in danger call 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-21}

FAIL (texts):

    urgent_numbers:
      say: >-
        IASK: in danger call 999. Samaritans: call 116 123 for free, at any hour of the day or night. If you are not sure what to do,
        or whom to call first, call any of these.
      from: us
      reviewed: 2026-11-23
      review_by: 2027-02-21

PASS (texts):

    urgent_numbers:
      say: >-
        IASK: in danger call 999. Samaritans: call 116 123 for free, at any hour of the day or night. If you are not sure what to do,
        or whom to call first, call any of these.
      from: us
      reviewed: 2026-11-23
      review_by: 2027-02-21
      waive: {L43: Both numbers must be in it.}

FAIL (texts):

    urgent_numbers:
      say: "IASK: mewn perygl, ffoniwch 999 o'ch tŷ. Samaritans: 116 123, day or night, for free."
      from: us
      reviewed: 2026-11-23
      review_by: 2027-02-21
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.plain import beyond_gsm_7, named
from ivr.texts.discreet import as_sent
from ivr.texts.words import Alphabet, measure


def check(context: Context) -> Iterator[Finding]:
    """Measure every text as the network does."""
    for text in context.helpline.texts.values():
        body = as_sent(context.helpline, text)
        size = measure(body)
        if size.segments > 1:
            room = 160 if size.alphabet is Alphabet.GSM_7 else 70
            why = f", for it holds {named(beyond_gsm_7(body))}" if size.alphabet is Alphabet.UCS_2 else ""
            problem = f"The text {text.id} is {size.segments} messages: it takes {size.units} of the {room} that one holds{why}."
            level = Level.WARNING if "L43" in text.provenance.waive else Level.ERROR  # an error is not waived without a word
            yield Finding("L43", level, text.where, problem, "Cut it, make two texts of it, or write under `waive` why it must be so.")
