"""The database that a command reads or changes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from ivr import config
from ivr.errors import OperatorError
from ivr.store import Store, StoreError, connect


@contextmanager
def memory() -> Iterator[Store]:
    """The store that the settings name; what it does wrong is told with how to mend it."""
    store = connect(config.database(os.environ))
    try:
        yield store
    except StoreError as error:
        raise OperatorError(f"{error} `ivr serve` makes the database; DATABASE_URL and IVR_DATA say which one is read.") from None
    finally:
        store.close()
