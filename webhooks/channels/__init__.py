"""One adapter a provider: it verifies, parses, renders and sends. None of them knows Flask."""
