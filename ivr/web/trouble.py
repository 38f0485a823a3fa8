"""A failure, noted for whoever runs the helpline.

One line with the call's id, the kind of failure and where in the code it was. The words of an error may hold a number or typed digits (a
database quotes its parameters), and so may a URL: neither is ever noted. The store's own errors are worded without them.
"""

import logging
from pathlib import Path
from traceback import extract_tb

from ivr.store import StoreError

LOG = logging.getLogger("ivr.web")
_FRAMES = 4


def note(what: str, error: BaseException, call: str = "") -> None:
    """Note that `what` failed in this call."""
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__)[-_FRAMES:]))
    kinds = " < ".join(_kinds(error))
    LOG.error(
        "%s failed: call=%s error=%s at=%s", what, call or "-", kinds, where or "-", extra={"what": what, "call": call, "error": kinds}
    )


def _kinds(error: BaseException | None) -> list[str]:
    found: list[str] = []
    while error is not None and len(found) < _FRAMES:
        found.append(f"{type(error).__name__} ({error})" if isinstance(error, StoreError) else type(error).__name__)
        error = error.__cause__
    return found
