"""The command line, by subject; `docspot.py` puts it together. The only place that wires the rooms to each other."""

FAILED = 1
"""The exit code of everything that could not be done."""
