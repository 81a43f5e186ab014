"""Accounts, the addresses they write from, and the patients they book for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.channels import BY_PHONE, INSIDE, TO_NUMBERS
from models.crypto import Keyring
from models.names import clean_name
from models.store.audit import AuditStore
from models.store.rows import fetch, known, try_insert
from models.tables import AccountRow, AddressRow, JoinRequestRow, PatientRow
from models.views import Account, Address, Patient
from models.words import Channel, Relation


class PeopleStore:
    """Who writes to the clinic. Phones are E.164 (`+442079460000`); addresses are what the channel calls them."""

    def __init__(self, session: Session, keyring: Keyring, audit: AuditStore) -> None:
        self._session = session
        self._keyring = keyring
        self._audit = audit
        self._added: list[PatientRow] = []  # kept, so that whoever asks for them is answered from memory

    def account(self, account_id: int) -> Account:
        """One account. Raises NotFound."""
        return _account(self._account_row(account_id))

    def address_for(self, channel: Channel, address: str, now: datetime) -> Address:
        """The address, made with an account where it is new. A phone's account is the one that has this phone."""
        found = self.find_address(channel, address)
        if found is not None:
            return found
        account_id = known(self._account_with(address if channel in BY_PHONE else None, now).id)
        row = AddressRow(
            account_id=account_id, channel=channel, address=address, address_hash=self._hash(channel, address)
        )
        if try_insert(self._session, row):
            return _address(row)
        raced = self.find_address(channel, address)
        if raced is None:
            raise RuntimeError("an address was both there and not there")
        return raced

    def find_address(self, channel: Channel, address: str) -> Address | None:
        """The address, if anybody has written from it or was to be reached there."""
        query = select(AddressRow).where(
            col(AddressRow.channel) == channel, col(AddressRow.address_hash) == self._hash(channel, address)
        )
        row = self._session.scalar(query)
        return None if row is None else _address(row)

    def address(self, address_id: int) -> Address:
        """One address. Raises NotFound."""
        return _address(fetch(self._session, AddressRow, address_id, "address"))

    def is_anybody_outside(self) -> bool:
        """Whether anybody is known otherwise than by writing on the clinic's own machine."""
        there = select(col(AddressRow.account_id)).where(col(AddressRow.channel).in_(INSIDE))
        beyond = select(col(AccountRow.id)).where(col(AccountRow.id).not_in(there)).limit(1)
        return self._session.scalar(beyond) is not None

    def addresses(self, account_id: int) -> list[Address]:
        """Everywhere an account can be reached, the one it wrote from last first."""
        query = select(AddressRow).where(col(AddressRow.account_id) == account_id).order_by(col(AddressRow.id))
        rows = sorted(self._session.scalars(query), key=lambda row: (row.last_heard_at is None, -_seconds(row)))
        return [_address(row) for row in rows]

    def heard_from(self, address_id: int, now: datetime) -> None:
        """A message came from this address: it is verified, and the 24 hours of a WhatsApp session begin."""
        row = fetch(self._session, AddressRow, address_id, "address")
        row.verified, row.last_heard_at = True, now

    def account_with_phone(self, phone: str, now: datetime) -> Account:
        """The account with this phone, made where there is none: for bookings made at the desk."""
        account = _account(self._account_with(phone, now))
        for channel in TO_NUMBERS:
            self.address_for(channel, phone, now)
        return account

    def new_account(self, now: datetime) -> Account:
        """An account nobody writes from yet: for somebody booked at the desk who left no phone number."""
        return _account(self._account_with(None, now))

    def account_of_phone(self, phone: str) -> Account | None:
        """The account that has this phone, proven or only noted."""
        row = self._with_phone(phone)
        return None if row is None else _account(row)

    def link_phone(self, account_id: int, phone: str, now: datetime, *, by: str = "patient") -> bool:
        """The phone is proven to be this account's. False, and nothing is changed, where another account has it:
        whether both are one person's is for people to say."""
        row, holder = self._account_row(account_id), self._with_phone(phone)
        if holder is not None and holder.id != account_id:
            return False
        row.phone, row.phone_hash = phone, phone_hash(self._keyring, phone)
        self._session.flush()
        self._audit.add(now, by, "link_phone", "account", account_id)
        return True

    def take_phone(self, phone: str, now: datetime, *, by: str = "desk") -> bool:
        """The number has a new owner: the account that had it keeps its people, and has neither the number nor what is
        written from it any more. False where nobody had it."""
        row = self._with_phone(phone)
        if row is None:
            return False
        row.phone = row.phone_hash = None
        self._session.flush()
        anew = known(self._account_with(None, now).id)
        addresses = [self._hash(channel, phone) for channel in BY_PHONE]
        theirs = col(AddressRow.channel).in_(BY_PHONE) & col(AddressRow.address_hash).in_(addresses)
        self._session.execute(update(AddressRow).where(theirs).values(account_id=anew))
        self._session.execute(delete(JoinRequestRow).where(col(JoinRequestRow.noted_id) == row.id))  # not proven now
        self._audit.add(now, by, "take_phone", "account", known(row.id))
        return True

    def set_consent(
        self,
        account_id: int,
        now: datetime,
        *,
        store: bool | None = None,
        remind: bool | None = None,
        by: str = "patient",
    ) -> None:
        """Record or withdraw the consent to be stored, or to be reminded. None leaves as it is."""
        row = self._account_row(account_id)
        if store is not None:
            row.consent_store_at = now if store else None
        if remind is not None:
            row.consent_remind_at = now if remind else None
        self._audit.add(now, by, "set_consent", "account", account_id, store=store, remind=remind)

    def want_reminders(self, account_id: int, now: datetime, *, wanted: bool, by: str = "patient") -> None:
        """Nothing is to be said unasked to this person, whoever books for them; or, again, reminders are welcome."""
        row = self._account_row(account_id)
        row.consent_remind_at, row.reminders_off_at = (now, None) if wanted else (None, now)
        self._audit.add(now, by, "want_reminders", "account", account_id, wanted=wanted)

    def set_language(self, account_id: int, language: str, now: datetime, *, by: str = "patient") -> None:
        """The language (BCP 47) this account reads."""
        self._account_row(account_id).language = language
        self._audit.add(now, by, "set_language", "account", account_id, language=language)

    def opt_out(self, address_id: int, now: datetime, *, by: str = "patient") -> bool:
        """Nothing more goes to this address; False where that was so."""
        row = fetch(self._session, AddressRow, address_id, "address")
        if row.opted_out_at is not None:
            return False
        row.opted_out_at = now
        self._audit.add(now, by, "opt_out", "address", address_id)
        return True

    def opt_in(self, address_id: int, now: datetime, *, by: str = "patient") -> bool:
        """This address wants messages again; False where that was so."""
        row = fetch(self._session, AddressRow, address_id, "address")
        if row.opted_out_at is None:
            return False
        row.opted_out_at = None
        self._audit.add(now, by, "opt_in", "address", address_id)
        return True

    def patients(self, account_id: int) -> list[Patient]:
        """Whom this account books for, oldest entry first."""
        query = select(PatientRow).where(col(PatientRow.account_id) == account_id).order_by(col(PatientRow.id))
        return [_patient(row) for row in self._session.scalars(query)]

    def patient(self, patient_id: int) -> Patient:
        """One patient. Raises NotFound."""
        return _patient(fetch(self._session, PatientRow, patient_id, "patient"))

    def add_patient(
        self, account_id: int, name: str, relation: Relation, now: datetime, *, by: str = "patient"
    ) -> Patient:
        """Somebody new to book for. Raises BadName."""
        row = PatientRow(account_id=account_id, name=clean_name(name), relation=relation, created_at=now)
        self._session.add(row)
        self._session.flush()
        self._added.append(row)
        self._audit.add(now, by, "add_patient", "patient", known(row.id))
        return _patient(row)

    def rename(self, patient_id: int, name: str, now: datetime, *, by: str = "patient") -> Patient:
        """Correct a patient's name. Raises BadName."""
        row = fetch(self._session, PatientRow, patient_id, "patient")
        row.name = clean_name(name)
        self._audit.add(now, by, "rename", "patient", patient_id)
        return _patient(row)

    def relate(self, patient_id: int, relation: Relation, now: datetime, *, by: str = "patient") -> None:
        """Note what a patient is to the holder, once somebody has said so."""
        row = fetch(self._session, PatientRow, patient_id, "patient")
        row.relation = relation
        self._audit.add(now, by, "relate", "patient", patient_id, relation=relation)

    def _account_with(self, phone: str | None, now: datetime) -> AccountRow:
        """The account with that phone, or a new one."""
        found = None if phone is None else self._with_phone(phone)
        if found is not None:
            return found
        hashed = None if phone is None else phone_hash(self._keyring, phone)
        row = AccountRow(phone=phone, phone_hash=hashed, created_at=now)
        if try_insert(self._session, row):
            return row
        return self._session.scalars(select(AccountRow).where(col(AccountRow.phone_hash) == hashed)).one()

    def _with_phone(self, phone: str) -> AccountRow | None:
        query = select(AccountRow).where(col(AccountRow.phone_hash) == phone_hash(self._keyring, phone))
        return self._session.scalar(query)

    def _account_row(self, account_id: int) -> AccountRow:
        return fetch(self._session, AccountRow, account_id, "account")

    def _hash(self, kind: str, value: str) -> str:
        return self._keyring.lookup(f"{kind}:{value.strip()}")


def phone_hash(keyring: Keyring, phone: str) -> str:
    """By which an account is found by its phone."""
    return keyring.lookup(f"phone:{phone.strip()}")


def _seconds(row: AddressRow) -> float:
    return row.last_heard_at.timestamp() if row.last_heard_at else 0.0


def _account(row: AccountRow) -> Account:
    return Account(
        known(row.id), row.language, row.phone, row.consent_store_at, row.consent_remind_at, row.reminders_off_at
    )


def _address(row: AddressRow) -> Address:
    return Address(
        id=known(row.id),
        account_id=row.account_id,
        channel=row.channel,
        address=row.address,
        verified=row.verified,
        opted_out_at=row.opted_out_at,
        last_heard_at=row.last_heard_at,
    )


def _patient(row: PatientRow) -> Patient:
    return Patient(known(row.id), row.account_id, row.name, row.relation)  # type: ignore[arg-type]
