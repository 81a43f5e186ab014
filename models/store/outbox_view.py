"""How an outbound message is read, with where it goes and in which language."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlmodel import col

from models.store.rows import known
from models.tables import AccountRow, AddressRow, ConversationRow, OutboundMessageRow
from models.views import OutboundMessage
from models.words import OutboundStatus

Joined = tuple[OutboundMessageRow, AddressRow, str | None]

JOINED: Select[*Joined] = (
    select(OutboundMessageRow, AddressRow, col(AccountRow.language))
    .join(ConversationRow, col(ConversationRow.id) == col(OutboundMessageRow.conversation_id))
    .join(AddressRow, col(AddressRow.id) == col(ConversationRow.address_id))
    .join(AccountRow, col(AccountRow.id) == col(AddressRow.account_id))
)


def view(row: OutboundMessageRow, address: AddressRow, language: str | None) -> OutboundMessage:
    """The row as a frozen value."""
    return OutboundMessage(
        id=known(row.id),
        key=row.key,
        conversation_id=row.conversation_id,
        account_id=address.account_id,
        channel=address.channel,
        address=address.address,
        opted_out=address.opted_out_at is not None,
        language=language,
        appointment_id=row.appointment_id,
        kind=row.kind,
        priority=row.priority,
        payload=row.payload,
        status=OutboundStatus(row.status),
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        fence=row.fence,
        maybe_sent=row.sending_since is not None and row.status in (OutboundStatus.CLAIMED, OutboundStatus.UNKNOWN),
        sending_since=row.sending_since,
        provider_id=row.provider_id,
        error=row.error,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
