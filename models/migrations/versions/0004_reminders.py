"""What is planned to be said unasked, ratings, and the clinic's rules for both."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clinic", sa.Column("reminders", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("visit_type", sa.Column("preparation", sa.String(), nullable=False, server_default=""))
    op.add_column("visit_type", sa.Column("reminders", sa.JSON(), nullable=True))
    op.create_table(
        "planned_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("sent_as", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('reminder', 'rating', 'no_show')", name=op.f("ck_planned_message_kind")),
        sa.CheckConstraint(
            "status IN ('planned', 'released', 'dropped', 'missed')", name=op.f("ck_planned_message_status")
        ),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_planned_message_appointment_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_planned_message_doctor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_message")),
        sa.UniqueConstraint("key", name=op.f("uq_planned_message_key")),
    )
    op.create_index("ix_planned_message_appointment_id", "planned_message", ["appointment_id"], unique=False)
    op.create_index(
        "ix_planned_message_due",
        "planned_message",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'planned'"),
        sqlite_where=sa.text("status = 'planned'"),
    )
    op.create_index("ix_planned_message_sent_as", "planned_message", ["sent_as"], unique=False)
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_rating_stars")),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_rating_appointment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("appointment_id", name=op.f("uq_rating_appointment_id")),
    )


def downgrade() -> None:
    op.drop_table("rating")
    op.drop_table("planned_message")
    op.drop_column("visit_type", "reminders")
    op.drop_column("visit_type", "preparation")
    op.drop_column("clinic", "reminders")
