"""Twilio's Messages resource (REST API 2010-04-01), and the requests Twilio makes to a webhook.

Besides what every stand-in does: POST /receive {"From", "To", "Body", ..., "url", "age"} is a patient's message of
"age" seconds ago: it is kept, and posted, signed, to "url" where that is given. POST /status {"sid", "status",
"error_code"} posts a signed callback to the address that the message was created with. Both answer with the status and
body they got.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.standins.server import Failure, Parameters, Refused, Request, StandIn, main, parser

_PATH = re.compile(r"/2010-04-01/Accounts/(?P<account>AC[0-9a-f]{32})/Messages\.json")
_CREATE = {"To", "From", "Body", "StatusCallback", "ValidityPeriod", "ContentSid", "ContentVariables"}
_LIST = {"To", "From", "DateSent", "DateSent>", "DateSent<", "PageSize", "Page", "PageToken"}
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # webhooks are on this machine
_ADDRESS = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}")


def refused(status: int, code: int, message: str) -> Refused:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return Refused(status, {"code": code, "message": message, "more_info": more, "status": status})


class Twilio(StandIn):
    def __init__(self, account: str, token: str) -> None:
        self.account, self.token = account, token
        super().__init__()

    def reset(self) -> None:
        super().reset()
        with self.lock:
            self.messages: list[Parameters] = []
            self.opted_out: set[str] = set()
            self.numbers = count(1)

    def call(self, request: Request) -> tuple[str, Parameters]:
        expected = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        if request.authorization != f"Basic {expected}":
            raise refused(401, 20003, "Authenticate")
        found = _PATH.fullmatch(request.path)
        if found is None or found["account"] != self.account:
            raise refused(404, 20404, f"The requested resource {request.path} was not found")
        method, parameters, known = (
            ("create", request.form, _CREATE) if request.verb == "POST" else ("list", request.query, _LIST)
        )
        if set(parameters) - known:
            raise refused(400, 20001, f"parameters unknown to this stand-in: {sorted(set(parameters) - known)}")
        return method, parameters

    def refusal(self, failure: Failure) -> Refused:
        if failure.how == "429":
            return refused(429, 20429, "Too Many Requests")
        if failure.how == "block":
            return refused(400, 21610, "Attempt to send to unsubscribed recipient")
        if len(failure.how) == 5:  # a code of Twilio's own
            return refused(400, int(failure.how), "Refused as told")
        return refused(int(failure.how), 20500, "Internal Server Error")

    def perform(self, method: str, parameters: Parameters) -> Parameters | list[Any]:
        return self._create(parameters) if method == "create" else self._list(parameters)

    def control(self, path: str, data: Parameters) -> Parameters | None:
        if path == "/receive":
            return self._receive(data)
        if path == "/status":
            return self._status(data)
        return None

    def _create(self, parameters: Parameters) -> Parameters:
        _check(parameters)
        with self.lock:
            if parameters["To"] in self.opted_out:
                raise refused(400, 21610, "Attempt to send to unsubscribed recipient")
            message = self._new(parameters["From"], parameters["To"], _body(parameters), "outbound-api")
            message["status"], message["date_sent"] = "queued", None
            message["_callback"] = parameters.get("StatusCallback")
            self.messages.append(message)
        return _public(message)

    def _list(self, parameters: Parameters) -> Parameters:
        size, page = int(parameters.get("PageSize", 50)), int(parameters.get("Page", 0))
        with self.lock:
            found = [_public(m) for m in reversed(self.messages) if _wanted(m, parameters)]
        some = found[page * size : (page + 1) * size]
        following = f"{urlencode({**parameters, 'Page': page + 1})}" if len(found) > (page + 1) * size else None
        base = f"/2010-04-01/Accounts/{self.account}/Messages.json"
        return {"messages": some, "page": page, "page_size": size, "uri": base,
                "next_page_uri": following and f"{base}?{following}"}  # fmt: skip

    def _receive(self, data: Parameters) -> Parameters:
        address, age = data.pop("url", None), timedelta(seconds=data.pop("age", 0))
        with self.lock:
            message = self._new(data["From"], data["To"], data.get("Body", ""), "inbound")
            message["status"], message["num_media"] = "received", data.get("NumMedia", "0")
            message["date_created"] = message["date_sent"] = format_datetime(datetime.now(UTC) - age)
            self.messages.append(message)
        word = data.get("Body", "").strip().upper()
        if not data["From"].startswith("whatsapp:"):
            if word in ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"):
                self.opted_out.add(data["From"])
            elif word in ("START", "YES", "UNSTOP"):
                self.opted_out.discard(data["From"])
        form = {"MessageSid": message["sid"], "SmsSid": message["sid"], "SmsMessageSid": message["sid"],
                "AccountSid": self.account, "NumMedia": "0", "NumSegments": "1", "SmsStatus": "received",
                "ApiVersion": "2010-04-01", "Body": "", **data}  # fmt: skip
        return {"sid": message["sid"], **(self._post(address, form) if address else {})}

    def _status(self, data: Parameters) -> Parameters:
        with self.lock:
            message = next(m for m in self.messages if m["sid"] == data["sid"])
            message["status"], message["error_code"] = data["status"], data.get("error_code")
            message["date_sent"] = message["date_sent"] or message["date_created"]
        form = {"MessageSid": message["sid"], "SmsSid": message["sid"], "AccountSid": self.account,
                "MessageStatus": data["status"], "SmsStatus": data["status"], "ApiVersion": "2010-04-01",
                "From": message["from"], "To": message["to"]}  # fmt: skip
        if data.get("error_code"):
            form["ErrorCode"] = str(data["error_code"])
        return self._post(message["_callback"], form)

    def _post(self, address: str, form: Parameters) -> Parameters:
        # Signed by the rules of twilio.com/docs/usage/security, not by the client that we test.
        text = address + "".join(name + form[name] for name in sorted(form))
        signature = base64.b64encode(hmac.new(self.token.encode(), text.encode(), hashlib.sha1).digest()).decode()
        request = urllib.request.Request(address, urlencode(form).encode(), {"X-Twilio-Signature": signature})
        try:
            with _OPENER.open(request, timeout=15) as response:
                return {"status": response.status, "body": response.read().decode()}
        except urllib.error.HTTPError as error:
            return {"status": error.code, "body": ""}

    def _new(self, sender: str, to: str, body: str, direction: str) -> Parameters:
        now = format_datetime(datetime.now(UTC))
        return {
            "sid": f"SM{next(self.numbers):032x}",
            "account_sid": self.account,
            "api_version": "2010-04-01",
            "body": body,
            "from": sender,
            "to": to,
            "direction": direction,
            "date_created": now,
            "date_sent": now,
            "date_updated": now,
            "error_code": None,
            "num_media": "0",
            "num_segments": "1",
            "uri": "",
        }


def _check(parameters: Parameters) -> None:
    for name in ("To", "From"):
        if not _ADDRESS.fullmatch(parameters.get(name, "")):
            raise refused(400, 21211 if name == "To" else 21212, f"Invalid '{name}' Phone Number")
    if parameters["To"].startswith("whatsapp:") != parameters["From"].startswith("whatsapp:"):
        raise refused(400, 21910, "Invalid From and To pair. From and To should be of the same channel")
    period = parameters.get("ValidityPeriod", "36000")
    if not re.fullmatch(r"\d+", period) or not 1 <= int(period) <= 36000:
        raise refused(400, 21623, "ValidityPeriod is not in the allowed range")
    if not re.match(r"https?://[^/_]+/", parameters.get("StatusCallback", "http://none/")):
        raise refused(400, 21609, "Invalid StatusCallback URL")
    if ("Body" in parameters) == ("ContentSid" in parameters):
        raise refused(400, 21602, "Message body is required")
    if not parameters.get("Body", "x").strip():
        raise refused(400, 21602, "Message body is required")
    if len(parameters.get("Body", "")) > 1600:
        raise refused(400, 21617, "The concatenated message body exceeds the 1600 character limit")
    _check_content(parameters)


def _check_content(parameters: Parameters) -> None:
    if not re.fullmatch(r"HX[0-9a-f]{32}", parameters.get("ContentSid", "HX" + "0" * 32)):
        raise refused(400, 21655, "The ContentSid is Invalid")
    variables = json.loads(parameters.get("ContentVariables", "{}"))
    if not all(isinstance(value, str) and value and "\n" not in value for value in variables.values()):
        raise refused(400, 21656, "The ContentVariables Parameter is invalid")


def _body(parameters: Parameters) -> str:
    """The text of the message; of a template, one that holds its variables."""
    if "Body" in parameters:
        return str(parameters["Body"])
    variables: dict[str, str] = json.loads(parameters.get("ContentVariables", "{}"))
    return " ".join(["Template:", *variables.values()]) if len(variables) < 3 else variables["1"]


def _wanted(message: Parameters, parameters: Parameters) -> bool:
    for name, key in (("To", "to"), ("From", "from")):
        if name in parameters and message[key] != parameters[name]:
            return False
    # A message that has not been sent yet has no date, and so is in no range of dates.
    return not any(name.startswith("DateSent") for name in parameters) or message["date_sent"] is not None


def _public(message: Parameters) -> Parameters:
    return {name: value for name, value in message.items() if not name.startswith("_")}


if __name__ == "__main__":
    options = parser(__doc__ or "")
    options.add_argument("--account", default="AC" + "0" * 32)
    options.add_argument("--token", default="twilio-token")
    arguments = options.parse_args()
    main(Twilio(arguments.account, arguments.token), arguments)
