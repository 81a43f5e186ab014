"""What may be kept as somebody's name, wherever it enters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadName
from models.names import LONGEST, clean_name, is_name
from tests.models.scene import NOW, Scene


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("John Miller", "John Miller"),
        ("  John\u00a0 Miller\t", "John Miller"),
        ("Jose\u0301", "José"),
        ("نرگس\u200cخاتون", "نرگس\u200cخاتون"),
        ("O'Neil-Ng", "O'Neil-Ng"),
        ("李雷", "李雷"),
        ("X Æ A-12", "X Æ A-12"),
    ],
)
def test_names_are_kept_in_one_spelling(written: str, kept: str) -> None:
    assert clean_name(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "", "   ", "\u00a0", "\u200b", "\u200d\u200c", "\ufeff", "\n", "John\x00", "Jo\x1bhn",
        "\u202eJohn", "Jo\u200bhn",
        "John\ud800", "123", "-", "🙂", "J" * (LONGEST + 1),
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused_where_it_enters(clinic: Scene, written: str) -> None:
    with clinic.database.write() as store:
        with pytest.raises(BadName) as refused:
            store.people.add_patient(clinic.account, written, "other", NOW)
        with pytest.raises(BadName):
            store.people.rename(clinic.patient, written, NOW)
        assert store.people.patient(clinic.patient).name == "John Miller"
    assert not written.strip() or written not in str(refused.value)


@given(st.text(max_size=300))
def test_whatever_is_kept_can_be_spoken(written: str) -> None:
    if not is_name(written):
        return
    name = clean_name(written)
    assert name.split()
    assert name == clean_name(name) == unicodedata.normalize("NFC", name)
    assert len(name) <= LONGEST
    assert name.encode()
