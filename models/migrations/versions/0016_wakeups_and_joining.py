"""PostgreSQL tells whoever listens of new messages, and who says to be somebody else waits for their word."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

_TABLES = ("inbound_message", "outbound_message")

_TELL = """
CREATE FUNCTION docspot_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('docspot_new', TG_TABLE_NAME);
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.Integer(), sa.ForeignKey("conversation.id"), nullable=False, unique=True),
        sa.Column("noted_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
    _tell_of_new()


def _tell_of_new() -> None:
    """Of each transaction only one such word goes out, when it is committed. SQLite has nobody to tell."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_TELL)
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER tell_new AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION docspot_tell()"
        )


def downgrade() -> None:
    op.drop_table("join_request")
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.execute(f"DROP TRIGGER tell_new ON {table}")
    op.execute("DROP FUNCTION docspot_tell()")
