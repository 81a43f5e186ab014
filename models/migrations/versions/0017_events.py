"""What has happened, for live views; and whose change an entry of the audit trail was."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.CheckConstraint(
            "actor IN ('patient', 'desk', 'doctor', 'administrator', 'clock')", name=op.f("ck_event_actor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_autoincrement=True,
    )
    op.add_column("audit_event", sa.Column("actor_id", sa.Integer(), nullable=True))
    op.add_column("audit_event", sa.Column("channel", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("audit_event", "channel")
    op.drop_column("audit_event", "actor_id")
    op.drop_table("event")
