"""The file of a SQLite database that is deleted, replaced, or not there at all, under a helpline that runs."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ivr.call.turn import Effect
from ivr.store import Store, StoreError, connect
from tests.store.turns import CALL, MESSAGE, NOW, OTHER_CALL, sent, turn

TURNS: list[tuple[str, tuple[Effect, ...]]] = [
    ("arrived.0", ()),
    ("keys.1", ()),
    ("keys.2", (sent("tips"),)),
    ("recorded.3", (MESSAGE,)),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database, made and closed."""
    found = tmp_path / "helpline.db"
    store = connect(f"sqlite:///{found}")
    store.migrate()
    store.close()
    return found


@pytest.fixture
def warm(file: Path) -> Iterator[Store]:
    """A store with a connection open."""
    store = connect(f"sqlite:///{file}")
    assert keeps(store, OTHER_CALL) == len(TURNS)
    yield store
    store.close()


def keeps(store: Store, call: str = CALL) -> int:
    """How many turns of each kind are kept; the others are errors."""
    kept = 0
    for step, does in TURNS:
        with suppress(StoreError):
            kept += store.keep_turn(call, step, NOW, "keys", turn(*does), "+447700900123")
    return kept


def delete(file: Path) -> None:
    """As by hand: `rm helpline.db*`."""
    for found in file.parent.glob(f"{file.name}*"):
        found.unlink()


def test_a_file_that_was_deleted_takes_no_promise_and_is_not_ready(file: Path, warm: Store) -> None:
    delete(file)
    assert keeps(warm) == 0
    with pytest.raises(StoreError, match="Put its file back"):
        warm.ready()
    with pytest.raises(StoreError):
        warm.texts()
    assert not file.exists()


def test_a_file_that_was_deleted_and_is_put_back_is_used_again_with_all_that_it_held(file: Path, warm: Store) -> None:
    with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(file.with_suffix(".saved"))) as saved:
        now.backup(saved)
    delete(file)
    assert keeps(warm) == 0
    shutil.copy(file.with_suffix(".saved"), file)
    assert warm.ready()
    assert keeps(warm) == len(TURNS)
    assert {text.call for text in warm.texts()} == {OTHER_CALL, CALL}


def test_a_file_that_another_took_the_place_of_is_let_go_of_at_once(tmp_path: Path, file: Path, warm: Store) -> None:
    other = tmp_path / "other" / "helpline.db"
    made = connect(f"sqlite:///{other}")
    made.migrate()
    made.close()
    delete(file)
    other.replace(file)
    assert keeps(warm) == len(TURNS)
    after = connect(f"sqlite:///{file}")
    assert [text.call for text in after.texts()] == [CALL]
    after.close()


def test_a_file_that_was_deleted_is_made_anew_by_a_new_start_and_the_helpline_that_runs_uses_it(file: Path, warm: Store) -> None:
    delete(file)
    assert keeps(warm) == 0
    started = connect(f"sqlite:///{file}")
    started.migrate()
    started.close()
    assert warm.ready()
    assert keeps(warm) == len(TURNS)


def test_an_empty_file_in_its_place_is_told_with_what_makes_the_tables(file: Path, warm: Store) -> None:
    delete(file)
    file.touch()
    assert keeps(warm) == 0
    with pytest.raises(StoreError, match="`ivr serve` and `ivr work` make them"):
        warm.ready()


def test_a_file_that_is_not_there_is_not_made_by_using_it(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    assert keeps(store) == 0
    for asked in (store.ready, store.texts, store.messages):
        with pytest.raises(StoreError, match="SQLITE_CANTOPEN"):
            asked()
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_all_could_read_is_for_its_owner_only_once_the_helpline_has_started(tmp_path: Path) -> None:
    file = tmp_path / "helpline.db"
    file.touch(mode=0o644)
    file.chmod(0o644)
    store = connect(f"sqlite:///{file}")
    store.migrate()
    assert keeps(store) == len(TURNS)
    assert {stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir()} == {0o600}
    store.close()


def test_a_path_with_signs_that_mean_something_in_a_url_is_that_path(tmp_path: Path) -> None:
    folder = tmp_path / "100% of #1"
    store = connect(f"sqlite:///{folder}/helpline.db")
    store.migrate()
    assert store.ready()
    store.close()
    assert {found.name for found in folder.iterdir()} == {"helpline.db"}


@pytest.mark.parametrize("effects", [(), (sent("tips"),)], ids=["a plain turn", "a promise"])
def test_a_connection_opened_while_the_disk_was_read_only_is_not_used_again(file: Path, effects: tuple[Effect, ...]) -> None:
    store = connect(f"sqlite:///{file}")
    store.migrate()
    with closing(store.database.engine.raw_connection()) as pooled:
        pooled.cursor().execute("PRAGMA query_only=ON")  # as SQLite opens a file that it may not write
    with pytest.raises(StoreError, match="SQLITE_READONLY"):
        store.keep_turn(CALL, "keys.1", NOW, "keys", turn(*effects), None)
    assert store.keep_turn(CALL, "keys.1", NOW, "keys", turn(*effects), None)
    store.close()
