"""Twilio's requests and message records, read into what the conversation understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.core.messages import ChannelName, Inbound, InboundKind
from webhooks.channels.base import StatusUpdate, Unreadable, clean
from webhooks.channels.twilio.opt_words import PLAIN_STOP, opt_in_word, opt_out_word

WHATSAPP_PREFIX = "whatsapp:"
_E164 = re.compile(r"\+[1-9]\d{6,14}")


def channel_and_number(address: str) -> tuple[ChannelName, str] | None:
    """The channel and the phone number of Twilio's From or To; None for a short code or a sender's name."""
    number = address.removeprefix(WHATSAPP_PREFIX)
    if not _E164.fullmatch(number):
        return None
    return ("whatsapp" if number != address else "sms"), number


def parse_message(form: Mapping[str, str]) -> Inbound | None:
    """An incoming message; None where it comes from a machine's short code, which nobody reads.

    An opt-in word keeps its text: YES from somebody who never opted out is an answer. Raises Unreadable.
    """
    provider_id = form.get("MessageSid", "")
    if not provider_id:
        raise Unreadable("no MessageSid")
    sender = channel_and_number(form.get("From", ""))
    if sender is None:
        return None
    kind, opt_word = _kind(sender[0], form)
    original = clean(form.get("OriginalRepliedMessageSid", "")) or None
    return Inbound(
        channel=sender[0],
        provider_id=clean(provider_id),
        address=sender[1],
        kind=kind,
        text=clean(form.get("Body", "")),
        choice=clean(form["ButtonPayload"]) if kind == "choice" else None,
        phone=sender[1],
        opt_word=opt_word,
        tapped=original if kind == "choice" else None,
        quoted=original if kind != "choice" else None,
    )


def parse_record(record: Any) -> Inbound | None:
    """An incoming message as a MessageInstance of Twilio's list of messages; None as in parse_message."""
    form = {"MessageSid": record.sid, "From": record.from_, "Body": record.body, "NumMedia": record.num_media}
    inbound = parse_message({name: value for name, value in form.items() if value is not None})
    return inbound and inbound.model_copy(update={"at": record.date_created})


def parse_status(form: Mapping[str, str], key: str | None) -> StatusUpdate:
    """What became of a message of ours. Raises Unreadable."""
    provider_id, status = form.get("MessageSid", ""), form.get("MessageStatus", "")
    if not provider_id or not status:
        raise Unreadable("no MessageSid or no MessageStatus")
    channel: ChannelName = "whatsapp" if form.get("From", "").startswith(WHATSAPP_PREFIX) else "sms"
    return StatusUpdate(channel, provider_id, status, form.get("ErrorCode") or None, key)


def _kind(channel: ChannelName, form: Mapping[str, str]) -> tuple[InboundKind, str | None]:
    body = form.get("Body", "")
    declared = form.get("OptOutType", "").upper()
    stop, start = opt_out_word(body), opt_in_word(body)
    if declared == "STOP":
        return "opt_out", clean(stop or body.strip().upper())
    if declared == "START":
        return "opt_in", clean(start or body.strip().upper())
    if form.get("ButtonPayload"):
        return "choice", None
    if form.get("NumMedia", "0") != "0" or not body.strip():
        return "attachment", None  # a picture, a voice note, a place: what is not a text
    # Twilio blocks by itself on SMS alone: on WhatsApp CANCEL is said to us, and so is YES.
    if stop is not None and (channel == "sms" or stop in PLAIN_STOP):
        return "opt_out", stop
    if start is not None and (channel == "sms" or start != "YES"):
        return "opt_in", start
    return "text", None
