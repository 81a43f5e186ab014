"""The edge over a real database: who is let in, what is on disk after which answer, and what nobody gets to see."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from twilio.request_validator import RequestValidator

from bot.core.clock import SystemClock
from models.db import Database
from tests.standins.client import Remote
from tests.webhooks.conftest import CLINIC, PATIENT, TOKEN
from tests.webhooks.edge import ACCOUNT, AUTH_TOKEN, PUBLIC_URL, SECRET, Edge
from tests.webhooks.updates import membership, tap, text
from webhooks.app import create_app
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioEdge
from webhooks.inbox import Inbox

SMS = {"MessageSid": "SM" + "1" * 32, "From": PATIENT, "To": CLINIC, "NumMedia": "0", "Body": "Dr Rao at 5"}


def count(provider: str, outcome: str) -> float:
    labels = {"provider": provider, "outcome": outcome}
    return REGISTRY.get_sample_value("docspot_webhook_requests_total", labels) or 0.0


def test_what_was_answered_200_is_on_disk_once(edge: Edge) -> None:
    assert [edge.telegram(text("Dr Rao at 5")) for _ in range(3)] == [200, 200, 200]
    [inbound] = edge.stored()
    assert (inbound.text, inbound.address, inbound.provider_id) == ("Dr Rao at 5", "700", "1")
    assert edge.woken == 1


def test_twilio_gets_empty_twiml_and_its_repeats_too(edge: Edge) -> None:
    for _ in range(2):
        response = edge.twilio(SMS)
        assert (response.status_code, response.mimetype) == (200, "text/xml")
        assert response.text == '<?xml version="1.0" encoding="UTF-8"?><Response/>'
    [inbound] = edge.stored()
    assert (inbound.channel, inbound.text, inbound.phone) == ("sms", "Dr Rao at 5", PATIENT)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "ÿ"])
def test_telegram_without_our_secret_is_forged(edge: Edge, secret: str | None) -> None:
    before = count("telegram", "forged")
    assert edge.telegram(text("let me in"), secret) == 403
    assert count("telegram", "forged") == before + 1
    assert edge.stored() == []


def test_without_a_configured_secret_nobody_is_telegram(database: Database, telegram_api: Remote) -> None:
    edge = Edge(database, TelegramChannel(TOKEN, "", api_url=telegram_api.url))
    assert [edge.telegram(text("hello"), secret) for secret in (None, "", "x")] == [403, 403, 403]


def signed(form: dict[str, str], address: str = f"{PUBLIC_URL}/webhooks/twilio", token: str = AUTH_TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(address, form))


FORGERIES = [
    ("no signature", SMS, ""),
    ("nonsense", SMS, "AAAA"),
    ("another's token", SMS, signed(SMS, token="other")),
    ("a changed word", SMS | {"Body": "Dr Rao at 6"}, signed(SMS)),
    ("one parameter more", SMS | {"OptOutType": "STOP"}, signed(SMS)),
    ("another address", SMS, signed(SMS, f"{PUBLIC_URL}/webhooks/twilio/status")),
    ("the address a proxy names", SMS, signed(SMS, "http://localhost/webhooks/twilio")),
    ("not ASCII", SMS, "ÿ" * 28),
]


@pytest.mark.parametrize(("form", "signature"), [row[1:] for row in FORGERIES], ids=[row[0] for row in FORGERIES])
def test_twilio_without_its_signature_is_forged(edge: Edge, form: dict[str, str], signature: str) -> None:
    before = count("twilio", "forged")
    headers = {"X-Twilio-Signature": signature.encode("latin-1").decode("latin-1"), "Host": "localhost"}
    assert edge.http.post("/webhooks/twilio", data=form, headers=headers).status_code == 403
    assert edge.http.post("/webhooks/twilio/status", data={}, headers=headers).status_code == 403
    assert count("twilio", "forged") == before + 2
    assert edge.stored() == []


def test_a_signature_counts_for_the_query_and_for_parameters_we_do_not_know(edge: Edge) -> None:
    assert edge.twilio(SMS | {"NewNextYear": "ü&="}, "/webhooks/twilio?clinic=1").status_code == 200


def test_without_a_configured_token_nobody_is_twilio() -> None:
    edge = TwilioEdge(TwilioAccount(ACCOUNT, "", PUBLIC_URL))
    assert not edge.verify("/webhooks/twilio", "", SMS, signed(SMS, token=""))


def test_while_the_database_is_locked_503_and_afterwards_the_same_message_is_taken(edge: Edge, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "clinic.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert edge.telegram(text("hello")) == 503
        response = edge.twilio(SMS)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        other.execute("ROLLBACK")
    assert edge.woken == 0
    assert (edge.telegram(text("hello")), edge.twilio(SMS).status_code) == (200, 200)
    assert len(edge.stored()) == 2


def test_where_the_database_is_gone_503(edge: Edge, database: Database, tmp_path: Path) -> None:
    database.close()
    for file in tmp_path.glob("clinic.db*"):
        file.unlink()
    assert edge.telegram(text("hello")) == 503
    assert (
        edge.twilio({"MessageSid": "SM1", "MessageStatus": "delivered"}, "/webhooks/twilio/status?key=k").status_code
        == 503
    )


def test_a_body_over_64_kib_is_refused(edge: Edge) -> None:
    assert edge.telegram(text("x" * 65_000)) == 200
    assert edge.telegram(text("x" * 66_000, 2)) == 413
    assert edge.twilio(SMS | {"Body": "x" * 66_000}).status_code == 413
    assert len(edge.stored()) == 1


def test_a_flood_from_one_sender_is_refused_and_nobody_else_is(edge: Edge) -> None:
    assert [edge.telegram(text("hi", number)) for number in range(22)] == [200] * 20 + [429] * 2
    assert edge.twilio(SMS).status_code == 200
    assert len(edge.stored()) == 21


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'"x"', b"[" * 60_000, b"\xff"])
def test_what_is_no_json_object_is_a_bad_request(edge: Edge, body: bytes) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert edge.http.post("/webhooks/telegram", data=body, headers=headers).status_code == 400


def test_an_update_that_cannot_be_read_does_not_come_again(edge: Edge) -> None:
    assert edge.telegram({"update_id": 1, "message": {"text": "no chat"}}) == 200
    assert edge.telegram({"update_id": 2, "poll": {}}) == 200
    assert edge.stored() == []


def test_a_tap_is_acknowledged_once_it_is_on_disk(edge: Edge, telegram: TelegramChannel, telegram_api: Remote) -> None:
    assert edge.telegram(tap("yes:1", query="88")) == 200
    telegram.set_webhook(PUBLIC_URL)  # on the same loop, so after the acknowledgement
    [answered] = telegram_api.accepted("answerCallbackQuery")
    assert answered["callback_query_id"] == "88"
    assert [inbound.choice for inbound in edge.stored()] == ["yes:1"]


def test_yes_is_an_answer_unless_its_sender_had_stopped_us(edge: Edge, database: Database) -> None:
    assert edge.twilio(SMS | {"Body": "Yes"}).status_code == 200
    with database.write() as store:
        address = store.people.find_address("sms", PATIENT)
        assert address is not None
        store.people.opt_out(address.id, SystemClock().now())
    assert edge.twilio(SMS | {"Body": "Yes", "MessageSid": "SM2"}).status_code == 200
    assert [(inbound.kind, inbound.text) for inbound in edge.stored()] == [("text", "Yes"), ("opt_in", "Yes")]


def test_a_bot_that_was_blocked_hears_of_it(edge: Edge) -> None:
    assert edge.telegram(membership("kicked")) == 200
    assert [inbound.kind for inbound in edge.stored()] == ["blocked"]


# What is to be seen


def test_alive_ready_and_counted(edge: Edge) -> None:
    assert edge.http.get("/healthz").json == {"status": "ok"}
    ready = edge.http.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "ok", "database": "ok", "nlu": "ok"})
    edge.down.add("nlu")
    ready = edge.http.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "degraded", "database": "ok", "nlu": "down"})
    edge.down.add("database")
    ready = edge.http.get("/readyz")
    assert (ready.status_code, ready.json) == (503, {"status": "down", "database": "down", "nlu": "down"})
    assert "password" not in ready.text
    edge.twilio(SMS)
    metrics = edge.http.get("/metrics")
    assert 'docspot_webhook_requests_total{outcome="accepted",provider="twilio"}' in metrics.text
    assert PATIENT[1:] not in metrics.text


@pytest.mark.parametrize(
    ("token", "peer", "headers", "status"),
    [
        (None, "127.0.0.1", {}, 200),
        (None, "::1", {}, 200),
        (None, "192.0.2.7", {}, 403),
        (None, "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403),
        ("a-token-of-16-or-more", "192.0.2.7", {"Authorization": "Bearer a-token-of-16-or-more"}, 200),
        ("a-token-of-16-or-more", "127.0.0.1", {}, 403),
        ("a-token-of-16-or-more", "192.0.2.7", {"Authorization": "Bearer ä"}, 403),
    ],
)
def test_who_may_read_the_metrics(
    database: Database, token: str | None, peer: str, headers: dict[str, str], status: int
) -> None:
    http = create_app(Inbox(database, SystemClock()), metrics_token=token).test_client()
    assert http.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": peer}).status_code == status


def test_other_addresses_and_verbs_are_refused_without_repeating_them(edge: Edge) -> None:
    for path, status in (("/nothing/here", 404), ("/webhooks/telegram", 405), ("/", 404)):
        response = edge.http.get(path)
        assert (response.status_code, path.strip("/") in response.text and path != "/") == (status, False)


def test_a_provider_that_is_not_configured_has_no_address(database: Database) -> None:
    http = create_app(Inbox(database, SystemClock())).test_client()
    assert http.post("/webhooks/telegram").status_code == 404
    assert http.post("/webhooks/twilio").status_code == 404


def test_nothing_of_a_patient_is_logged_whatever_happens(
    edge: Edge, database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret_words = text("Zebulon has gout", sender={**text("")["message"]["from"], "first_name": "Zebulon"})
    edge.telegram(secret_words)
    edge.telegram(json.loads(json.dumps(secret_words).replace("700", '"Zebulon"')))
    edge.telegram(secret_words, "forged")
    database.close()
    (tmp_path / "clinic.db").write_bytes(b"Zebulon" * 1000)
    for file in tmp_path.glob("clinic.db-*"):
        file.unlink()
    assert edge.telegram(secret_words | {"update_id": 2}) == 503
    assert "Zebulon" not in caplog.text
    assert "gout" not in caplog.text


def test_what_sounds_like_an_emergency_is_taken_up_first(edge: Edge) -> None:
    edge.telegram(text("hello"))
    edge.twilio(SMS)
    edge.twilio({**SMS, "MessageSid": "SM" + "2" * 32, "Body": "my husband has chest pain and cant breathe"})
    assert [one.text.split()[0] for one in edge.stored()] == ["my", "hello", "Dr"]


def test_too_much_from_everybody_together_is_refused_but_no_alarm(edge: Edge) -> None:
    edge.crowd_of(3)
    assert [edge.twilio({**SMS, "MessageSid": f"SM{n:032}", "From": f"+4477009000{n:02}"}).status_code
            for n in range(10, 15)] == [200, 200, 200, 429, 429]  # fmt: skip
    alarm = {**SMS, "MessageSid": "SM" + "9" * 32, "From": "+447700900099", "Body": "he has chest pain, cant breathe"}
    assert edge.twilio(alarm).status_code == 200
    assert edge.stored()[0].text.startswith("he has chest pain")
