"""The Flask app."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioEdge
from webhooks.flood import ALL_PER_MINUTE, Flood, LocalFlood
from webhooks.inbox import Inbox
from webhooks.intake import Intake
from webhooks.routes import status_pages, telegram_pages, twilio_pages

MOST_BYTES = 64 * 1024  # of a request's body; providers' own are a few KiB

_log = logging.getLogger(__name__)


def create_app(
    inbox: Inbox,
    *,
    telegram: TelegramChannel | None = None,
    twilio: TwilioEdge | None = None,
    needed: Mapping[str, Callable[[], None]] | None = None,
    helpful: Mapping[str, Callable[[], None]] | None = None,
    metrics_token: str | None = None,
    flood: Flood | None = None,
    crowd: Flood | None = None,
    on_accepted: Callable[[], None] = lambda: None,
) -> Flask:
    """The edge over `inbox`. A provider that is not given has no address here: 404.

    `flood` counts what one sender may write, `crowd` what all of them together may. `needed` and `helpful` are what
    /readyz looks at, by name; a check raises where its part is not to be had. Without what is needed nothing can be
    accepted; without what helps, it can. `metrics_token` is what /metrics wants to be shown. `on_accepted` is called
    after each newly stored message, to wake a worker; it must be quick.
    """
    app = Flask("docspot", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)
    intake = Intake(inbox, flood or LocalFlood(), crowd or LocalFlood(ALL_PER_MINUTE), on_accepted)
    app.register_blueprint(status_pages(needed or {}, helpful or {}, metrics_token))
    if telegram is not None:
        app.register_blueprint(telegram_pages(telegram, intake))
    if twilio is not None:
        app.register_blueprint(twilio_pages(twilio, intake))
    return app


def _refused(error: HTTPException) -> Response:
    # Werkzeug's own pages repeat parts of the request.
    return Response(f"{error.name}\n", status=error.code, mimetype="text/plain")


def _failed(error: Exception) -> Response:
    # Neither the message nor the traceback: they may quote what a patient wrote.
    _log.error("request failed: %s", type(error).__name__)
    return Response("Internal Server Error\n", status=500, mimetype="text/plain")
