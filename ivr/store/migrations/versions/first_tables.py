"""The first tables: calls, turns, texts, messages, opt-outs."""

import sqlalchemy as sa
from alembic import op

revision = "first_tables"
down_revision = None
branch_labels = None
depends_on = None


MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    for make in (_calls, _turns, _texts, _messages, _opt_outs):
        make()


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("arrived_at", MOMENT),
        sa.Column("number", sa.String),
        sa.Column("status", sa.String),
        sa.Column("seconds", sa.Integer),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("call", name="pk_calls"),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("heard", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("doing", sa.String, nullable=False),
        sa.Column("says", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("does", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("call", "step", name="pk_turns"),
    )


def _texts() -> None:
    op.create_table(
        "texts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("call", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("tried_at", MOMENT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("body", sa.String),
        sa.Column("sid", sa.String),
        sa.Column("code", sa.Integer),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("call", "text", name="uq_texts_call"),
    )
    op.create_index("ix_texts_due_at", "texts", ["due_at"])
    op.create_index("ix_texts_sid", "texts", ["sid"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("recording", sa.String, nullable=False),
        sa.Column("call", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("kept_at", MOMENT),
        sa.Column("ready_at", MOMENT),
        sa.Column("status", sa.String),
        sa.PrimaryKeyConstraint("recording", name="pk_messages"),
    )
    op.create_index("ix_messages_call", "messages", ["call"])


def _opt_outs() -> None:
    op.create_table(
        "opt_outs",
        sa.Column("number", sa.String, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_opt_outs"),
    )


def downgrade() -> None:
    """Drop them, and all that they hold."""
    for table in ("opt_outs", "messages", "texts", "turns", "calls"):
        op.drop_table(table)
