"""Telegram: one folder a channel. What comes in, what goes out, and in which ways it fails."""
