"""PostgreSQL tells whoever listens that there are new messages, so that nobody has to ask all the time."""

from alembic import op

revision = "0016"
down_revision = "0013"
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
    """Of each transaction only one such word goes out, when it is committed. SQLite has nobody to tell."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_TELL)
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER tell_new AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION docspot_tell()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.execute(f"DROP TRIGGER tell_new ON {table}")
    op.execute("DROP FUNCTION docspot_tell()")
