"""What staff read for the recordings, until they keep it."""

import sqlalchemy as sa
from alembic import op

revision = "takes"
down_revision = "staff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "takes",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("prompt", sa.String, nullable=False),
        sa.Column("words_sha256", sa.String, nullable=False),
        sa.Column("staff", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String),
        sa.Column("remarks", sa.String, nullable=False),
        sa.Column("recording", sa.String, nullable=False),
        sa.Column("wav", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takes"),
    )
    op.create_index("ix_takes_at", "takes", ["at"])
    op.create_index("ix_takes_state", "takes", ["state"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("takes")
