"""`make quick` is for machines without Rasa and PostgreSQL: nothing in its selection may bring them up."""

from __future__ import annotations

import os
import re
import subprocess

from tests.conftest import ROOT, SLOW

NOWHERE = {"DOCSPOT_NLU_URL": "http://127.0.0.1:1", "DOCSPOT_TEST_POSTGRES_URL": "postgresql://nobody@127.0.0.1:1/none"}


def test_what_is_quick_asks_for_nothing_slow(python: str) -> None:
    """All fixtures of the selection are set up once, those included that others ask for as they run; no test is run."""
    line = re.search(r"pytest -m '(.*quick.*)'", (ROOT / "Makefile").read_text())
    assert line is not None
    plugins = ("-p", "tests.one_of_each", "-p", "no:cacheprovider")
    command = [python, "-m", "pytest", "-m", line[1], "--setup-only", *plugins]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | NOWHERE, capture_output=True, text=True, check=False)
    set_up = set(re.findall(r"SETUP +\w (\w+)", done.stdout))
    assert done.returncode == 0, done.stdout[-2000:]
    assert "sqlite_database" in set_up
    assert set_up & SLOW == set()
