"""The edge: what reaches us over HTTP, and the channels that people write on."""
