"""The staff: who may sign in, who has, and tries that were not shown to be right."""

import sqlalchemy as sa
from alembic import op

revision = "staff"
down_revision = "first_tables"
branch_labels = None
depends_on = None


MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their tables."""
    for make in (_staff, _sessions, _tries):
        make()


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("known_as", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("staff_number", sa.String, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("pin", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("known_as", name="uq_staff_known_as"),
        sa.UniqueConstraint("staff_number", name="uq_staff_staff_number"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("staff", sa.String, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_sessions_staff"),
    )
    op.create_index("ix_sessions_staff", "sessions", ["staff"])


def _tries() -> None:
    op.create_table(
        "tries",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("door", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tries"),
    )
    op.create_index("ix_tries_door", "tries", ["door"])


def downgrade() -> None:
    """Drop them, and all that they hold."""
    for table in ("tries", "sessions", "staff"):
        op.drop_table(table)
