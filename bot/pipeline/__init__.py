"""The one way through: from a waiting message to its reply, in one transaction."""
