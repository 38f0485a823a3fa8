"""The recordings of calls, fetched from Twilio by our own account (`ivr.studio.Media`).

The address is made here of a recording's id, never taken from a form. For the worker only, never for a webhook: it waits for Twilio,
though not for ever, and takes no more than a recording can be. What cannot be had is None, not an exception: a recording that has just
been made may not be there yet (contract 3.25), and is asked for again.
"""

import logging
import re
import time
from typing import Final

import requests

LOG = logging.getLogger("ivr.phone")

TWILIO: Final = "https://api.twilio.com"
TIMEOUT_S: Final = 10.0
MOST_BYTES: Final = 8_000_000  # eight minutes as a telephone has it; nobody is recorded for so long
_PIECE: Final = 8_192
_ID: Final = re.compile(r"RE[0-9a-f]{32}")
_THERE: Final = 200
_NOT_YET: Final = 404


class TwilioMedia:
    """The recordings of one account. `base` is Twilio's own address, or that of an exchange on this machine.

    Whether what is fetched needs the account's token is a setting of the account's (contract 3.25), so it is always sent; and so nowhere
    else: no redirect is followed.
    """

    def __init__(self, account_sid: str, auth_token: str, base: str = TWILIO, timeout_s: float = TIMEOUT_S) -> None:
        self._below = f"{base}/2010-04-01/Accounts/{account_sid}/Recordings/"
        self._timeout_s = timeout_s
        self._session = requests.Session()
        self._session.auth = (account_sid, auth_token)
        # A proxy that the environment names is the way out to Twilio, and no way to this machine.
        self._session.trust_env = base.startswith("https://")
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # it logs what it asks for, and that is nobody's business

    def recording(self, id: str) -> bytes | None:
        """The sound of the recording of this id, as a whole WAV file; None while it cannot be had."""
        if not _ID.fullmatch(id):
            return None
        try:
            return self._fetched(self._below + id)
        except (requests.RequestException, OSError) as error:
            LOG.warning("a recording waits: Twilio cannot be reached (%s)", type(error).__name__)
            return None

    def _fetched(self, url: str) -> bytes | None:
        deadline = time.monotonic() + self._timeout_s
        with self._session.get(url, timeout=self._timeout_s, stream=True, allow_redirects=False) as answer:
            if answer.status_code != _THERE:
                if answer.status_code != _NOT_YET:
                    LOG.warning("a recording waits: Twilio answers %d", answer.status_code)
                return None
            found = bytearray()
            for piece in answer.iter_content(_PIECE):
                found += piece
                if len(found) > MOST_BYTES or time.monotonic() > deadline:
                    LOG.warning("a recording is left: it is too large, or comes too slowly")
                    return None
        return bytes(found)
