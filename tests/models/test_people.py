"""Accounts, addresses and patients: who is who, on which channel."""

from __future__ import annotations

from dataclasses import replace

from models.db import Database
from models.store import Store
from models.views import Account
from tests.models.scene import NOW, Scene

PHONE = "+447700900123"


def account_at(store: Store, channel: str, address: str) -> Account:
    """Whose address that is."""
    return store.people.account(store.people.address_for(channel, address, NOW).account_id)


def test_an_address_is_always_the_same_account(database: Database) -> None:
    with database.write() as store:
        first = account_at(store, "telegram", "42")
        assert account_at(store, "telegram", "42") == first
        assert account_at(store, "telegram", "43") != first
        assert account_at(store, "console", "42") != first
        assert (first.phone, first.language, first.consent_store_at) == (None, None, None)


def test_a_phone_is_one_person_by_sms_and_by_whatsapp(database: Database) -> None:
    with database.write() as store:
        by_sms = account_at(store, "sms", PHONE)
        assert account_at(store, "whatsapp", PHONE) == by_sms
        assert by_sms.phone == PHONE
        assert store.people.account_with_phone(PHONE, NOW) == by_sms
        assert [one.channel for one in store.people.addresses(by_sms.id)] == ["sms", "whatsapp"]


def test_who_was_booked_at_the_desk_is_found_when_they_write(database: Database) -> None:
    with database.write() as store:
        booked = store.people.account_with_phone(PHONE, NOW)
        address = store.people.find_address("sms", PHONE)
        assert address is not None
        assert not address.verified
        store.inbox.add("sms", "SM1", PHONE, "{}", NOW)
        assert account_at(store, "sms", PHONE) == booked


def test_a_proven_phone_that_another_account_has_changes_nothing(database: Database) -> None:
    with database.write() as store:
        chat = account_at(store, "telegram", "42")
        desk = store.people.account_with_phone(PHONE, NOW)
        mia = store.people.add_patient(desk.id, "Mia Miller", "child", NOW)
        assert not store.people.link_phone(chat.id, PHONE, NOW)
        assert store.people.patients(chat.id) == []
        assert store.people.patients(desk.id) == [mia]
        assert store.people.account(chat.id).phone is None


def test_accounts_made_one_are_parted_as_they_were(database: Database) -> None:
    with database.write() as store:
        chat = account_at(store, "telegram", "42")
        own = store.people.add_patient(chat.id, "Anna Kaur", "self", NOW)
        store.people.link_phone(chat.id, "+447700900999", NOW)
        desk = store.people.account_with_phone(PHONE, NOW)
        mia = store.people.add_patient(desk.id, "Mia Miller", "child", NOW)
        store.people.set_consent(desk.id, NOW, store=True, remind=True)
        before = store.people.account(chat.id)
        store.merging.merge(chat.id, desk.id, NOW)
        merged = store.people.account_with_phone(PHONE, NOW)
        assert (merged.id, merged.phone, merged.consent_store_at) == (chat.id, PHONE, NOW)
        assert store.people.patients(chat.id) == [own, replace(mia, account_id=chat.id)]
        assert {one.channel for one in store.people.addresses(chat.id)} == {"telegram", "sms"}
        [merge] = store.merging.merges()
        apart = store.merging.part(merge.id, NOW)
        assert store.people.account(chat.id) == before
        assert store.people.patients(chat.id) == [own]
        assert store.people.account_with_phone(PHONE, NOW) == replace(
            desk, id=apart, consent_store_at=NOW, consent_remind_at=NOW
        )
        assert store.people.patients(apart) == [replace(mia, account_id=apart)]
        assert [one.channel for one in store.people.addresses(apart)] == ["sms"]
        assert store.merging.merges() == []
        assert [one.action for one in store.audit.latest(entity="account", entity_id=chat.id)][:2] == ["part", "merge"]


def test_a_number_with_a_new_owner_leads_to_nobody_who_had_it(database: Database) -> None:
    with database.write() as store:
        before = account_at(store, "sms", PHONE)
        store.people.add_patient(before.id, "Anna Kaur", "self", NOW)
        assert store.people.take_phone(PHONE, NOW)
        assert not store.people.take_phone(PHONE, NOW)
        after = account_at(store, "sms", PHONE)
        assert after.id != before.id
        assert store.people.patients(after.id) == []
        assert store.people.addresses(before.id) == []
        assert store.people.link_phone(after.id, PHONE, NOW)


def test_consent_is_given_and_taken_back(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.people.set_consent(clinic.account, NOW, store=True)
        account = store.people.account(clinic.account)
        assert (account.consent_store_at, account.consent_remind_at) == (NOW, None)
        store.people.set_consent(clinic.account, NOW, store=False, remind=True)
        account = store.people.account(clinic.account)
        assert (account.consent_store_at, account.consent_remind_at) == (None, NOW)


def test_opting_out_and_in_concerns_one_address(clinic: Scene) -> None:
    with clinic.database.write() as store:
        (address,) = store.people.addresses(clinic.account)
        store.people.opt_out(address.id, NOW)
        assert store.people.addresses(clinic.account)[0].opted_out_at == NOW
        store.people.opt_in(address.id, NOW)
        assert store.people.addresses(clinic.account)[0].opted_out_at is None


def test_the_address_heard_from_last_comes_first(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.people.link_phone(clinic.account, PHONE, NOW)
        store.inbox.add("sms", "SM1", PHONE, "{}", NOW)
        assert [one.channel for one in store.people.addresses(clinic.account)] == ["sms", "telegram"]


def test_a_name_can_be_corrected(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.people.rename(clinic.patient, "Jon Miller", NOW)
        assert store.people.patient(clinic.patient).name == "Jon Miller"
        assert [one.name for one in store.people.patients(clinic.account)] == ["Jon Miller"]
        assert [one.action for one in store.audit.latest(entity="patient", entity_id=clinic.patient)] == [
            "rename",
            "add_patient",
        ]
