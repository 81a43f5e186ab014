"""Docspot's worker without what Telegram allows of one chat in a second: for measuring."""

from __future__ import annotations

import sys

from docspot import main
from webhooks.channels.telegram.adapter import TelegramChannel

if __name__ == "__main__":
    TelegramChannel.per_chat_second = 100_000.0
    sys.argv = ["docspot", "worker"]
    main()
