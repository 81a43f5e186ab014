"""How much one account may take of the book by itself. The front desk is not bound by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from models.errors import TooMany
from models.tables import AccountRow, AddressRow, AppointmentRow, ConversationRow
from models.views import Clinic


def lock_account(session: Session, account_id: int) -> None:
    """Two chats of one account take one after the other, so that both cannot take the last that is allowed."""
    session.scalar(select(col(AccountRow.id)).where(col(AccountRow.id) == account_id).with_for_update(key_share=True))


def check_appointments(upcoming: int, clinic: Clinic) -> None:
    """Raises TooMany where an account's appointments to come are as many as the clinic file lets it book."""
    if upcoming >= clinic.most_appointments:
        raise TooMany("This account has as many appointments to come as the clinic lets one book by itself.")


def check_holds(session: Session, conversation_id: int, now: datetime, clinic: Clinic) -> None:
    """Raises TooMany where the account's other conversations hold as many times as the clinic file allows."""
    row, own, others = AppointmentRow, aliased(ConversationRow), aliased(AddressRow)
    account = (
        select(col(AddressRow.account_id))
        .join(own, col(own.address_id) == col(AddressRow.id))
        .where(col(own.id) == conversation_id)
        .scalar_subquery()
    )
    held = (
        select(func.count())
        .select_from(row)
        .join(ConversationRow, col(ConversationRow.id) == col(row.conversation_id))
        .join(others, col(others.id) == col(ConversationRow.address_id))
        .where(text("appointment.status = 'held'"), col(row.expires_at) > now, col(others.account_id) == account)
        .where(col(row.conversation_id) != conversation_id)
    )
    if (session.scalar(held) or 0) >= clinic.most_holds:
        raise TooMany("This account holds as many times as the clinic lets one hold.")
