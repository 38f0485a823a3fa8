"""The first tables: calls, turns, texts, messages, opt-outs."""

import sqlalchemy as sa
from alembic import op

revision = "first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "calls",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("arrived_at", moment),
        sa.Column("number", sa.String),
        sa.Column("status", sa.String),
        sa.Column("seconds", sa.Integer),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("call", name="pk_calls"),
    )
    op.create_table(
        "turns",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("heard", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("doing", sa.String, nullable=False),
        sa.Column("says", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("does", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("call", "step", name="pk_turns"),
    )
    op.create_table(
        "texts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("call", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("due_at", moment),
        sa.Column("tried_at", moment),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("body", sa.String),
        sa.Column("sid", sa.String),
        sa.Column("code", sa.Integer),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("call", "text", name="uq_texts_call"),
    )
    op.create_index("ix_texts_due_at", "texts", ["due_at"])
    op.create_index("ix_texts_sid", "texts", ["sid"])
    op.create_table(
        "messages",
        sa.Column("recording", sa.String, nullable=False),
        sa.Column("call", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("kept_at", moment),
        sa.Column("ready_at", moment),
        sa.Column("status", sa.String),
        sa.PrimaryKeyConstraint("recording", name="pk_messages"),
    )
    op.create_index("ix_messages_call", "messages", ["call"])
    op.create_table(
        "opt_outs",
        sa.Column("number", sa.String, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_opt_outs"),
    )


def downgrade() -> None:
    """Drop them, and all that they hold."""
    for table in ("opt_outs", "messages", "texts", "turns", "calls"):
        op.drop_table(table)
