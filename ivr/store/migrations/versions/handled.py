"""Who dealt with a text that did not arrive, and when."""

import sqlalchemy as sa
from alembic import op

revision = "handled"
down_revision = "promising"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    op.add_column("texts", sa.Column("handled_at", sa.DateTime(timezone=True)))
    op.add_column("texts", sa.Column("handled_by", sa.String))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("texts", "handled_by")
    op.drop_column("texts", "handled_at")
