"""Which message put a conversation before the front desk; closed hours, and doctors' hours on single days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
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

    op.create_table(
        "hours_on",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440",
            name=op.f("ck_hours_on_minutes"),
        ),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_hours_on_doctor_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_on")),
        sa.UniqueConstraint("doctor_id", "day", "start_minute", name=op.f("uq_hours_on_doctor_id_day_start_minute")),
    )


def downgrade() -> None:
    op.drop_table("hours_on")
    op.drop_table("closed_hours")
    op.drop_column("handoff", "message_id")
