"""Doctors' own chats: proving who they are, and what they want to be told when."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.crypto import Keyring
from models.store.audit import AuditStore
from models.store.rows import fetch, known
from models.store.set_aside import SetAsideStore
from models.tables import AddressRow, ConversationRow, DoctorChatRow, DoctorCodeRow, DoctorRow
from models.views import DoctorChat
from models.words import AgendaDays

CODE_LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"
"""No vowels, so that no code is a word, and none of 0, 1, I, L and O, which are taken for each other."""

CODE_LENGTH = 10
"""48 bits: guessed within its day only by more messages than any channel lets in."""

CODE_VALID = timedelta(days=1)

_CODE = re.compile(rf"[\s\"'.]*([{CODE_LETTERS}]{{5}})[-\s]?([{CODE_LETTERS}]{{5}})[\s\"'.]*", re.I)

Seen = Mapping[date, Mapping[int, datetime]]

_Rows = tuple[DoctorChatRow, str, str]


def read_code(text: str) -> str | None:
    """The one-time code a text consists of, as it was given out; None where it is something else."""
    found = _CODE.fullmatch(text)
    return f"{found[1]}-{found[2]}".upper() if found else None


class DoctorChatStore:
    """At most one chat a doctor, and one doctor a chat. A code is good once, for a day, and a newer one ends it."""

    def __init__(self, session: Session, keyring: Keyring, audit: AuditStore) -> None:
        self._session = session
        self._keyring = keyring
        self._audit = audit

    def new_code(self, doctor_id: int, now: datetime, *, by: str = "desk") -> str:
        """A one-time code for this doctor, such as "BCD23-FGH45". Raises NotFound."""
        fetch(self._session, DoctorRow, doctor_id, "doctor")
        row = DoctorCodeRow
        self._session.execute(delete(row).where(col(row.doctor_id) == doctor_id, col(row.used_at).is_(None)))
        letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        code = f"{letters[:5]}-{letters[5:]}"
        self._session.add(row(doctor_id=doctor_id, code_hash=self._hash(code), expires_at=now + CODE_VALID))
        self._audit.add(now, by, "new_code", "doctor", doctor_id)
        return code

    def redeem(self, code: str, conversation_id: int, now: datetime) -> DoctorChat | None:
        """Make the conversation that of the doctor the code was given to; None where it is not good (any more)."""
        row = DoctorCodeRow
        query = select(row).where(col(row.code_hash) == self._hash(code)).with_for_update()
        found = self._session.scalar(query)
        if found is None or found.used_at is not None or found.expires_at <= now:
            return None
        found.used_at = now
        return self.link(found.doctor_id, conversation_id, now, by="doctor")

    def link(self, doctor_id: int, conversation_id: int, now: datetime, *, by: str = "desk") -> DoctorChat:
        """The conversation is this doctor's from now on, in place of the one they had, and of whose it was."""
        row = DoctorChatRow
        earlier = self.of_doctor(doctor_id)
        self._session.execute(
            delete(row).where((col(row.doctor_id) == doctor_id) | (col(row.conversation_id) == conversation_id))
        )
        made = row(doctor_id=doctor_id, conversation_id=conversation_id, linked_at=now)
        if earlier is not None:
            made.agenda_minute, made.agenda_days, made.agenda_on = (
                earlier.agenda_minute,
                earlier.agenda_days,
                earlier.agenda_on,
            )
        self._session.add(made)
        self._session.flush()
        self._audit.add(now, by, "link", "doctor", doctor_id, conversation=conversation_id)
        return self._one(_JOINED.where(col(row.doctor_id) == doctor_id))

    def unlink(self, doctor_id: int, now: datetime, *, by: str = "desk") -> bool:
        """The doctor's chat is an ordinary conversation again; False where they had none."""
        linked = self.of_doctor(doctor_id)
        if linked is None:
            return False
        self._session.execute(delete(DoctorChatRow).where(col(DoctorChatRow.doctor_id) == doctor_id))
        self._audit.add(now, by, "unlink", "doctor", doctor_id, conversation=linked.conversation_id)
        return True

    def of_conversation(self, conversation_id: int) -> DoctorChat | None:
        """The chat, if this conversation is a doctor's."""
        return self._maybe(_JOINED.where(col(DoctorChatRow.conversation_id) == conversation_id))

    def of_doctor(self, doctor_id: int) -> DoctorChat | None:
        """The chat, if this doctor has one."""
        return self._maybe(_JOINED.where(col(DoctorChatRow.doctor_id) == doctor_id))

    def all(self) -> list[DoctorChat]:
        """Every chat, in the order of the doctors."""
        query = _JOINED.order_by(col(DoctorRow.position), col(DoctorRow.id))
        return [_view(*row) for row in self._session.execute(_fresh(query))]

    def claim(self, kind: str, now: datetime, aside: SetAsideStore) -> list[int]:
        """The ids of the chats that nobody else works on, ours until the transaction ends: for the scheduler's ticks.
        What is set aside as this kind of work is left out."""
        query = select(col(DoctorChatRow.id)).where(aside.left_in(kind, col(DoctorChatRow.id), now))
        query = query.order_by(col(DoctorChatRow.id))
        return list(self._session.scalars(query.with_for_update(skip_locked=True)))

    def get(self, chat_id: int) -> DoctorChat:
        """One chat."""
        return self._one(_JOINED.where(col(DoctorChatRow.id) == chat_id))

    def save(self, chat: DoctorChat, state: str) -> None:
        """Keep what this chat remembers between two messages."""
        self._row(chat).state = state

    def set_agenda(self, chat: DoctorChat, *, minute: int | None = None, days: AgendaDays | None = None) -> None:
        """When the doctor wants the agenda (minutes since local midnight), and on which days. None leaves as it is."""
        row = self._row(chat)
        row.agenda_minute = row.agenda_minute if minute is None else minute
        row.agenda_days = row.agenda_days if days is None else days

    def agenda_done(self, chat: DoctorChat, day: date) -> None:
        """That day's agenda was sent, or is not wanted."""
        self._row(chat).agenda_on = day

    def saw(self, chat: DoctorChat, seen: Seen, changed_at: datetime | None = None) -> None:
        """What the doctor now knows of these days, in place of all that was kept; and since when it is out of date."""
        row = self._row(chat)
        row.seen = {
            day.isoformat(): {str(number): start.isoformat() for number, start in starts.items()}
            for day, starts in seen.items()
        }
        row.changed_at = changed_at

    def _row(self, chat: DoctorChat) -> DoctorChatRow:
        return fetch(self._session, DoctorChatRow, chat.id, "doctor's chat")

    def _hash(self, code: str) -> str:
        return self._keyring.lookup(f"doctor_code:{code}")

    def _maybe(self, query: Select[*_Rows]) -> DoctorChat | None:
        found = self._session.execute(_fresh(query)).first()
        return None if found is None else _view(*found)

    def _one(self, query: Select[*_Rows]) -> DoctorChat:
        return _view(*self._session.execute(_fresh(query)).one())


_JOINED: Select[*_Rows] = (
    select(DoctorChatRow, col(DoctorRow.name), col(AddressRow.channel))
    .join(DoctorRow, col(DoctorRow.id) == col(DoctorChatRow.doctor_id))
    .join(ConversationRow, col(ConversationRow.id) == col(DoctorChatRow.conversation_id))
    .join(AddressRow, col(AddressRow.id) == col(ConversationRow.address_id))
)


def _fresh(query: Select[*_Rows]) -> Select[*_Rows]:
    return query.execution_options(populate_existing=True)


def _view(row: DoctorChatRow, doctor: str, channel: str) -> DoctorChat:
    return DoctorChat(
        id=known(row.id),
        doctor_id=row.doctor_id,
        doctor=doctor,
        conversation_id=row.conversation_id,
        channel=channel,
        state=row.state,
        agenda_minute=row.agenda_minute,
        agenda_days=row.agenda_days,  # type: ignore[arg-type]
        agenda_on=row.agenda_on,
        seen={
            date.fromisoformat(day): {int(number): datetime.fromisoformat(start) for number, start in starts.items()}
            for day, starts in row.seen.items()
        },
        changed_at=row.changed_at,
    )
