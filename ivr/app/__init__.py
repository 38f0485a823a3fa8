"""The wiring: settings, menus, recordings, memory and the clock, made into one application and served.

The only room that knows all the others; it decides nothing. The master process reads the menus and hands them to its workers, so that
a fault in them stops a start, and is told and changes nothing when the menus are read again (SIGHUP).
"""

import logging
import os
import re
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from ivr.app.starting import make_memory, now, start_log, tell_of_settings
from ivr.app.working import told_to_stop, work
from ivr.call import engine
from ivr.clips.catalogue import Recordings
from ivr.clips.library import Library
from ivr.config import Settings
from ivr.errors import HelplineError
from ivr.menu.load import load
from ivr.menu.model import Helpline
from ivr.phone.links import SHORT, Links
from ivr.store import Store, connect
from ivr.web.doors import House, create
from ivr.web.switchboard import Clock, Decide

__all__ = ["AccessLog", "Server", "Stock", "build", "now", "serve", "told_to_stop", "work"]

_SHORT = re.compile(rf"{SHORT}/.*")

LOG = logging.getLogger("ivr.app")

MOST_WORKERS = 4
THREADS = 8  # a turn mostly waits for the disk
PATIENCE_S = 14  # Twilio hangs up on us at 15 (contract 1.8)
KEEP_ALIVE_S = 75  # longer than a proxy in front keeps its own end open, so that it never speaks into a closed connection


@dataclass(frozen=True, slots=True)
class Stock:
    """What is read from files: all that callers can hear."""

    helpline: Helpline
    recordings: Recordings

    @classmethod
    def read(cls, settings: Settings) -> "Stock":
        """Read it all, or raise `AuthorError` or `OperatorError` with every fault."""
        helpline = load(settings.menus).spoken()
        tell_of_settings(settings, helpline)
        return cls(helpline, Library.load(settings.audio))


def build(
    settings: Settings,
    helpline: Helpline,
    store: Store,
    recordings: Recordings,
    *,
    clock: Clock = now,
    decide: Decide = engine.decide,
) -> Flask:
    """The web application. `helpline` is without its drafts; unless it says where its short links are, this application serves them."""
    return create(
        House(
            public=settings.public_url,
            tokens=settings.tokens,
            helpline=replace(helpline, short_links=helpline.short_links or Links(settings.public_url).short),
            store=store,
            recordings=recordings,
            audio=settings.audio,
            clock=clock,
            decide=decide,
        )
    )


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> None:
    """Answer Twilio's webhooks until told to stop. Raises `AuthorError` or `OperatorError` before the first, never after."""
    start_log()
    Server(settings, f"{host}:{port}", workers or min(MOST_WORKERS, (os.cpu_count() or 1) + 1)).run()


class Server(BaseApplication):  # type: ignore[misc]  # the library has no types
    """The helpline as gunicorn runs it: one master that has read the menus, and workers that answer."""

    def __init__(self, settings: Settings, bind: str, workers: int) -> None:
        self._settings = settings
        self._bind = bind
        self._workers = workers
        self._stock = Stock.read(settings)
        connect(settings.database_url)  # a URL that names no database stops the start
        self._migrate()
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to run."""
        for name, value in _options(self._bind, self._workers).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, in a worker: connections are not shared between processes."""
        store = connect(self._settings.database_url)
        return build(self._settings, self._stock.helpline, store, self._stock.recordings)

    def reload(self) -> None:
        """Read the menus again, on SIGHUP. Menus with a fault are told and left: callers go on hearing the last good ones."""
        try:
            self._stock = Stock.read(self._settings)
            LOG.info("menus read: %s", self._stock.helpline.revision)
        except HelplineError as error:
            LOG.error("the menus were not changed, for they have faults:\n%s", error)  # noqa: TRY400 - the faults say it all
        self._migrate()
        super().reload()

    def _migrate(self) -> None:
        store = connect(self._settings.database_url)
        make_memory(store)
        store.close()


class AccessLog(Logger):  # type: ignore[misc]  # the library has no types
    """The access log: moment, method, path, status and time taken. No query, no address, no header: they would tell of a call.

    Nor which short address was opened: with the moment, and a proxy's log of who came when, it would tell what somebody asked for.
    """

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line can say; the path is as it came, so that it cannot hold the end of a line."""
        path = _SHORT.sub(rf"{SHORT}/-", str(environ.get("RAW_URI", "")).partition("?")[0])
        known: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {name: known[name] for name in ("t", "m", "s", "M")} | {"U": path}


def _options(bind: str, workers: int) -> dict[str, Any]:
    return {
        "bind": bind,
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "timeout": PATIENCE_S,
        "graceful_timeout": PATIENCE_S,
        "keepalive": KEEP_ALIVE_S,
        "accesslog": "-",
        "access_log_format": "%(t)s %(m)s %(U)s %(s)s %(M)sms",
        "logger_class": AccessLog,
        "control_socket_disable": True,  # nobody steers a helpline through a file in a home folder
        "proc_name": "ivr",
    }
