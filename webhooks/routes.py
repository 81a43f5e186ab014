"""The edge's addresses: verify, then read, then store."""

from __future__ import annotations

import hmac
import ipaddress
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from webhooks.channels.base import Unreadable
from webhooks.channels.telegram.adapter import SECRET_HEADER, TelegramChannel
from webhooks.channels.twilio.adapter import SIGNATURE_HEADER, TwilioEdge
from webhooks.intake import Intake, answer
from webhooks.metrics import SECONDS, exposition

NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'  # TwiML: answers are sent through the API
_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")  # proxies add one of these

_log = logging.getLogger(__name__)


def telegram_pages(channel: TelegramChannel, intake: Intake) -> Blueprint:
    """POST /webhooks/telegram."""
    pages = Blueprint(channel.name, __name__)

    @pages.post("/webhooks/telegram")
    @SECONDS.labels(channel.name).time()
    def webhook() -> Response:
        if not channel.verify(request.headers.get(SECRET_HEADER, "")):
            return answer(channel.name, "forged", 403)
        update = _json_object(request.get_data())
        if update is None:
            return answer(channel.name, "unreadable", 400)
        try:
            inbound = channel.parse(update)
        except Unreadable as error:
            # 200: Telegram would bring it again and again, and hold back this chat's next messages meanwhile.
            _log.error("update not readable: %s", error)
            return answer(channel.name, "unreadable", 200)
        response = intake.message(channel.name, inbound)
        if response.status_code == 200:
            channel.acknowledge(update)
        return response

    return pages


def twilio_pages(edge: TwilioEdge, intake: Intake) -> Blueprint:
    """POST /webhooks/twilio and /webhooks/twilio/status."""
    pages = Blueprint("twilio", __name__)

    def genuine() -> bool:
        signature = request.headers.get(SIGNATURE_HEADER, "")
        return edge.verify(request.path, request.query_string.decode("latin-1"), request.form, signature)

    @pages.post("/webhooks/twilio")
    @SECONDS.labels("twilio").time()
    def webhook() -> Response:
        if not genuine():
            return answer("twilio", "forged", 403)
        try:
            inbound = edge.parse(request.form)
        except Unreadable:
            return answer("twilio", "unreadable", 400)
        response = intake.message("twilio", inbound)
        if response.status_code == 200:
            response.data, response.mimetype = NO_REPLY, "text/xml"
        return response

    @pages.post("/webhooks/twilio/status")
    @SECONDS.labels("twilio").time()
    def status() -> Response:
        if not genuine():
            return answer("twilio", "forged", 403)
        try:
            update = edge.parse_status(request.form, request.args.get("key"))
        except Unreadable:
            return answer("twilio", "unreadable", 400)
        return intake.status("twilio", update)

    return pages


def status_pages(
    needed: Mapping[str, Callable[[], None]], helpful: Mapping[str, Callable[[], None]], metrics_token: str | None
) -> Blueprint:
    """GET /healthz, /readyz and /metrics."""
    pages = Blueprint("status", __name__)

    @pages.get("/healthz")
    def alive() -> Response:
        return jsonify(status="ok")

    @pages.get("/readyz")
    def ready() -> Response:
        states = {name: _state(name, check) for name, check in {**needed, **helpful}.items()}
        down = [name for name, state in states.items() if state != "ok"]
        status = "down" if any(name in needed for name in down) else "degraded" if down else "ok"
        response = jsonify(status=status, **states)
        response.status_code = 503 if status == "down" else 200
        return response

    @pages.get("/metrics")
    def metrics() -> Response:
        if not _may_read_metrics(metrics_token):
            return Response(status=403)
        text, media_type = exposition()
        return Response(text, content_type=media_type)

    return pages


def _may_read_metrics(token: str | None) -> bool:
    """Whoever shows the token; without one, this machine alone. What a proxy here passes on comes from elsewhere."""
    if token is not None:
        shown = request.headers.get("Authorization", "")
        return hmac.compare_digest(shown.encode(), f"Bearer {token}".encode())
    try:
        here = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in _PASSED_ON)


def _state(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:  # noqa: BLE001
        # Whatever the reason, this part is not to be had; an error's message might hold an address with a password.
        _log.warning("%s is not ready: %s", name, type(error).__name__)
        return "down"
    return "ok"


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
