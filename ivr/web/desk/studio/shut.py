"""What a reader is told where the folder of recordings is not as it should be: in words, for they cannot mend it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from ivr.errors import OperatorError
from ivr.staff.people import Staff
from ivr.web.desk.desk import Desk
from ivr.web.trouble import note

_SHUT: Final = (
    "The folder of recordings cannot be read or written, so nothing was changed: callers hear what they heard before. "
    "Tell whoever runs the helpline. What you read is kept for a day: go back, and try again."
)


def told(desk: Desk) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What tells the reader, instead of failing, that the folder is not as it should be."""

    def put(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def telling(staff: Staff, **inside: str) -> Any:  # Any: whatever the view gives
            try:
                return view(staff, **inside)
            except OperatorError as error:
                note("the studio", error)
                return desk.refused(_SHUT, HTTPStatus.SERVICE_UNAVAILABLE)

        return telling

    return put
