"""Where somebody can be reached: one rule, told as a table of people and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from clinic.reaching import Ways, opened, way_to_person
from models.db import Database
from models.store import Store
from models.views import Appointment
from models.words import Channel
from tests.conftest import NOW

PHONE = "+447700900001"
CHAT, APP = "telegram 700", f"whatsapp {PHONE}"
SMS = f"sms {PHONE}"


@dataclass(frozen=True)
class Known:
    """What is known of John: how many days ago he wrote where, and what else there is to know."""

    wrote: dict[str, int]
    given: tuple[str, ...] = ()  # noted by the desk, and never written from
    stopped: tuple[str, ...] = ()
    doctors: tuple[str, ...] = ()  # a doctor has made that chat their own
    made: str | None = None  # where the appointment was made
    tied: str | None = None  # the chat that it is tied to, of whomever


NOBODY = Known({})
ON_BOTH = {CHAT: 1, APP: 9}

RULE = [
    ("nobody knows where", NOBODY, None),
    ("where they wrote", Known({CHAT: 1}), CHAT),
    ("where they wrote last", Known(ON_BOTH), CHAT),
    ("where it was made, rather than where they wrote last", Known(ON_BOTH, made=APP), APP),
    ("made at an address that is theirs no more", Known({CHAT: 1}, made=APP), CHAT),
    ("the chat it is tied to, before all others", Known(ON_BOTH, made=APP, tied="telegram 999"), "telegram 999"),
    ("tied to a chat that wants no messages", Known(ON_BOTH, tied="telegram 999", stopped=("telegram 999",)), CHAT),
    ("not where they have stopped us", Known(ON_BOTH, stopped=(CHAT,)), APP),
    ("nowhere, where they have stopped us everywhere", Known(ON_BOTH, stopped=(CHAT, APP)), None),
    ("not in a chat that is a doctor's", Known(ON_BOTH, doctors=(CHAT,)), APP),
    ("a doctor's chat is all there is", Known({CHAT: 1}, doctors=(CHAT,)), None),
    ("a number that was given, by SMS", Known({}, given=(SMS,)), SMS),
    ("a number that was given comes after where they wrote", Known({CHAT: 30}, given=(SMS,)), CHAT),
    ("a number that was given, where they have stopped us elsewhere", Known({CHAT: 1}, (SMS,), (CHAT,)), SMS),
    ("no address that nobody has proven", Known({}, given=(APP,)), None),
]

CHOSEN = [
    ("over those that will do", Known(ON_BOTH), {"over": ("whatsapp",)}, APP),
    ("none of those that will do", Known({CHAT: 1}), {"over": ("whatsapp", "sms")}, None),
    ("besides the one that failed", Known(ON_BOTH), {"besides": "telegram"}, APP),
    ("the tied one failed: its own people", Known({APP: 1}, tied="telegram 999"), {"besides": "telegram"}, APP),
    ("nothing besides the one that failed", Known({CHAT: 1}), {"besides": "telegram"}, None),
    ("a given number besides", Known({CHAT: 1}, given=(SMS,)), {"besides": "telegram"}, SMS),
    ("an address that goes before all", Known({CHAT: 1}, given=(SMS,)), {"first": ("sms", PHONE)}, SMS),
]


@pytest.mark.parametrize(("known", "expected"), [case[1:] for case in RULE], ids=[case[0] for case in RULE])
def test_where_an_appointments_people_are_reached(riverside: Database, known: Known, expected: str | None) -> None:
    with riverside.write() as store:
        one = john(store, known)
        assert _said(store, Ways(store, [one]), one) == expected


@pytest.mark.parametrize(("known", "how", "expected"), [case[1:] for case in CHOSEN], ids=[case[0] for case in CHOSEN])
def test_where_only_some_ways_will_do(
    riverside: Database, known: Known, how: dict[str, object], expected: str | None
) -> None:
    with riverside.write() as store:
        one = john(store, known)
        assert _said(store, Ways(store, [one]), one, **how) == expected


def test_somebody_about_no_appointment(riverside: Database) -> None:
    with riverside.write() as store:
        account = john(store, Known(ON_BOTH, made=APP, tied="telegram 999")).account_id
        found = way_to_person(store, account)
        beside = way_to_person(store, account, besides="telegram")
        assert found is not None
        assert beside is not None
        assert (found.channel, beside.channel) == ("telegram", "whatsapp")


def test_many_at_once_are_not_mixed_up(riverside: Database) -> None:
    with riverside.write() as store:
        john_s = john(store, Known({CHAT: 1}))
        other = store.conversations.open("telegram", "800", NOW)
        store.people.heard_from(other.address_id, NOW)
        anna = store.people.add_patient(other.account_id, "Anna Kaur", "self", NOW)
        annas = book(store, anna.id, None, timedelta(hours=2))
        ways = Ways(store, [john_s, annas])
        assert (_said(store, ways, john_s), _said(store, ways, annas)) == (CHAT, "telegram 800")


def john(store: Store, known: Known) -> Appointment:
    account = store.people.new_account(NOW).id
    for where in (*known.wrote, *known.given):
        channel, address = _place(where)
        talk = store.conversations.open(channel, address, NOW)
        if where in known.wrote:
            store.people.heard_from(talk.address_id, NOW - timedelta(days=known.wrote[where]))
        if talk.account_id != account:
            store.merging.merge(account, talk.account_id, NOW)
    patient = store.people.add_patient(account, "John Miller", "self", NOW)
    one = book(store, patient.id, known.made)
    if known.tied is not None:
        talk = store.conversations.open(*_place(known.tied), NOW)
        store.chat_links.redeem(store.chat_links.new(one.id, NOW), talk.id, NOW)
    for where in known.stopped:
        store.people.opt_out(store.conversations.open(*_place(where), NOW).address_id, NOW)
    for where in known.doctors:
        doctor = store.clinic.doctors()[0].id
        store.doctor_chats.link(doctor, store.conversations.open(*_place(where), NOW).id, NOW)
    return one


def book(store: Store, patient: int, made: str | None, later: timedelta = timedelta(0)) -> Appointment:
    channel, sender = (None, None) if made is None else _place(made)
    start = NOW + timedelta(days=1, hours=1) + later
    doctor, kind = store.clinic.doctors()[0].id, store.clinic.visit_types()[0].id
    return store.bookings.book(doctor, kind, start, patient, NOW, by="desk", channel=channel, sender=sender)


def _place(where: str) -> tuple[Channel, str]:
    channel, address = where.split(" ")
    return channel, address  # type: ignore[return-value]


def _said(store: Store, ways: Ways, one: Appointment, **how: object) -> str | None:
    way = ways.to(one, **how)  # type: ignore[arg-type]
    if way is None:
        return None
    there = opened(store, way, NOW)
    assert (there.channel, there.address) == (way.channel, way.address)
    return f"{way.channel} {way.address}"
