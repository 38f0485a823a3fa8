"""One browser, told from others by a cookie, and what its forms must bring to be its own.

The cookie holds a long random word. If the porter knows the word, somebody has signed in by it. A form proves that it is from a page of
ours by a token signed with that very word: another site can neither read it nor, for the prefix `__Host-`, put a word of its own in its
place. So there is no key of the server's to be made, kept and changed.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from flask import Response, g, request
from itsdangerous import BadSignature, URLSafeSerializer

FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"
_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_FEWEST: Final = 32  # letters of a word of ours


@dataclass(frozen=True, slots=True)
class Visits:
    """How browsers are told apart at this address (scheme and host). Over https nobody in between can read or set the cookie."""

    origin: str

    @property
    def secure(self) -> bool:
        """Whether this address is https. It is not on the telephone box's own machine, and nowhere else (see `ivr.config`)."""
        return self.origin.startswith("https://")

    @property
    def cookie(self) -> str:
        """The cookie's name. With this prefix browsers take it over https only, and from this host only."""
        return "__Host-desk" if self.secure else "desk"

    def word(self) -> str:
        """The word of this browser; a new one for a browser that has none, set with the answer."""
        given = request.cookies.get(self.cookie, "")
        if "visit" not in g:
            g.visit = given if len(given) >= _FEWEST else secrets.token_urlsafe(_BYTES)
        found: str = g.visit
        return found

    def change(self, word: str) -> None:
        """Give this browser another word: nobody is signed in by one that was there before."""
        g.visit = word

    def token(self) -> str:
        """What a form of this browser's must bring. Never twice the same, so that nothing is learnt from how pages compress."""
        return str(_signer(self.word()).dumps(secrets.token_urlsafe(_NONCE_BYTES)))

    def own(self) -> bool:
        """Whether this request comes from a page of ours, in this browser."""
        if request.headers.get("Origin", self.origin) != self.origin:
            return False
        try:
            _signer(self.word()).loads(request.headers.get(HEADER) or request.form.get(FIELD, ""))
        except BadSignature:
            return False
        return True

    def set(self, response: Response) -> Response:
        """Set the cookie where it is new."""
        word = g.get("visit")
        if word and word != request.cookies.get(self.cookie):
            response.set_cookie(self.cookie, word, path="/", secure=self.secure, httponly=True, samesite="Lax")
        return response


def _signer(word: str) -> URLSafeSerializer:
    return URLSafeSerializer(word, salt="ivr.web.desk")
