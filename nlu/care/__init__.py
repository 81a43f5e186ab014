"""Kinds of care in a message: specialties and visit types, however they are spelt."""
