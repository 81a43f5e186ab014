"""What a turn and a delivery ask of the database: a booking of six turns, each held to its number of statements."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.delivery.lanes import Room
from bot.pipeline.understanding import Understanding
from models.db import Database
from models.tables import ClinicRow
from models.words import PRIORITIES
from tests.bot.post import Post
from tests.counting import Asked, counting

TURNS = {
    "hello": 8,
    "i want to book an appointment with Dr Lee": 10,
    "friday": 11,
    "11:00": 11,
    "John Miller": 19,
    "yes": 31,
}
"""What is said, and the statements that it may cost from its claim to its commit."""

MEAN, COMMITS = 15, 2
DELIVERY = 4


def cost(john: Post, words: str) -> tuple[Asked, Asked]:
    """What one turn asks of the database, and what sending its answer does."""
    john.arrives(words)
    with counting(john.database) as turn:
        for taken in john.pipeline.find().jobs:
            john.pipeline.handle(taken)
    with counting(john.database) as delivery:
        for errand in john.delivery.find([Room(PRIORITIES, ("console",), 1)]).jobs:
            john.delivery.deliver(errand)
    john.wait(timedelta(seconds=30))
    return turn, delivery


def accustomed(database: Database) -> Post:
    """John writes to a worker that has talked to somebody else before."""
    anna = Post(
        database, Understanding(database, None, lambda: 0.0)
    )  # which looks for another clinic file by the clock
    anna.address = "anna"
    anna.says("hello")
    john = Post(database)
    john.pipeline, john.delivery, john.read, john.clock = anna.pipeline, anna.delivery, anna.read, anna.clock
    return john


def test_a_turn_and_a_delivery_cost_no_more_than_this(riverside: Database) -> None:
    john = accustomed(riverside)
    costs = [cost(john, words) for words in TURNS]
    assert john.said.startswith("Booked: ")
    for (words, most), (turn, delivery) in zip(TURNS.items(), costs, strict=True):
        assert len(turn.statements) <= most, (words, turn.statements)
        assert (turn.commits, delivery.commits) == (COMMITS, COMMITS), words
        assert len(delivery.statements) <= DELIVERY, (words, delivery.statements)
    assert sum(len(turn.statements) for turn, _ in costs) <= MEAN * len(costs)


def test_what_the_clinic_changes_is_known_at_the_next_turn(riverside: Database) -> None:
    """Though it is kept in memory, and whoever changes it tells nobody."""
    john = accustomed(riverside)
    assert "1 Quay Street" in john.says("where are you?")
    other = Database(riverside.url.render_as_string(hide_password=False), riverside.keyring)
    with other.write() as store:
        store.session.execute(update(ClinicRow).values(address="2 Mill Lane"))
    other.close()
    assert "2 Mill Lane" in john.says("where are you?")


def test_what_was_changed_and_undone_is_not_remembered(riverside: Database) -> None:
    john = accustomed(riverside)
    try:
        with riverside.write() as store, store.clinic.changing():
            store.session.execute(update(ClinicRow).values(address="2 Mill Lane"))
            assert store.clinic.require().address == "2 Mill Lane"
            raise KeyError
    except KeyError:
        pass
    assert "1 Quay Street" in john.says("where are you?")
