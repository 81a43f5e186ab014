"""Appointments, of which no two of a doctor overlap, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


BLOCKING = "status IN ('held', 'booked', 'confirmed', 'arrived', 'completed')"


def _exclude_overlaps() -> None:
    """The doctor's number is compared as a range of one, which GiST can do without the btree_gist extension."""
    op.execute(
        "ALTER TABLE appointment ADD CONSTRAINT ex_appointment_overlap EXCLUDE USING gist ("
        " int4range(doctor_id, doctor_id, '[]') WITH &&, tstzrange(starts_at, busy_until) WITH &&"
        f") WHERE ({BLOCKING})"
    )


def _trigger_on_overlaps() -> None:
    """The same on SQLite. Rows that do not overlap end in the order in which they start, so that only the first one to
    end after the new one's start needs a look; the index leads straight to it."""
    moved = "UPDATE OF doctor_id, starts_at, busy_until, status"
    for name, when, others in (("insert", "INSERT", ""), ("update", moved, " AND id <> OLD.id")):
        op.execute(
            f"CREATE TRIGGER tr_appointment_overlap_{name} BEFORE {when} ON appointment WHEN NEW.{BLOCKING} BEGIN"
            " SELECT RAISE(ABORT, 'ex_appointment_overlap') WHERE NEW.busy_until > ("
            f" SELECT starts_at FROM appointment WHERE {BLOCKING} AND doctor_id = NEW.doctor_id"
            f" AND busy_until > NEW.starts_at{others} ORDER BY busy_until LIMIT 1"
            "); END"
        )


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=True),
        sa.Column("visit_type_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("busy_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("wants_reminders", sa.Boolean(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status = 'held') = (expires_at IS NOT NULL)", name=op.f("ck_appointment_only_holds_expire")
        ),
        sa.CheckConstraint(
            "channel IN ('telegram', 'sms', 'whatsapp', 'console')", name=op.f("ck_appointment_channel")
        ),
        sa.CheckConstraint("made_by IN ('patient', 'desk', 'doctor')", name=op.f("ck_appointment_made_by")),
        sa.CheckConstraint(
            "status <> 'held' OR conversation_id IS NOT NULL", name=op.f("ck_appointment_hold_has_conversation")
        ),
        sa.CheckConstraint(
            "status = 'held' OR patient_id IS NOT NULL", name=op.f("ck_appointment_appointment_has_patient")
        ),
        sa.CheckConstraint(
            "status IN ('held', 'booked', 'confirmed', 'arrived', 'completed', 'no_show', 'cancelled')",
            name=op.f("ck_appointment_status"),
        ),
        sa.CheckConstraint("starts_at < ends_at AND ends_at <= busy_until", name=op.f("ck_appointment_order")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_appointment_conversation_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name=op.f("fk_appointment_doctor_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_appointment_patient_id")),
        sa.ForeignKeyConstraint(["visit_type_id"], ["visit_type.id"], name=op.f("fk_appointment_visit_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_appointment_busy",
        "appointment",
        ["doctor_id", "busy_until", "starts_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('held', 'booked', 'confirmed', 'arrived', 'completed')"),
        sqlite_where=sa.text("status IN ('held', 'booked', 'confirmed', 'arrived', 'completed')"),
    )
    op.create_index(
        "ix_appointment_held_by",
        "appointment",
        ["conversation_id"],
        unique=False,
        postgresql_where=sa.text("status = 'held'"),
        sqlite_where=sa.text("status = 'held'"),
    )
    op.create_index("ix_appointment_patient_id", "appointment", ["patient_id", "starts_at"], unique=False)
    op.create_index("ix_appointment_starts_at", "appointment", ["starts_at"], unique=False)
    op.create_table(
        "outbound_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("sending_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('queued', 'claimed', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'skipped')",
            name=op.f("ck_outbound_message_status"),
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_outbound_message_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_outbound_message_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbound_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbound_message_key")),
    )
    op.create_index("ix_outbound_message_appointment_id", "outbound_message", ["appointment_id"], unique=False)
    op.create_index("ix_outbound_message_conversation_id", "outbound_message", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_outbound_message_order",
        "outbound_message",
        ["conversation_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('queued', 'claimed')"),
        sqlite_where=sa.text("status IN ('queued', 'claimed')"),
    )
    op.create_index("ix_outbound_message_provider_id", "outbound_message", ["provider_id"], unique=False)
    op.create_index(
        "ix_outbound_message_unsent",
        "outbound_message",
        ["priority", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('queued', 'claimed')"),
        sqlite_where=sa.text("status IN ('queued', 'claimed')"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _exclude_overlaps()
    else:
        _trigger_on_overlaps()


def downgrade() -> None:
    op.drop_table("outbound_message")
    op.drop_table("appointment")
