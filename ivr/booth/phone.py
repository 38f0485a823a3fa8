"""`ivr phone`, put together: the box, its page, and where it keeps its memory. Knows nothing of terminals."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.booth.box import boxed
from ivr.booth.door import HERE, opened
from ivr.booth.doors import create
from ivr.booth.guest import NAME, Guest, invited
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Shelf
from ivr.clips.library import Library

PORT: Final = 8300


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What may be asked for. `data` is where the memory is kept, None for as long as it runs; `at` is the time to begin at.

    `guest` is who signs in as staff; what they record is kept in `audio`, with their name.
    """

    menus: Path
    audio: Path
    data: Path | None = None
    at: datetime | None = None
    drafts: bool = False
    guest: str = NAME
    host: str = HERE
    port: int = PORT


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where the page to ring from is, where staff sign in to the helpline itself, and as whom."""

    page: str
    staff: str
    guest: Guest


@contextmanager
def put_up(wishes: Wishes, real: Callable[[], datetime]) -> Iterator[Invitation]:
    """Put the helpline, the exchange and the page up on this machine; where they are found.

    `OperatorError` for an address that is not this machine's own or a port that is taken, `AuthorError` for menus with faults.
    """
    clock = SettableClock(real, wishes.at)
    shelf = Shelf(wishes.menus, wishes.drafts, clock)
    recordings = Library.load(wishes.audio)
    with ExitStack() as stack:
        door = stack.enter_context(opened(_closed, wishes.port, wishes.host))
        folder = wishes.data or Path(stack.enter_context(TemporaryDirectory(prefix="ivr-", ignore_cleanup_errors=True)))
        box = stack.enter_context(boxed(folder, shelf, clock, real, recordings, audio=wishes.audio))
        door.application = create(box, door.url)
        yield Invitation(f"{door.url}/", f"{box.installation.door.url}/sign-in", invited(box.installation.store, wishes.guest))


def _closed(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
    del environ
    start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "1")])
    return [b"One moment."]
