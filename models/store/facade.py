"""The Store: everything that can be asked of the clinic's memory, within one transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.crypto import Keyring
from models.store.absences import AbsenceStore
from models.store.audit import AuditStore
from models.store.bookings import BookingStore
from models.store.chat_links import ChatLinkStore
from models.store.clinic import ClinicStore
from models.store.conversations import ConversationStore
from models.store.doctor_chats import DoctorChatStore
from models.store.events import EventStore
from models.store.facts import FactsCache
from models.store.forgetting import ForgettingStore
from models.store.inbox import InboxStore
from models.store.joining import JoinStore
from models.store.merging import MergeStore
from models.store.outbox import OutboxStore
from models.store.people import PeopleStore
from models.store.planned import PlannedStore
from models.store.ratings import RatingStore
from models.store.set_aside import SetAsideStore
from models.store.unclear import UnclearStore


class Store:
    """One transaction's view of the clinic. Made by `Database.write()` and `Database.read()`."""

    def __init__(self, session: Session, keyring: Keyring, facts: FactsCache) -> None:
        self.session = session
        self.audit = AuditStore(session)
        self.events = EventStore(session)
        self.clinic = ClinicStore(session, facts)
        self.people = PeopleStore(session, keyring, self.audit)
        self.conversations = ConversationStore(session, self.people, self.clinic, self.audit)
        self.bookings = BookingStore(session, self.clinic, self.audit)
        self.inbox = InboxStore(session, self.people, self.conversations)
        self.outbox = OutboxStore(session, self.clinic)
        self.forgetting = ForgettingStore(session)
        self.planned = PlannedStore(session)
        self.ratings = RatingStore(session, self.clinic, self.audit)
        self.doctor_chats = DoctorChatStore(session, keyring, self.audit)
        self.chat_links = ChatLinkStore(session, keyring, self.audit)
        self.merging = MergeStore(session, keyring, self.audit)
        self.joining = JoinStore(session, self.audit)
        self.absences = AbsenceStore(session, self.bookings, self.audit)
        self.set_aside = SetAsideStore(session)
        self.unclear = UnclearStore(session, self.people)
