"""Doctors' hours every other week, which kinds of visit each does, and where; the clinic's e-mail address."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clinic", sa.Column("email", sa.String(), nullable=False, server_default=""))
    op.add_column("doctor", sa.Column("room", sa.String(), nullable=False, server_default=""))
    op.add_column("doctor", sa.Column("address", sa.String(), nullable=False, server_default=""))
    op.add_column("doctor", sa.Column("places", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("doctor", sa.Column("other_weeks", sa.JSON(), nullable=True))
    op.create_table(
        "doctor_visit_type",
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("visit_type_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["doctor_id"], ["doctor.id"], name=op.f("fk_doctor_visit_type_doctor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_type_id"], ["visit_type.id"], name=op.f("fk_doctor_visit_type_visit_type_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("doctor_id", "visit_type_id", name=op.f("pk_doctor_visit_type")),
    )


def downgrade() -> None:
    op.drop_table("doctor_visit_type")
    op.drop_column("doctor", "other_weeks")
    op.drop_column("doctor", "places")
    op.drop_column("doctor", "address")
    op.drop_column("doctor", "room")
    op.drop_column("clinic", "email")
