"""What is told of doctors, and what else people call doctors, specialties and visit types."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("doctor", sa.Column("profile", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("specialty", sa.Column("also_called", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("visit_type", sa.Column("also_called", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("visit_type", "also_called")
    op.drop_column("specialty", "also_called")
    op.drop_column("doctor", "profile")
