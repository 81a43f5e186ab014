"""The stock bot's one action: the booking is written down, as a tutorial would, and confirmed."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

_WANTED = ("doctor", "day", "time", "name")


class ActionBook(Action):
    """Inserts into SQLite."""

    def name(self) -> str:
        return "action_book"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        said = [tracker.get_slot(slot) for slot in _WANTED]
        with sqlite3.connect(os.environ["STOCK_BOOKINGS"], timeout=30) as book:
            book.execute("CREATE TABLE IF NOT EXISTS booking (sender, doctor, day, time, name)")
            book.execute("INSERT INTO booking VALUES (?, ?, ?, ?, ?)", (tracker.sender_id, *said))
        dispatcher.utter_message(text="Booked: {3} with {0}, {1} at {2}.".format(*said))
        return [AllSlotsReset()]
