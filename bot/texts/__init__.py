"""What Docspot says: texts by key and language, and how dates, names and lists are spoken in them."""

from bot.texts.catalogue import Catalogue, catalogue, languages
from bot.texts.speaker import Speaker

__all__ = ["Catalogue", "Speaker", "catalogue", "languages"]
