"""PostgreSQL, and how long it is waited for.

Knows that a server can stop without hanging up: a machine that is frozen, or gone from the network, leaves its connections open and
silent, and no limit that the server keeps (`statement_timeout`) is kept then. So the waiting itself is limited, here, between two
pieces of an answer; and a connection that was left unanswered is closed, for what it is in the middle of is not known. A server that
did hang up is noticed before its connection is used, without asking it anything.
"""

import select
from typing import Any, Final

import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DisconnectionError

_LOOK_S: Final = 0.1  # between two looks at a silent server
_GRACE_S: Final = 0.5  # the server is to notice first: then its connection can be used again
_LIMITS: Final = text("SELECT set_config('statement_timeout', :ms, true), set_config('lock_timeout', :ms, true)")


class SilentServerError(psycopg.OperationalError):
    """The server did not answer while it was worth waiting. Whether it does what it was asked, once it wakes up, is not known."""


class Patient(psycopg.Connection[Any]):
    """A connection that waits so long for its server, all that it is asked taken together, and is closed then."""

    looks: int = 0

    def be_patient(self, seconds: float) -> None:
        """Begin to count anew."""
        self.looks = round((seconds + _GRACE_S) / _LOOK_S)

    def wait(self, gen: PQGen[RV], interval: float = _LOOK_S, timeout: float | None = None) -> RV:  # noqa: ARG002 - nobody here gives one
        """Wait for an answer, which `gen` reads, while there is patience left."""
        return super().wait(self._while_patient(gen), min(interval, _LOOK_S))

    def hung_up(self) -> bool:
        """Whether the server has ended this connection, on which nothing was asked."""
        if self.closed:
            return True
        line = select.poll()
        line.register(self.pgconn.socket, select.POLLIN)
        return bool(line.poll(0))

    def _while_patient(self, gen: PQGen[RV]) -> PQGen[RV]:
        try:
            wanted = next(gen)
            while True:
                came = yield wanted
                if not came:  # a look, and nothing was there
                    self._count()
                wanted = gen.send(came)
        except StopIteration as done:
            answer: RV = done.value
            return answer

    def _count(self) -> None:
        self.looks -= 1
        if self.looks < 0:
            self.close()
            message = "the server is silent"
            raise SilentServerError(message)


def engines(url: URL, patience_s: int, **pool: Any) -> tuple[Engine, Engine, Engine]:
    """How to write, to read and to run one statement alone. What the URL itself says of a connection goes before what is said here."""
    engine = create_engine(url, hide_parameters=True, connect_args=_settings(url, patience_s), **pool)

    # Any, below: the pool's own objects and a driver's arguments have no type that says what they hold.
    @event.listens_for(engine, "do_connect")
    def opened(_dialect: object, _record: object, args: Any, settings: Any) -> Patient:
        connection = Patient.connect(*args, **settings)
        connection.be_patient(patience_s)
        return connection

    @event.listens_for(engine, "checkout")
    def taken(connection: Patient, _record: object, _pooled: object) -> None:
        if connection.hung_up():
            message = "The server hung up."
            raise DisconnectionError(message)
        connection.be_patient(patience_s)

    return engine, engine, engine.execution_options(isolation_level="AUTOCOMMIT")


def take_time(connection: Connection, seconds: int) -> None:
    """Let this transaction take longer: nobody is listening."""
    driver: Any = connection.connection.driver_connection
    driver.be_patient(seconds)
    connection.execute(_LIMITS, {"ms": str(seconds * 1000)})


def _settings(url: URL, patience_s: int) -> dict[str, Any]:
    ms = patience_s * 1000
    limits = f"-c statement_timeout={ms} -c lock_timeout={ms}"
    ours = {"connect_timeout": patience_s, "tcp_user_timeout": ms, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    told = {name: value for name, value in ours.items() if name not in url.query}
    return {**told, "options": " ".join([limits, *([str(url.query["options"])] if "options" in url.query else [])])}
