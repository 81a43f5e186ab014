"""What was not understood is kept with consent, labelled by a person, and learnt without anybody's name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.core.clock import SettableClock
from bot.core.messages import Inbound
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from cli.nlu import app
from models.clinic_file import import_clinic, load_clinic
from models.db import Database, upgrade
from models.store.unclear import UnclearMessage
from nlu.acts.client import RasaClient
from nlu.core.errors import TurnsFileError
from nlu.training.review import Reviewed, as_example
from scheduler.housekeeping import forget_messages
from tests.conftest import DEMO_CLINIC, NOW

KEPT = timedelta(days=30)
UNCLEAR = "flurb the thing"


class Chat:
    """Somebody writes to the clinic through the pipeline as it runs, with Rasa."""

    def __init__(self, database: Database, nlu_url: str, *, keep: timedelta = KEPT) -> None:
        self.database, self.clock, self._number = database, SettableClock(NOW), 0
        understanding = Understanding(database, RasaClient(nlu_url))
        self._pipeline = Pipeline(database, understanding, self.clock, keep_unclear=keep)

    def agree(self) -> None:
        with self.database.write() as store:
            conversation = store.conversations.open("telegram", "1001", NOW)
            store.people.set_consent(conversation.account_id, NOW, store=True)

    def write(self, text: str) -> None:
        self._number += 1
        inbound = Inbound(
            channel="telegram", provider_id=str(self._number), address="1001", kind="text", text=text, at=NOW
        )
        with self.database.write() as store:
            store.inbox.add("telegram", inbound.provider_id, "1001", inbound.model_dump_json(), NOW)
        while self._pipeline.handle_next():
            pass

    def kept(self, *, later: timedelta = timedelta(0)) -> list[UnclearMessage]:
        with self.database.read() as store:
            return store.unclear.waiting(NOW + later)


def test_only_what_was_not_understood_is_kept(riverside: Database, nlu_url: str) -> None:
    chat = Chat(riverside, nlu_url)
    chat.agree()
    chat.write("i want to book")
    chat.write("blurp snarf")
    chat.write("thanks, where are you?")
    assert [(one.message, one.asked is not None) for one in chat.kept()] == [("blurp snarf", True)]


def test_without_consent_nothing_is_kept(riverside: Database, nlu_url: str) -> None:
    chat = Chat(riverside, nlu_url)
    chat.write(UNCLEAR)
    assert chat.kept() == []


def test_where_nothing_is_to_be_kept_nothing_is(riverside: Database, nlu_url: str) -> None:
    chat = Chat(riverside, nlu_url, keep=timedelta(0))
    chat.agree()
    chat.write(UNCLEAR)
    assert chat.kept() == []


def test_it_is_forgotten_in_time(riverside: Database, nlu_url: str) -> None:
    chat = Chat(riverside, nlu_url)
    chat.agree()
    chat.write(UNCLEAR)
    with riverside.write() as store:
        assert forget_messages(store, NOW + KEPT - timedelta(minutes=1)) == 0
    assert len(chat.kept()) == 1
    assert chat.kept(later=KEPT) == []
    with riverside.write() as store:
        assert forget_messages(store, NOW + KEPT) == 1
    assert chat.kept() == []


def test_it_is_not_readable_on_the_disk(sqlite_database: Database, nlu_url: str) -> None:
    with sqlite_database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
    chat = Chat(sqlite_database, nlu_url)
    chat.agree()
    chat.write(UNCLEAR)
    with sqlite_database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT message FROM unclear_message").scalars().all()
    assert rows
    assert "flurb" not in rows[0]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlu_url: str) -> Chat:
    """An installation of its own, in which somebody has written what was not understood."""
    for name, value in {"HOME": str(tmp_path), "NLU_URL": nlu_url, "KEEP_UNCLEAR_DAYS": "30"}.items():
        monkeypatch.setenv(f"DOCSPOT_{name}", value)
    (tmp_path / "var").mkdir()
    database = Database(f"sqlite:///{tmp_path}/var/docspot.db")
    upgrade(database)
    with database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
        conversation = store.conversations.open("telegram", "1001", NOW)
        store.people.set_consent(conversation.account_id, NOW, store=True)
        for said in ("could u yeet me off dr lee's list on friday pls", "\x1b[31mzzz"):
            store.unclear.keep(conversation, said, None, NOW, timedelta(days=36500))
    return Chat(database, nlu_url)


def test_a_person_labels_it_and_no_name_is_written_down(installed: Chat, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["review"], input="no such intent\ncancel_appointment\n\ndiscard\n")
    assert result.exit_code == 0, result.output
    assert "yeet me off dr lee's list" in result.output
    assert "\x1b" not in result.output
    assert "Intents: " in result.output
    assert "1 written down" in result.output

    written = yaml.safe_load((tmp_path / "var/nlu/data/reviewed.yml").read_text())
    ((intent, example),) = [(block["intent"], block["examples"]) for block in written["nlu"]]
    assert intent == "cancel_appointment"
    assert "yeet" in example
    assert "_doctor_" in example
    assert "_when_" in example
    assert "lee" not in example
    assert installed.kept() == []
    assert "Nothing waits" in CliRunner().invoke(app, ["review"]).output


def test_a_message_may_wait_and_the_rest_too(installed: Chat) -> None:
    assert CliRunner().invoke(app, ["review"], input="\nquit\n").exit_code == 0
    assert len(installed.kept()) == 2


def test_an_example_has_one_label_and_is_written_once(tmp_path: Path) -> None:
    reviewed = Reviewed(tmp_path)
    assert reviewed.add("cancel_appointment", "yeet me: off _when_ #now")
    assert not reviewed.add("cancel_appointment", "yeet me: off _when_ #now")
    assert reviewed.add("affirm", "aye")
    assert reviewed.add("stop", "yeet me: off _when_ #now")
    assert reviewed.read() == {"affirm": ["aye"], "stop": ["yeet me: off _when_ #now"]}

    reviewed.path.write_text("what is this")
    with pytest.raises(TurnsFileError, match=r"reviewed\.yml"):
        reviewed.add("affirm", "yes")


@pytest.mark.parametrize(
    ("masked", "example"),
    [
        ("- see  [you](x)\n{soon}", "see you x soon"),
        ("### _when_ please", "_when_ please"),
        ("()", ""),
    ],
)
def test_an_example_is_one_line_without_rasas_markup(masked: str, example: str) -> None:
    assert as_example(masked) == example
