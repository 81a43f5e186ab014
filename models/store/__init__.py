"""The one way to the clinic's memory, in parts by subject."""

from models.store.facade import Store

__all__ = ["Store"]
