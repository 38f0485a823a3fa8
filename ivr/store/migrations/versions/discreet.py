"""Which texts were asked for in words that tell nobody who sent them, so that an adviser who rings instead is as discreet."""

import sqlalchemy as sa
from alembic import op

revision = "discreet"
down_revision = "asked_after"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it. Of texts from before, nobody knows."""
    op.add_column("texts", sa.Column("discreet", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("texts", "discreet")
