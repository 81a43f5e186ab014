"""Messages that were not understood, for a person to label."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unclear_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forget_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_unclear_message_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unclear_message")),
    )
    op.create_index("ix_unclear_message_conversation_id", "unclear_message", ["conversation_id"], unique=False)
    op.create_index("ix_unclear_message_forget_at", "unclear_message", ["forget_at"], unique=False)


def downgrade() -> None:
    op.drop_table("unclear_message")
