"""Which message put a conversation before the front desk, and hours on which the clinic is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handoff", sa.Column("message_id", sa.Integer(), nullable=True))
    op.create_table(
        "closed_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440",
            name=op.f("ck_closed_hours_minutes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_hours")),
        sa.UniqueConstraint("day", "start_minute", name=op.f("uq_closed_hours_day_start_minute")),
    )


def downgrade() -> None:
    op.drop_table("closed_hours")
    op.drop_column("handoff", "message_id")
