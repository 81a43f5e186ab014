"""What all tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sqlalchemy import CheckConstraint, MetaData
from sqlmodel import SQLModel


class Row(SQLModel):
    """A row of ours. Constraints carry names, so that migrations can speak of them on both engines."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """The column holds one of these words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)
