"""Where Alembic starts: it takes the steps on the connection it is given, in the transaction that is open on it.

Knows nothing of where the database is.
"""

from alembic import context

from ivr.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
