"""Patients in a message: names, relations, and whom something is for."""
