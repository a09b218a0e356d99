"""From launch to the first card, against a bare Textual app that runs one sqlite3 query.

    python -m tests.benchmarks.startup [rounds]

Both run in turn in a pseudo-terminal, so that whatever else the machine does hits both alike. The budget is
1.2 times the bare app.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal import Terminal

BARE = """
import sqlite3
from textual.app import App
from textual.widgets import Footer, Header, Static

class Bare(App):
    def compose(self):
        yield Header()
        row = sqlite3.connect(":memory:").execute("SELECT 'the first ' || 'card'").fetchone()
        yield Static(row[0])
        yield Footer()

Bare().run()
"""


def seconds_to(text: str, command: list[str], env: dict[str, str]) -> float:
    """Return the seconds from launching ``command`` to ``text`` on its screen."""
    start = time.perf_counter()
    with Terminal(command, env) as terminal:
        terminal.wait_for(text)
        return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env = kept | {"HOME": folder, "TERM": "xterm-256color", "TRAINER_DB": f"{folder}/trainer.db"}
        trainer = [sys.executable, "-m", "trainer"]
        plain = subprocess.run(
            [*trainer, "review", "--plain"], env=env, input="q\n", capture_output=True, text=True, check=True
        )
        first_card = " ".join(plain.stdout.splitlines()[2].split()[:4]).replace("`", "").replace("*", "")
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        times: dict[str, list[float]] = {"bare": [], "trainer": []}
        for round_ in range(rounds + 1):
            one = seconds_to("the first card", [sys.executable, str(bare)], env)
            two = seconds_to(first_card, [*trainer, "review"], env)
            if round_:  # the first round only fills caches
                times["bare"].append(one)
                times["trainer"].append(two)
        median = {name: statistics.median(values) for name, values in times.items()}
        for name, values in times.items():
            least = min(values) * 1000
            print(f"{name:8} median {median[name] * 1000:4.0f} ms   min {least:4.0f} ms")
        ratios = [two / one for one, two in zip(times["bare"], times["trainer"], strict=True)]
        print(f"ratio of medians {median['trainer'] / median['bare']:.2f}")
        print(f"median of ratios {statistics.median(ratios):.2f} (budget 1.20)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
