"""Doctors' own chats, one-time codes, and absences with whom they touch."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _chats() -> None:
    op.create_table(
        "doctor_chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("agenda_minute", sa.Integer(), nullable=False),
        sa.Column("agenda_days", sa.String(), nullable=False),
        sa.Column("agenda_on", sa.Date(), nullable=True),
        sa.Column("seen", sa.JSON(), nullable=False),
        _moment("changed_at", nullable=True),
        _moment("linked_at"),
        sa.CheckConstraint("agenda_days IN ('booked', 'every', 'never')", name=op.f("ck_doctor_chat_agenda_days")),
        sa.CheckConstraint("agenda_minute BETWEEN 0 AND 1439", name=op.f("ck_doctor_chat_agenda_minute")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_doctor_chat_doctor_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_doctor_chat_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doctor_chat")),
        sa.UniqueConstraint("doctor_id", name=op.f("uq_doctor_chat_doctor_id")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_doctor_chat_conversation_id")),
    )
    op.create_table(
        "doctor_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_doctor_code_doctor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doctor_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_doctor_code_code_hash")),
    )


def _absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        _moment("starts_at"),
        _moment("ends_at"),
        _moment("report_at", nullable=True),
        _moment("reported_at", nullable=True),
        _moment("created_at"),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_absence_doctor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_doctor_id", "absence", ["doctor_id"], unique=False)
    unreported = sa.text("reported_at IS NULL")
    op.create_index(
        "ix_absence_report_at",
        "absence",
        ["report_at"],
        unique=False,
        postgresql_where=unreported,
        sqlite_where=unreported,
    )
    op.create_table(
        "displaced_appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        _moment("starts_at"),
        sa.ForeignKeyConstraint(
            ["absence_id"], ["absence.id"], name=op.f("fk_displaced_appointment_absence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_displaced_appointment_appointment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_displaced_appointment")),
        sa.UniqueConstraint(
            "absence_id", "appointment_id", name=op.f("uq_displaced_appointment_absence_id_appointment_id")
        ),
    )
    op.create_index(
        "ix_displaced_appointment_appointment_id", "displaced_appointment", ["appointment_id"], unique=False
    )


def upgrade() -> None:
    op.add_column("clinic", sa.Column("agenda_names", sa.String(), nullable=False, server_default="initials"))
    _chats()
    _absences()


def downgrade() -> None:
    for table in ("displaced_appointment", "absence", "doctor_code", "doctor_chat"):
        op.drop_table(table)
    op.drop_column("clinic", "agenda_names")
