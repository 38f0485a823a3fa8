"""A helpline that is up on this machine: the application that answers real callers, its memory, and the worker beside it.

Knows how they are put together and how the menus are changed meanwhile. Which exchange rings it is told to it.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import Final

from ivr import app, config
from ivr.booth.door import Door, opened
from ivr.call import engine
from ivr.clips.catalogue import Catalogue, Recordings
from ivr.config import Settings
from ivr.errors import OperatorError
from ivr.exchange.exchange import Exchange, Number
from ivr.exchange.outcomes import Turned
from ivr.menu.model import Helpline
from ivr.phone.links import INBOUND, RETRY, STATUS, Kind, Links, path
from ivr.phone.media import TwilioMedia
from ivr.phone.rest import Twilio
from ivr.store import Store, StoreError, connect
from ivr.studio import Fetcher, addresses
from ivr.texts.send import Worker, drain
from ivr.web.switchboard import Clock, Decide

SENDER: Final = "+447700900000"  # of our texts: from Ofcom's numbers for drama, and one that can be answered
MEMORY: Final = "phone.db"  # no other helpline's, though it be kept in the same folder: real callers are promised real texts
_REST_S: Final = 0.2  # between two looks for texts: somebody is watching the mobile


@dataclass(frozen=True, slots=True)
class Account:
    """An account at the exchange, made anew each time: nothing that is signed with it is worth anything elsewhere."""

    sid: str = field(default_factory=lambda: "AC" + secrets.token_hex(16))
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)


@dataclass(eq=False, slots=True, kw_only=True)
class Installation:
    """A helpline that is up at `door`. `menus` are those it speaks; `speak` changes them."""

    account: Account
    door: Door
    settings: Settings
    store: Store
    recordings: Recordings
    clock: Clock
    decide: Decide
    menus: Helpline

    @property
    def audio(self) -> Path:
        """The folder that recordings are kept in."""
        return self.settings.audio

    def speak(self, menus: Helpline) -> None:
        """Speak these menus from the next turn on, in calls that are going on too."""
        self.door.application = app.build(self.settings, menus, self.store, self.recordings, clock=self.clock, decide=self.decide)
        self.menus = menus

    def connect(self, exchange: Exchange) -> None:
        """Lead its numbers here, as the README tells to fill in Twilio's console, and one more that its texts come from.

        One thing differs. Where the handler fails, the README's second choice is asked, for there is no TwiML Bin here. The last number
        is there since the helpline's is a landline in the menus: where that is what texts come from, the console has no other.
        """
        here, numbers = self.door.url, self.menus.numbers
        voice, failed = f"{here}{path(Kind.ARRIVED)}{RETRY}", f"{here}{path(Kind.FAILED)}"
        status, inbound = f"{here}{STATUS}{RETRY}", f"{here}{INBOUND}{RETRY}"
        helpline = Number(number=numbers.helpline, voice_url=voice, fallback_url=failed, status_url=status, message_url=inbound)
        for number in (helpline, Number(number=numbers.adviser, voice_url=voice, fallback_url=failed)):
            exchange.connect(number)
        if numbers.studio:
            studio, fallen = f"{here}{addresses.path(addresses.Kind.CALL)}{RETRY}", f"{here}{addresses.path(addresses.Kind.FAILED)}"
            exchange.connect(Number(number=numbers.studio, voice_url=studio, fallback_url=fallen))
        exchange.connect(Number(number=SENDER, message_url=inbound))

    def journal(self, call: str) -> Sequence[Turned]:
        """The turns of a call that were written down."""
        return [Turned(kept.says, kept.does) for kept in self.store.journal(call)]

    def worker(self, exchange: Exchange) -> Worker:
        """Whoever sends its texts through this exchange."""
        carrier = Twilio(self.account.sid, self.account.token, SENDER, exchange.http)
        return Worker(self.store.outbox, carrier, Links(self.door.url).receipts, self.clock)

    def fetcher(self, exchange: Exchange) -> Fetcher:
        """Whoever fetches what was read on the telephone, at this exchange."""
        media = TwilioMedia(self.account.sid, self.account.token, exchange.plant.recordings.origin)
        return Fetcher(self.store, self.audio, lambda: self.menus, media, self.clock)

    @contextmanager
    def sending(self, exchange: Exchange, told: Callable[[str], None]) -> Iterator[None]:
        """Send its texts through this exchange, meanwhile, and fetch what is read there. `told` hears what keeps it from being done."""
        stopped, worker, fetcher = Event(), self.worker(exchange), self.fetcher(exchange)
        work = {"the texts could not be sent, and are": lambda: drain(worker), "what was read could not be fetched, and is": fetcher.round}
        thread = Thread(target=_done, args=(work, stopped, told), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join()


@contextmanager
def installed(
    folder: Path,
    menus: Helpline,
    clock: Clock,
    *,
    recordings: Recordings | None = None,
    audio: Path | None = None,
    decide: Decide = engine.decide,
) -> Iterator[Installation]:
    """Put a helpline up that keeps its memory in this folder. `menus` are without drafts, or with them for whoever wants to hear those.

    `audio` is where `recordings` are, and where what staff read is kept; in the memory's folder where it is not given.
    """
    account, folder = Account(), folder.resolve()
    _make(folder)
    with opened(_not_yet) as door:
        settings = replace(_settings(account, door.url, folder), audio=audio or folder / "audio")
        store = connect(settings.database_url)
        _migrate(store, folder)
        found = Installation(
            account=account,
            door=door,
            settings=settings,
            store=store,
            recordings=recordings or Catalogue(),
            clock=clock,
            decide=decide,
            menus=menus,
        )
        found.speak(menus)
        try:
            yield found
        finally:
            store.close()


def _done(work: Mapping[str, Callable[[], object]], stopped: Event, told: Callable[[str], None]) -> None:
    told_last = dict.fromkeys(work, "")
    while not stopped.wait(_REST_S):
        for what, do in work.items():
            problem = ""
            try:
                do()
            except Exception as error:  # noqa: BLE001 - somebody is watching, and is told: once, for it is tried again and again
                problem = f"{what} tried again ({type(error).__name__})"
            if problem and problem != told_last[what]:
                told(problem)
            told_last[what] = problem


def _settings(account: Account, url: str, folder: Path) -> Settings:
    return config.read(
        {
            "TWILIO_ACCOUNT_SID": account.sid,
            "TWILIO_AUTH_TOKEN": account.token,
            "IVR_PUBLIC_URL": url,
            "IVR_SMS_FROM": SENDER,
            "IVR_DATA": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / MEMORY}",
        }
    )


def _make(folder: Path) -> None:
    if set("?#%") & set(str(folder)):
        raise _unkept(folder, "its name holds ?, # or %.")  # which mean something else in the address of a database
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unkept(folder, f"{error.strerror}.") from None


def _migrate(store: Store, folder: Path) -> None:
    try:
        store.migrate()
    except StoreError as error:
        raise _unkept(folder, str(error)) from None


def _unkept(folder: Path, problem: str) -> OperatorError:
    return OperatorError(f"Calls and texts cannot be kept in {folder}: {problem} Name a folder that can be made or written to.")


def _not_yet(environ: dict[str, object], start_response: object) -> list[bytes]:
    del environ, start_response
    raise AssertionError("nobody knows the address yet")
