"""Every turn of every call, written down once."""

import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from ivr.call.turn import KeepNumber, SendText
from ivr.menu.hours import LONDON
from ivr.store import Kept, Store, StoreError, connect
from ivr.store.tables import CALLS, METADATA
from tests.store.turns import CALL, MESSAGE, MOBILE, NOW, OTHER_CALL, TYPED, confirmed, later, sent, turn


def test_a_turn_is_read_back_as_it_was_written_down(store: Store) -> None:
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None) is True
    assert store.journal(CALL) == [
        Kept(CALL, "keys.1", NOW, "keys", "complaint", 1, "checking", ("complaint.1", "text.sent"), "Listen", ()),
    ]


def test_a_turn_told_again_is_written_once(store: Store) -> None:
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None) is True
    assert store.keep_turn(CALL, "keys.1", later(3), "keys", turn(), None) is False
    assert [kept.at for kept in store.journal(CALL)] == [NOW]


def test_a_turn_told_again_promises_nothing_more(store: Store) -> None:
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None) is True
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None) is False
    assert [text.text for text in store.texts()] == ["tips"]


def test_a_turn_that_promises_something_else_when_it_is_told_again_is_not_taken_for_the_first(store: Store) -> None:
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None) is True
    with pytest.raises(StoreError):
        store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("links")), None)
    assert [text.text for text in store.texts()] == ["tips"]


def test_the_same_step_of_another_call_is_another_turn(store: Store) -> None:
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None)
    assert store.keep_turn(OTHER_CALL, "keys.1", NOW, "keys", turn(), None)


def test_turns_are_read_in_the_order_they_came(store: Store) -> None:
    steps = [f"keys.{n}" for n in range(12)]
    for n, step in reversed(list(enumerate(steps))):
        store.keep_turn(CALL, step, later(n), "keys", turn(step=n), None)
    assert [kept.step for kept in store.journal(CALL)] == steps


def test_turns_are_read_in_the_order_they_came_though_the_clock_was_set_back_and_on_meanwhile(store: Store) -> None:
    for n, seconds in enumerate((0, 3600, -86_400, 5, 90_000)):
        store.keep_turn(CALL, f"keys.{n}", later(seconds), "keys", turn(step=n), None)
    for n in (10_004, 9, 10):
        store.keep_turn(CALL, f"wait.{n}", NOW, "wait", turn(step=n), None)
    assert [kept.count for kept in store.journal(CALL)] == [0, 1, 2, 3, 4, 9, 10, 10_004]


@pytest.mark.parametrize("seconds", [-86_400, 0, 20, 86_400])
def test_what_twilio_fell_back_to_is_read_after_the_turn_whose_answer_failed_whatever_the_clock_says(store: Store, seconds: int) -> None:
    for step, after in (("failed.3", seconds), ("keys.4", seconds), ("keys.3", 0), ("failed.4", -seconds), ("left-queue.10002", 0)):
        store.keep_turn(CALL, step, later(after), step.partition(".")[0], turn(), None)
    assert [kept.step for kept in store.journal(CALL)] == ["keys.3", "failed.3", "keys.4", "failed.4", "left-queue.10002"]


def test_a_time_comes_back_as_londons_through_both_changes_of_the_clock(store: Store) -> None:
    first, second = (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1))
    summer = datetime(2026, 7, 1, 9, 0, 0, 123456, tzinfo=LONDON)
    for step, at in enumerate((summer, first, second)):
        store.keep_turn(CALL, f"keys.{step}", at, "keys", turn(), None)
    kept = [turn.at for turn in store.journal(CALL)]
    assert kept == [summer, first, second]
    assert [(at.utcoffset(), at.hour) for at in kept] == [(timedelta(hours=1), 9), (timedelta(hours=1), 1), (timedelta(0), 1)]


def test_a_time_without_its_zone_is_not_kept(store: Store) -> None:
    for does in ((), (MESSAGE,)):
        with pytest.raises((StoreError, ValueError)):
            store.keep_turn(CALL, "keys.1", NOW.replace(tzinfo=None), "keys", turn(*does), None)
    assert store.journal(CALL) == []


def test_two_tries_of_one_webhook_at_the_same_moment_leave_one_turn_and_one_text(store: Store) -> None:
    together, kept = threading.Barrier(8), []

    def told() -> None:
        together.wait()
        kept.append(store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None))

    threads = [threading.Thread(target=told) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [False] * 7 + [True]
    assert len(store.journal(CALL)) == len(store.texts()) == 1


def test_a_turn_whose_promise_cannot_be_kept_is_not_written_down_either(store: Store) -> None:
    with pytest.raises(StoreError):
        store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips"), MESSAGE, confirmed("links")), "+447700900123")
    assert store.journal(CALL) == []
    assert store.texts() == []
    assert store.messages() == []
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(sent("tips")), None) is True


def test_the_journal_holds_no_number_and_no_key(store: Store) -> None:
    store.keep_turn(CALL, "arrived.0", NOW, "arrived", turn(), "+447700900123")
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", TYPED)), "+447700900123")
    store.keep_turn(CALL, "keys.2", NOW, "keys", turn(confirmed("tips"), MESSAGE), "+447700900123")
    with store.database.reading("looking at every turn") as connection:
        written = str(connection.execute(text("SELECT * FROM turns")).all())
    assert "7700900" not in written
    assert "digit" not in written
    assert "KeepNumber:tips" in written


def test_the_number_that_rang_is_kept_on_arrival_and_only_the_first(store: Store) -> None:
    store.keep_turn(CALL, "arrived.0", NOW, "arrived", turn(), "+447700900123")
    store.keep_turn(CALL, "arrived.7", later(1), "arrived", turn(), "+447700900999")
    with store.database.reading("looking at calls") as connection:
        assert connection.execute(select(CALLS.c.number, CALLS.c.arrived_at)).all() == [("+447700900123", NOW)]


def test_a_plain_turn_is_one_statement_and_leaves_the_call_alone(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), "+447700900123")
    with store.database.reading("looking at calls") as connection:
        assert connection.execute(select(CALLS)).all() == []


def rows(url: str) -> int:
    """How many rows there are in all."""
    store = connect(url)
    with store.database.reading("counting") as connection:
        found: int = sum(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in METADATA.tables)
    store.close()
    return found


COUNTED = ("turns", "calls", "texts", "messages")
WAYS = [("keys.1", ()), ("arrived.0", ()), ("keys.2", (sent("tips"),)), ("keys.3", (MESSAGE,))]


@pytest.mark.parametrize(("step", "does"), WAYS)
def test_a_full_disk_is_an_error_and_nothing_is_written(tmp_path: Path, step: str, does: tuple[SendText, ...]) -> None:
    url = f"sqlite:///{tmp_path / 'helpline.db'}"
    store = connect(url)
    store.migrate()
    with store.database.alone("filling the disk") as connection:  # each connection has its own limit; this one goes back and is used again
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for n in range(500):
            store.keep_turn(f"{CALL}{n}", step, NOW, "keys" * 50, turn(*does), "+447700900123")

    with pytest.raises(StoreError, match="SQLITE_FULL"):
        fill()
    store.close()
    with sqlite3.connect(tmp_path / "helpline.db") as kept:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        turns, calls, texts, messages = [kept.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED]
    promised = (calls, texts, messages)
    assert promised == {"keys.1": (0, 0, 0), "arrived.0": (turns, 0, 0), "keys.2": (turns, turns, 0), "keys.3": (turns, 0, 1)}[step]


@pytest.mark.parametrize(("step", "does"), WAYS)
def test_a_database_that_is_only_for_reading_is_an_error_and_nothing_is_written(tmp_path: Path, step: str, does: tuple[SendText]) -> None:
    url = f"sqlite:///{tmp_path / 'helpline.db'}"
    made = connect(url)
    made.migrate()
    made.close()
    store = connect(f"sqlite:///file:{tmp_path / 'helpline.db'}?mode=ro&uri=true")
    with pytest.raises(StoreError, match="SQLITE_READONLY"):
        store.keep_turn(CALL, step, NOW, "keys", turn(*does), "+447700900123")
    with pytest.raises(StoreError):
        store.ready()
    store.close()
    assert rows(url) == 0


def test_a_turn_that_failed_gives_its_connection_back_whoever_holds_the_error(store: Store) -> None:
    with store.database.alone("taking the tables away") as connection:
        connection.execute(text("ALTER TABLE turns RENAME TO gone"))
    errors = []
    try:
        for n in range(3):
            with pytest.raises(StoreError) as caught:
                store.keep_turn(CALL, f"keys.{n}", NOW, "keys", turn(), None)
            errors.append(caught)
        assert store.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined] # both kinds of pool have it
    finally:
        with store.database.alone("putting them back") as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO turns"))


@pytest.mark.parametrize(("step", "does"), WAYS)
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, step: str, does: tuple[SendText]) -> None:
    store = connect(f"sqlite:///{tmp_path / 'gone' / 'helpline.db'}")
    with pytest.raises(StoreError, match="SQLITE_CANTOPEN"):
        store.keep_turn(CALL, step, NOW, "keys", turn(*does), "+447700900123")
    with pytest.raises(StoreError):
        store.ready()
    assert not (tmp_path / "gone").exists()


def test_a_server_that_is_not_there_is_an_error_soon_enough_for_a_caller() -> None:
    store = connect("postgresql+psycopg://nobody@127.0.0.1:1/none")
    started = datetime.now(LONDON)
    with pytest.raises(StoreError, match="OperationalError"):
        store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None)
    assert datetime.now(LONDON) - started < timedelta(seconds=5)


def test_a_caller_waits_two_seconds_for_another_writer_and_no_longer(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    store.migrate()
    with store.database.writing("holding the lock"):
        started = datetime.now(LONDON)
        with pytest.raises(StoreError, match="SQLITE_BUSY"):
            store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None)
        assert timedelta(seconds=1) < datetime.now(LONDON) - started < timedelta(seconds=5)
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None) is True
    store.close()


def test_a_reader_is_not_held_up_by_a_writer(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(), None)
    with store.database.writing("holding the lock"):
        assert len(store.journal(CALL)) == 1


def test_no_error_quotes_a_number(store: Store) -> None:
    store.keep_turn(CALL, "keys.1", NOW, "keys", turn(KeepNumber("tips", MOBILE)), None)
    wrong = "INSERT INTO texts SELECT * FROM texts WHERE number = '+447700900123'"  # the database quotes the row that is there twice
    with pytest.raises(StoreError) as caught, store.database.writing("going wrong") as connection:
        connection.execute(text(wrong))
    assert "IntegrityError" in str(caught.value) or "UniqueViolation" in str(caught.value)
    assert "7700900" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
