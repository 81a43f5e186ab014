"""Messages that carry an alarm go first, and how much one account may book or hold."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_URGENT = sa.text("status = 'waiting' AND urgent")


def upgrade() -> None:
    op.add_column("inbound_message", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_inbound_message_urgent", "inbound_message", ["id"], postgresql_where=_URGENT, sqlite_where=_URGENT
    )
    op.add_column("clinic", sa.Column("most_appointments", sa.Integer(), nullable=False, server_default="10"))
    op.add_column("clinic", sa.Column("most_holds", sa.Integer(), nullable=False, server_default="3"))


def downgrade() -> None:
    op.drop_column("clinic", "most_holds")
    op.drop_column("clinic", "most_appointments")
    op.drop_index("ix_inbound_message_urgent", "inbound_message")
    op.drop_column("inbound_message", "urgent")
