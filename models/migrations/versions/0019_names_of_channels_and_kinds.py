"""Channels and kinds of planned message are names: the program declares which there are, and no CHECK lists them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_CHANNELS = "channel IN ('telegram', 'sms', 'whatsapp', 'console')"

_CHECKS = (
    # table, the constraint, what it held, and the constraint that stands behind it
    ("address", "ck_address_channel", _CHANNELS, "fk_address_account_id"),
    ("inbound_message", "ck_inbound_message_channel", _CHANNELS, "ck_inbound_message_status"),
    ("appointment", "ck_appointment_channel", _CHANNELS, "ck_appointment_made_by"),
    (
        "planned_message",
        "ck_planned_message_kind",
        "kind IN ('reminder', 'rating', 'no_show')",
        "ck_planned_message_status",
    ),
)


def _change(table: str, before: str, after: str) -> None:
    """Another text of a table on SQLite, which cannot drop a CHECK; nothing on the disk depends on one (its own manual,
    lang_altertable, 7)."""
    here = op.get_bind()
    version = here.exec_driver_sql("PRAGMA schema_version").scalar_one()
    here.exec_driver_sql("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?"
    here.exec_driver_sql(change, (before, after, table))
    here.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    here.exec_driver_sql("PRAGMA writable_schema = RESET")


def upgrade() -> None:
    for table, name, condition, behind in _CHECKS:
        if op.get_bind().dialect.name == "postgresql":
            op.drop_constraint(op.f(name), table, type_="check")
        else:
            _change(table, _with(name, condition, behind), f"CONSTRAINT {behind}")


def downgrade() -> None:
    """Refused by PostgreSQL where a row has a name that the CHECKs do not list."""
    for table, name, condition, behind in _CHECKS:
        if op.get_bind().dialect.name == "postgresql":
            op.create_check_constraint(op.f(name), table, sa.text(condition))
        else:
            _change(table, f"CONSTRAINT {behind}", _with(name, condition, behind))


def _with(name: str, condition: str, behind: str) -> str:
    return f"CONSTRAINT {name} CHECK ({condition}), \n\tCONSTRAINT {behind}"
