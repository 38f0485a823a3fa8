"""Finding quickly what was promised lately, and counting what was not."""

import sqlalchemy as sa
from alembic import op

revision = "promising"
down_revision = "takes"
branch_labels = None
depends_on = None

DENIED = sa.text("heard LIKE 'denied: %'")


def upgrade() -> None:
    """Make the two indexes."""
    op.create_index("ix_texts_asked_at", "texts", ["asked_at"])
    op.create_index("ix_turns_denied", "turns", ["heard"], sqlite_where=DENIED, postgresql_where=DENIED)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_turns_denied", "turns")
    op.drop_index("ix_texts_asked_at", "texts")
