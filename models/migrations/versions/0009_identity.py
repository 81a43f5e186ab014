"""Nobody is "self" for having come first, links of one booking, and merges that can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = "relation IN ('self', 'child', 'partner', 'parent', 'other')"
AFTER = "relation IN ('self', 'child', 'partner', 'parent', 'other', 'unknown')"

MADE_AT_THE_DESK = (
    "SELECT entity_id FROM audit_event WHERE actor = 'desk' AND action = 'add_patient' AND entity = 'patient'"
)


def _allow(before: str, after: str) -> None:
    """Another CHECK of the relation. SQLite cannot change one, but nothing on the disk depends on it: its own manual
    (lang_altertable, 7) has the schema's text changed then."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE patient DROP CONSTRAINT ck_patient_relation")
        op.execute(f"ALTER TABLE patient ADD CONSTRAINT ck_patient_relation CHECK ({after})")
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.get_bind().exec_driver_sql("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'patient'"
    op.get_bind().exec_driver_sql(change, (before, after))
    op.get_bind().exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    op.get_bind().exec_driver_sql("PRAGMA writable_schema = RESET")


def upgrade() -> None:
    _allow(BEFORE, AFTER)
    op.execute(f"UPDATE patient SET relation = 'unknown' WHERE relation = 'self' AND id IN ({MADE_AT_THE_DESK})")
    op.drop_table("chat_link")  # such a link opened all of an account; it lived for a week, and is made anew
    op.create_table(
        "chat_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_chat_link_appointment_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_chat_link_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_chat_link_token_hash")),
    )
    op.create_index("ix_chat_link_appointment_id", "chat_link", ["appointment_id"], unique=False)
    op.create_index("ix_chat_link_conversation_id", "chat_link", ["conversation_id"], unique=False)
    op.create_table(
        "account_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_before", sa.Text(), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_merge_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_merge")),
    )
    op.create_index("ix_account_merge_account_id", "account_merge", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("account_merge")
    op.drop_table("chat_link")
    op.create_table(
        "chat_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_chat_link_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_chat_link_token_hash")),
    )
    op.create_index("ix_chat_link_account_id", "chat_link", ["account_id"], unique=False)
    op.execute("UPDATE patient SET relation = 'other' WHERE relation = 'unknown'")
    _allow(AFTER, BEFORE)
