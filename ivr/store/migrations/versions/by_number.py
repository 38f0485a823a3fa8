"""What a number has had from us is asked before each promise and each send, and found without reading every text there ever was."""

from alembic import op

revision = "by_number"
down_revision = "discreet"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_texts_number", "texts", ["number"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_texts_number", "texts")
