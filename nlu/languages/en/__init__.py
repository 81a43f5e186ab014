"""English: its dates, its red flags, its ways to agree and refuse, and its everyday words."""
