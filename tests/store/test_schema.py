"""Databases that are made, brought up to date, and asked whether they are ready."""

import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from ivr.errors import OperatorError
from ivr.store import Store, StoreError, connect
from ivr.store.tables import METADATA
from tests.databases import another


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(store: Store) -> None:
    with store.database.reading("comparing") as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_database_that_was_made_is_ready_and_making_it_again_changes_nothing(store: Store) -> None:
    assert store.ready() is True
    store.migrate()
    assert store.ready() is True


def test_a_database_without_tables_is_not_ready(postgres: str, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for url in (f"sqlite:///{tmp_path / 'empty.db'}", another(postgres, "empty")):
        store = connect(url)
        with pytest.raises(StoreError):
            store.ready()
        store.close()


def test_a_database_of_a_later_version_is_neither_ready_nor_touched(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'helpline.db'}")
    store.migrate()
    with store.database.writing("making it later") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_tomorrow'"))
    with pytest.raises(StoreError, match="newer"):
        store.migrate()
    with pytest.raises(StoreError, match="this version"):
        store.ready()
    store.close()


def test_a_postgresql_that_may_only_be_read_is_not_ready(postgres: str) -> None:
    uri = another(postgres, "readonly")
    store = connect(uri)
    store.migrate()
    with store.database.alone("shutting it") as connection:
        connection.execute(text("ALTER DATABASE readonly SET default_transaction_read_only = on"))
    store.close()
    with pytest.raises(StoreError, match="ReadOnlySqlTransaction"):
        store.ready()
    store.close()


def test_many_processes_may_make_the_same_database_at_once(postgres: str, tmp_path: Path) -> None:
    files = [f"sqlite:///{tmp_path / str(n) / 'helpline.db'}" for n in range(20)]  # of two at once on SQLite, few are at odds
    for url in (*files, another(postgres, "together")):
        stores = [connect(url) for _ in range(6)]
        wrong: list[BaseException] = []

        def make(store: Store, wrong: list[BaseException] = wrong) -> None:
            try:
                store.migrate()
            except StoreError as error:
                wrong.append(error)

        threads = [threading.Thread(target=make, args=[store], daemon=True) for store in stores]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert wrong == []
        for store in stores:
            assert store.ready()
            store.close()


def test_the_folder_and_the_file_that_are_made_are_for_their_owner_only(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'deep' / 'data' / 'helpline.db'}")
    store.migrate()
    store.close()
    folder = tmp_path / "deep" / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "helpline.db").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="NotADirectoryError"):
        connect(f"sqlite:///{tmp_path / 'file' / 'data' / 'helpline.db'}").migrate()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://ivr:geheim@host/helpline",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+nodriver://ivr:geheim@host/helpline",
        "postgresql+psycopg://ivr:geheim@host:port/helpline",
    ],
)
def test_a_url_that_names_no_database_of_ours_is_the_operators_to_mend_and_keeps_its_password(url: str) -> None:
    with pytest.raises(OperatorError, match="DATABASE_URL") as caught:
        connect(url)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_url_may_be_written_as_it_often_is(scheme: str) -> None:
    assert connect(f"{scheme}://ivr@host/helpline").database.engine.driver == "psycopg"
