"""The worker, wired: texts are sent as callers ask for them, and what needs no caller is done beside it.

Beside it, each in a thread of its own so that no text ever waits for it: what staff read by telephone is fetched, and what is old enough
is forgotten.
"""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Final, Protocol

from ivr.app.starting import make_memory, now, start_log, tell_of_settings
from ivr.config import Settings
from ivr.errors import HelplineError
from ivr.menu.load import load
from ivr.menu.service import Texting
from ivr.phone.links import Links
from ivr.phone.media import TwilioMedia
from ivr.phone.rest import Twilio
from ivr.store import Store, StoreError, connect
from ivr.studio import Fetcher, Media
from ivr.texts.forget import Copies, Forgetter, forget
from ivr.texts.indoors import kept_in
from ivr.texts.outbox import Post
from ivr.texts.send import Worker, drain

LOG = logging.getLogger("ivr.app")

REST_S: Final = 1.0  # between two looks for texts that are due
FORGET_S: Final = 3600.0  # between two looks for what is to be forgotten, whose age is counted in days
_PATIENCE_S: Final = 14


class Carrier(Post, Copies, Protocol):
    """The provider of texts: carries them, and deletes its copies."""


def work(settings: Settings, *, once: bool = False, post: Carrier | None = None, media: Media | None = None) -> None:
    """Send the texts that callers asked for, fetch what staff read by telephone, and forget who was texted, until told to stop.

    With `once`, only what waits now. `post` and `media` are Twilio if not given. Any number of processes may do so at once.
    """
    start_log()
    store = connect(settings.database_url)
    make_memory(store)
    carrier = post or Twilio(settings.account_sid, settings.auth_token, settings.sms_from)
    out = kept_in(carrier, drama_goes_out=settings.texts_drama or post is not None)
    worker = Worker(store.outbox, out, Links(settings.public_url).receipts, now)
    found = media or TwilioMedia(settings.account_sid, settings.auth_token)
    fetcher = Fetcher(store, settings.audio, lambda: load(settings.menus).spoken(), found, now)
    with suppress(HelplineError):  # whether the menus can be read is told each time something is forgotten
        tell_of_settings(settings, load(settings.menus))
    LOG.info("sending texts as callers ask for them")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the menus are read anew for each take, and each time something is forgotten
    try:
        if once:
            send(worker, told_to_stop(), once=True)
            fetcher.round()
            forget_old(store, carrier, settings.menus)
            return
        with ExitStack() as beside:
            beside.enter_context(fetcher.fetching(REST_S))
            beside.enter_context(beating(lambda: forget_old(store, carrier, settings.menus), FORGET_S))
            send(worker, told_to_stop())
    finally:
        store.close()


def told_to_stop() -> Event:
    """An event that comes when this process is told to stop (SIGTERM, or Ctrl-C). For the main thread."""
    stopped = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        # By a thread: a signal may come while this one is in the midst of waiting, and holds what setting it needs.
        signal.signal(told, lambda *_: Thread(target=stopped.set).start())
    return stopped


def send(worker: Worker, stopped: Event, *, once: bool = False, rest_s: float = REST_S) -> None:
    """Send what is due, and look again every so often, until `stopped`, were it between two texts; with `once`, do not look again.

    A database that fails is told once, and once more when it is well again, for it may be away all night.
    """
    told = ""
    while not stopped.is_set():
        problem = _drain(worker, stopped, once=once)
        if problem and problem != told:
            LOG.error("the texts wait, and are tried again each second: %s", problem)
        elif told and not problem:
            LOG.info("the texts go out again")
        told = problem
        if once or stopped.wait(rest_s):
            return


def forget_old(store: Store, copies: Copies, menus: Path) -> None:
    """Forget whom old texts were for, and what they said. Raises `StoreError`; what is left then is for the next time."""
    age = _age(menus)
    if erased := forget(Forgetter(store.sent, copies, now), age):
        LOG.info("the numbers of %d texts are forgotten, %d days after", erased, age.days)


@contextmanager
def beating(beat: Callable[[], None], every_s: float) -> Iterator[None]:
    """Do this now and every so often, meanwhile, in a thread of its own. What goes wrong is told, and tried again the next time."""
    stopped = Event()

    def beats() -> None:
        while not stopped.is_set():
            try:
                beat()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and tried again
                problem = error if isinstance(error, HelplineError) else type(error).__name__
                LOG.error("what is old is not forgotten yet: %s", problem)  # noqa: TRY400 - the words of others may hold anything
            stopped.wait(every_s)

    thread = Thread(target=beats, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(_PATIENCE_S)


def _age(menus: Path) -> timedelta:
    """For how long a number is kept. Menus that cannot be read keep nothing for longer than is usual."""
    try:
        texting = load(menus).texting
    except HelplineError:
        texting = Texting()
        LOG.warning("the menus cannot be read: numbers are forgotten after %d days, as is usual", texting.forget_after_days)
    return timedelta(days=texting.forget_after_days)


def _drain(worker: Worker, stopped: Event, *, once: bool) -> str:
    """Send what is due; what keeps it from being sent, worded for whoever reads the log."""
    try:
        drain(worker, stopped.is_set)
    except StoreError as error:
        if once:
            raise
        return str(error)
    return ""
