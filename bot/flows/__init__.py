"""Every flow. A new one is a file here, its texts and its training examples; it takes part by standing in this list."""

from bot.core.flow import Flow, Task
from bot.flows.appointments import APPOINTMENTS, COMING
from bot.flows.book import BOOK
from bot.flows.cancel import CANCEL
from bot.flows.desk_request import DESK_REQUEST
from bot.flows.emergency import EMERGENCY
from bot.flows.info import INFO
from bot.flows.late import LATE, LATE_THEN
from bot.flows.no_consent import NO_CONSENT
from bot.flows.no_name import NO_NAME
from bot.flows.of_others import OTHERS
from bot.flows.person import PERSON
from bot.flows.rate import CALL_ME, NO_REMARK, RATE, REMARK
from bot.flows.repeat import REPEAT
from bot.flows.reschedule import RESCHEDULE
from bot.flows.small_talk import GOODBYE, GREET, HELP, THANKS, UNDECIDED
from bot.flows.stranger import BEREAVED, DECEASED, DECEASED_PATIENT, WRONG_PERSON
from bot.flows.swap import SWAP, SWAP_AT_DESK
from bot.flows.table import TABLE

FLOWS: tuple[Flow, ...] = (
    EMERGENCY, BOOK, RESCHEDULE, CANCEL, SWAP, APPOINTMENTS, COMING, TABLE, LATE, LATE_THEN, RATE, REMARK, NO_REMARK,
    CALL_ME, INFO, PERSON, DESK_REQUEST, HELP, GREET, THANKS, GOODBYE, WRONG_PERSON, DECEASED, DECEASED_PATIENT,
    BEREAVED, NO_CONSENT, NO_NAME, SWAP_AT_DESK, UNDECIDED, REPEAT, OTHERS,
)  # fmt: skip

TASKS: dict[str, Task] = {flow.name: flow for flow in FLOWS if isinstance(flow, Task)}
"""The flows that change something, by name."""
