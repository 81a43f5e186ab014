"""The numbers of those who listen, and of those who are there while the clinic is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clinic", sa.Column("crisis_number", sa.String(), nullable=False, server_default=""))
    op.add_column("clinic", sa.Column("out_of_hours_number", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("clinic", "out_of_hours_number")
    op.drop_column("clinic", "crisis_number")
