"""The front desk's call list: appointments to come whose patients may well not come, with the reasons in words."""

from __future__ import annotations

from datetime import datetime

from clinic.risk import Risk, assess
from models.store import Store
from models.views import Appointment
from models.words import ACTIVE


def at_risk(store: Store, found: list[Appointment], now: datetime) -> dict[int, Risk]:
    """Those of the appointments that are still to come and risky, by id."""
    coming = [one for one in found if one.status in ACTIVE and one.starts_at > now]
    rules = store.clinic.require().reminders.risk
    history = store.ratings.attendance({one.patient_id for one in coming}, now)
    risks = {one.id: assess(one, history.get(one.patient_id), rules) for one in coming}
    return {number: risk for number, risk in risks.items() if risk.acted_on}
