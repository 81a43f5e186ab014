"""Phone numbers as the front desk writes them, read."""

from __future__ import annotations

from collections.abc import Collection

import phonenumbers

from bot.core.reader import territory
from cli.wiring import fail
from models.store import Store


def phone_number(store: Store, written: str, *, own: Collection[str | None] = ()) -> str:
    """A patient's phone number in its international form; one without a country code is of the clinic's country.

    `own`: numbers of the clinic besides the one it is called on. Whether a number is given to anybody is for nobody to
    say: only its length and its beginning are looked at.
    """
    clinic = store.clinic.require()
    try:
        number = phonenumbers.parse(written, territory(clinic))
    except phonenumbers.NumberParseException:
        number = None
    length = number and phonenumbers.is_possible_number_with_reason(number)
    if number is None or length != phonenumbers.ValidationResult.IS_POSSIBLE:
        fail(f"{written!r} cannot be a phone number; write all of it, like +44 20 7946 0018.")
    found = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if found in {_plain(one) for one in (clinic.phone, *own) if one}:
        fail(f"{written!r} is the clinic's own number; give the patient's, or leave --phone out.")
    return found


def _plain(phone: str) -> str:
    return "+" + "".join(filter(str.isdigit, phone))
