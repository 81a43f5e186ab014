"""What may differ from one installation to the next."""
