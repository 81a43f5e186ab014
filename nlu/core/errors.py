"""What can go wrong between us and Rasa, each told in one sentence."""

from __future__ import annotations


class NluError(Exception):
    """Understanding cannot work as asked; the message is one sentence for a person."""


class NluUnavailable(NluError):
    """The Rasa server refused, was too slow, or answered something that makes no sense. Trying again later may help."""


class NluNotInstalled(NluError):
    """Rasa's own environment is missing."""


class TrainingFailed(NluError):
    """Rasa could not train a model from the data; the message names the log."""


class ServerFailed(NluError):
    """The Rasa server did not start; the message names the log."""


class NoSuchModel(NluError):
    """There is no trained model of that name."""


class TurnsFileError(NluError):
    """A file of turns, or of reviewed examples, cannot be read; the message names the line."""
