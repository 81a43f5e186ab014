"""Which version of its facts the clinic is at: a token that changes with any of them, whoever writes them. And what
waits is found in the order in which it is handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_TABLES = (
    "clinic",
    "specialty",
    "visit_type",
    "doctor",
    "doctor_visit_type",
    "working_hours",
    "hours_on",
    "holiday",
    "closed_hours",
)

_NEW_TOKEN = """
CREATE FUNCTION docspot_facts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clinic_version SET token = gen_random_uuid();
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Not a number: two transactions that both count on from the same one, of which one is undone, would agree."""
    version = op.create_table(
        "clinic_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token", sa.String(), nullable=False),
    )
    op.bulk_insert(version, [{"id": 1, "token": "first"}])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_NEW_TOKEN)
    for table in _TABLES:
        _watch(table)
    where = sa.text("status = 'waiting'")
    op.create_index(
        "ix_inbound_message_next",
        "inbound_message",
        [sa.text("urgent DESC"), "id"],
        postgresql_where=where,
        sqlite_where=where,
    )
    op.drop_index("ix_inbound_message_waiting", "inbound_message")
    op.drop_index("ix_inbound_message_urgent", "inbound_message")


def _watch(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER facts_changed AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION docspot_facts_changed()"
        )
        return
    for change in ("INSERT", "UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_facts_{change.lower()} AFTER {change} ON {table}"
            " BEGIN UPDATE clinic_version SET token = hex(randomblob(16)); END"
        )


def downgrade() -> None:
    for name, condition in (("waiting", "status = 'waiting'"), ("urgent", "status = 'waiting' AND urgent")):
        where = sa.text(condition)
        op.create_index(
            f"ix_inbound_message_{name}", "inbound_message", ["id"], postgresql_where=where, sqlite_where=where
        )
    op.drop_index("ix_inbound_message_next", "inbound_message")
    for table in _TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER facts_changed ON {table}")
            continue
        for change in ("INSERT", "UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER {table}_facts_{change.lower()}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION docspot_facts_changed()")
    op.drop_table("clinic_version")
