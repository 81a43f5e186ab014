"""What a message does: the reader's client, and from its answer to one meaning."""
