"""The clinic's memory: tables, migrations, the booking rules, and the one `Store` everything goes through."""
