"""The one way out: rendering, limits, and what became of each message that was sent."""
