"""Alembic's entry: always online, on the connection it is given."""

from alembic import context

from models.tables import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()
