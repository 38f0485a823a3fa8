"""Texts that were sent, and of which no last word has come, are asked after."""

from alembic import op

revision = "asked_after"
down_revision = "handled"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have those that nobody would look at looked at."""
    op.execute("UPDATE texts SET due_at = changed_at WHERE state = 'sent' AND due_at IS NULL AND sid IS NOT NULL")


def downgrade() -> None:
    """Have nobody look at them."""
    op.execute("UPDATE texts SET due_at = NULL WHERE state = 'sent'")
