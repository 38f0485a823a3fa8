"""What may be asked of each resource and what each field may hold, as Twilio describes it (contract 3.37, 3.48, 4.1).

What Twilio has and this exchange has not is refused as well: what is not done must not look as if it were. Knows nothing of what is done.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ivr.exchange.texts import RefusedError

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A field: the form of what it holds, the error for what has another (contract 4.10), and whether it may be left out."""

    form: str = r"(?s:.*)"
    code: int = 20001
    needed: bool = False


_ANY: Final = Known()
_URL: Final = Known(r"https?://[^\s/?#_]+([/?#]\S*)?")
_METHOD: Final = Known("GET|POST")
_SIZE: Final = Known(r"[1-9]\d{0,2}|[1-4]\d{3}|5000")  # contract 3.36
_PAGE: Final = {"PageSize": Known(r"[1-9]\d{0,2}|1000"), "Page": Known(r"\d{1,6}"), "PageToken": _ANY}

# By the path with its ids left out, then by method: all that can be asked here.
ASKED: Final[Mapping[str, Mapping[str, Mapping[str, Known]]]] = {
    "Messages": {
        "GET": {"To": _ANY, "From": _ANY, **_PAGE},
        "POST": {
            "To": _ANY,
            "From": _ANY,
            "MessagingServiceSid": Known("MG[0-9a-fA-F]{32}", 21705),
            "Body": _ANY,
            "StatusCallback": _URL,
            "ValidityPeriod": Known(r"[1-9]\d{0,3}|[12]\d{4}|3[0-5]\d{3}|36000"),
        },
    },
    "Messages/{}": {"GET": {}, "POST": {"Body": _ANY}, "DELETE": {}},
    "Calls": {
        "GET": {
            "To": _ANY,
            "From": _ANY,
            "Status": Known("queued|ringing|in-progress|completed|busy|failed|no-answer|canceled"),
            **_PAGE,
        }
    },
    "Calls/{}": {"GET": {}, "POST": {"Url": _URL, "Method": _METHOD, "Twiml": _ANY, "Status": Known("canceled|completed")}},
    "Queues": {"GET": _PAGE, "POST": {"FriendlyName": Known(r"(?s:.{1,64})", needed=True), "MaxSize": _SIZE}},
    "Queues/{}": {"GET": {}, "POST": {"MaxSize": _SIZE}},
    "Queues/{}/Members": {"GET": _PAGE},
    "Queues/{}/Members/{}": {"GET": {}, "POST": {"Url": Known(_URL.form, needed=True), "Method": _METHOD}},
}


def check(resource: str, method: str, given: Fields) -> None:
    """Refuse what cannot be asked, or not so. Says the name of what is wrong, never what it holds."""
    if method not in ASKED[resource]:
        raise RefusedError(405, 20004, "that cannot be asked here")
    known = ASKED[resource][method]
    for name in given.keys() - known.keys():
        raise RefusedError(501, 20001, f"this exchange does not know {name}")
    for name, field in known.items():
        if field.needed and name not in given:
            raise RefusedError(400, field.code, f"{name} is missing")
        if name in given and not re.fullmatch(field.form, given[name]):
            raise RefusedError(400, field.code, f"{name} cannot be that")
