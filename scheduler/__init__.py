"""Time: ticks that turn what is due into outbox rows, and keep the house in order."""
