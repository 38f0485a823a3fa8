"""Why a text did not arrive: what each of Twilio's codes means to an adviser, to whoever runs the server, and to the next text.

Knows the codes (contract 4.10) and nothing of who is told. A code that is not here is a reason that was not told: Twilio makes new ones
(contract 4.11). There is no second try of a text that a phone did not take (30003): the network has tried for hours, the call that it
was for is over, and a text that comes after all comes to whoever holds the phone by then. An adviser rings instead.
"""

from collections.abc import Mapping
from typing import Final

from ivr.texts.states import TextState

OPTED_OUT: Final = 21610  # a number that has said STOP (contract 4.9)

# Nothing is wrong with the text or its number: our token, account or sender is, and whoever runs the server can mend it.
OUR_FAULTS: Final = frozenset({20003, 21212, 21601, 21603, 21606, 21608, 21703, 21704, 21705})

# What nobody would hear of if nobody were told: other texts will fare like this one until it is mended.
ALARMS: Final[Mapping[int, str]] = {
    **dict.fromkeys(OUR_FAULTS, "Twilio does not take our account, token or sender"),
    21408: "the account may not text the United Kingdom: see Messaging Geo-Permissions in Twilio's console",
    21617: "a text is too long for Twilio",
    30001: "too many texts wait at Twilio",
    30002: "Twilio has suspended the account",
    30007: "a text was taken for spam: look at its words and links",
    30450: "Twilio holds texts back, for fear that somebody runs up a bill",
}

# What is true of the number and will be tomorrow: it is not texted again while we remember the text that told us.
LASTING: Final = frozenset({30004, 30005, 30006})

_OUR_FAULT: Final = "Our own account was not ready to send it. Whoever runs the helpline has been told."
_NOT_TOLD: Final = "Nobody told us why."
_WORDS: Final[Mapping[int, str]] = {
    **dict.fromkeys(ALARMS, _OUR_FAULT),
    21211: "There is no such number.",
    OPTED_OUT: "This number has asked us for no texts.",
    21612: "The network of this number takes no texts from us.",
    21614: "This number is not a mobile.",
    30003: "The phone was off or out of reach.",
    30004: "The phone, or its network, blocks our texts.",
    30005: "The number is not in use.",
    30006: "The number is a landline, or its network cannot be reached.",
    30007: "The network took it for spam. Whoever runs the helpline has been told.",
    30036: "Twilio could not send it on in time.",
    30410: "The network did not answer in time. It may have arrived.",
    30450: "Twilio held it back. Whoever runs the helpline has been told.",
}


def why(state: TextState, code: int | None) -> str:
    """Why a text in this state did not arrive, in a sentence for an adviser."""
    if state is TextState.REFUSED:
        return _WORDS[OPTED_OUT] if code else "It is a number for stories and trials, which nobody has, and we text none of those."
    if state in {TextState.QUEUED, TextState.SENDING}:
        return "It waits, for texts do not go out. Tell whoever runs the helpline."
    if state is TextState.SENT:
        return "It was sent, and no network has told us whether it arrived."
    if state is TextState.UNKNOWN:
        return "Twilio did not answer, so nobody knows. It may have arrived."
    if code is not None and code in _WORDS:
        return _WORDS[code]
    return "It could not be sent in time." if state is TextState.EXPIRED else _NOT_TOLD
