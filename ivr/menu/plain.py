"""The words of a text as it is sent: brought down to the alphabet that every network carries, with nothing lost on the way.

Knows GSM-7 (3GPP TS 23.038), the Welsh letters it lacks, and the signs of good typesetting that have a plain one in their place. What
has none is refused when the menus are read: a network would put something else there, or nothing, when a caller waits.
"""

import unicodedata
from typing import Final

# In the order of the standard's table, without the escape at 0x1B.
BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED: Final = "\f^{}\\[~]|€"  # an escape and a second unit each
# Vowels with their accents, as Welsh has them. One of them makes the whole text UCS-2: 70 letters to a message in place of 160.
WELSH: Final = frozenset("âêîôûŵŷÂÊÎÔÛŴŶáíóúẃýÁÍÓÚẂÝàìòùẁỳÀÈÌÒÙẀỲäëïöüẅÿËÏẄŸ")
LONGEST: Final = 1600  # characters: a longer text is taken by nobody (contract 4.1)
_GSM_7: Final = frozenset(BASIC + ESCAPED)

_INSTEAD: Final[dict[str, tuple[str, ...]]] = {
    "'": ("\u2018", "\u2019", "\u201a", "\u201b", "\u2032", "\u02bc", "\u00b4", "`"),
    '"': ("\u201c", "\u201d", "\u201e", "\u201f", "\u2033", "\u00ab", "\u00bb"),
    "-": ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u2022", "\u00b7"),
    "...": ("\u2026",),
    " ": ("\u00a0", "\u202f", "\u3000", "\t", *map(chr, range(0x2000, 0x200B))),
    "\n": ("\r\n", "\r", "\u2028", "\u2029"),
    "": ("\u00ad", "\ufeff", *map(chr, range(0x200B, 0x2010)), "\u2060"),
    "1/2": ("\u00bd",),
    "1/4": ("\u00bc",),
    "3/4": ("\u00be",),
    "fi": ("\ufb01",),
    "fl": ("\ufb02",),
}
_PLAIN: Final = {sign: instead for instead, signs in _INSTEAD.items() for sign in signs}


def plain(words: str) -> str:
    """The words as they are sent. What is plain already stays as it is, so that sending them again changes nothing."""
    composed = unicodedata.normalize("NFC", words).replace("\r\n", "\n")
    brought_down = "".join(_PLAIN.get(sign, sign) for sign in composed)
    return unicodedata.normalize("NFC", brought_down)  # an invisible sign that is gone may have kept a letter from its accent


def beyond_gsm_7(words: str) -> tuple[str, ...]:
    """The characters that GSM-7 does not have, each once, in the order they come."""
    return tuple(dict.fromkeys(sign for sign in words if sign not in _GSM_7))


def lost(words: str) -> tuple[str, ...]:
    """The characters of words as they are sent that not every network and handset would show."""
    return tuple(sign for sign in beyond_gsm_7(plain(words)) if sign not in WELSH)


def named(signs: tuple[str, ...]) -> str:
    """Characters for an author to find them by: each as it looks, with its code and its name."""
    return ", ".join(f"{sign} (U+{ord(sign):04X}, {unicodedata.name(sign, 'without a name').lower()})" for sign in signs)
