"""SMS: what it costs, what it may hold, and what it must never ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.channel import Option
from webhooks.channels.base import clean, split_text
from webhooks.channels.numbered import numbered, numbered_sms
from webhooks.channels.twilio.opt_words import (
    OPT_IN,
    OPT_OUT,
    opt_in_word,
    opt_out_word,
    safe_label,
)
from webhooks.channels.twilio.sms_text import is_gsm, segments, to_gsm

PLAIN = [
    ("“Dr Rao’s” – 15:40…", '"Dr Rao\'s" - 15:40...'),
    ("Booked ✅ see you 👩🏽‍⚕️ on Friday", "Booked see you on Friday"),
    ("15:40\u202fpm\u00a0sharp", "15:40 pm sharp"),
    ("€20, [see] £5", "€20, [see] £5"),
    ("José, Zoë and Łukasz at Dr Müller's clinic", "José, Zoe and Lukasz at Dr Müller's clinic"),
    ("Mme Françoise, jeudi à 15:00", "Mme Francoise, jeudi à 15:00"),
    ("Ваш приём в 15:00", "Ваш приём в 15:00"),
    ("موعدك غدا في 15:00", "موعدك غدا في 15:00"),
    ("Wizyta u dr Żółkiewskiej w środę, proszę potwierdzić", "Wizyta u dr Żółkiewskiej w środę, proszę potwierdzić"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_a_text_becomes_plain_where_its_language_allows(text: str, plain: str) -> None:
    assert to_gsm(text) == plain


COSTS = [
    ("", 0), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
    ("ж" * 70, 1), ("ж" * 71, 2), ("ж" * 134, 2), ("ж" * 135, 3), ("a" * 69 + "😀", 2), ("a" * 68 + "😀", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cost"), COSTS)
def test_a_text_takes_so_many_segments(text: str, cost: int) -> None:
    assert segments(text) == cost


@given(st.text())
def test_a_text_is_made_plain_once_and_a_plain_one_stays_so(text: str) -> None:
    plain = to_gsm(text)
    assert to_gsm(plain) == plain
    assert is_gsm(plain) or not is_gsm(text)


def options(*labels: str) -> list[Option]:
    return [Option(label, label) for label in labels]


def test_options_are_numbered_lines() -> None:
    assert numbered_sms("Which one?", options("11:20 Dr Lee", "12:00 Dr Rao")) == (
        "Which one?\n1 11:20 Dr Lee\n2 12:00 Dr Rao"
    )
    assert numbered("Which one? 😀", options("“Yes”")) == "Which one? 😀\n1 “Yes”"
    assert numbered("", options("Book")) == "1 Book"
    assert numbered("Hello", []) == "Hello"


def test_an_sms_of_more_than_two_segments_leaves_out_options_and_keeps_the_numbers_of_the_others() -> None:
    labels = [f"Thursday 4 June at {hour}:40 with Dr Maya Rao-Whitfield" for hour in range(10, 17)] + ["Other times"]
    text = numbered_sms("These are free on Thursday:", options(*labels))
    assert segments(text) <= 2
    lines = text.split("\n")[1:]
    assert lines[0] == "1 " + labels[0]
    assert lines[-1] == "8 Other times"
    assert all(labels[int(line.split()[0]) - 1] == line.split(maxsplit=1)[1] for line in lines)


def test_no_label_can_be_sent_back_to_stop_or_resume_our_messages() -> None:
    for word in OPT_OUT | OPT_IN:
        label = safe_label(word.capitalize())
        assert opt_out_word(label) is None or word in ("STOPALL", "UNSUBSCRIBE", "OPTOUT", "REVOKE")
        assert opt_in_word(label) is None or word == "UNSTOP"
    assert "Cancel" not in numbered_sms("Shall I?", options("Yes", "Cancel", "Change it")).split()
    assert safe_label("Cancel my appointment") == "Cancel my appointment"


HEARD = [
    ("STOP", "STOP", None), ("stop", "STOP", None), (" Stop. ", "STOP", None), ("Unsubscribe!", "UNSUBSCRIBE", None),
    ("Cancel", "CANCEL", None), ("cancel.", None, None), ("end", "END", None), ("QUIT\n", "QUIT", None),
    ("stop please", None, None), ("cancel my appointment", None, None), ("yes", None, "YES"), ("Start", None, "START"),
    ("yes please", None, None), ("", None, None), ("stopp", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "out", "back"), HEARD)
def test_a_lone_word_stops_or_resumes(text: str, out: str | None, back: str | None) -> None:
    assert (opt_out_word(text), opt_in_word(text)) == (out, back)


def words_asked_for(text: str) -> set[str]:
    """Opt-out and opt-in words that a text holds in capitals, as in "reply CANCEL to cancel"."""
    return set(re.findall(rf"\b({'|'.join(OPT_OUT | OPT_IN)})\b", text))


def test_texts_that_ask_for_such_a_word_are_found() -> None:
    assert words_asked_for("Reply CANCEL to cancel, YES to keep") == {"CANCEL", "YES"}
    assert words_asked_for("Reply 1 to confirm, 2 to cancel. Yes, really") == set()


def test_no_text_of_ours_asks_for_such_a_word() -> None:
    catalogues = list((Path(__file__).parents[2] / "bot" / "texts").rglob("*.yml"))
    assert catalogues
    for catalogue in catalogues:
        assert words_asked_for(catalogue.read_text(encoding="utf-8")) == set()


def test_a_long_text_is_cut_at_paragraphs_else_lines_else_words_else_anywhere() -> None:
    assert split_text("short", 10) == ["short"]
    assert split_text("one one\n\ntwo two", 12) == ["one one", "two two"]
    assert split_text("one one one\ntwo two", 16) == ["one one one", "two two"]
    assert split_text("one two three", 8) == ["one two", "three"]
    assert split_text("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text(max_size=300), st.integers(1, 40))
def test_no_part_of_a_text_is_lost_or_too_long(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(st.characters(), max_size=50))
def test_cleaned_text_can_be_stored(text: str) -> None:
    assert "\x00" not in clean(text).encode().decode()
