"""The bench of texts, in its quick form: that it runs, and that no text is lost or doubled by it."""

import subprocess
import sys
from pathlib import Path


def test_of_texts_whose_workers_are_killed_at_random_none_is_lost_and_none_doubled() -> None:
    command = [sys.executable, "-m", "tests.bench.texts", "--quick"]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False, timeout=300)
    lines = done.stdout.splitlines()
    assert lines[-1:] == ["lost 0 doubled 0"], done.stdout + done.stderr
    assert done.returncode == 0
    for kind in ("SQLite", "PostgreSQL"):
        assert any(line.startswith(f"{kind}: 60 texts") for line in lines)
