"""Doctors in a message, linked to the clinic's own."""
