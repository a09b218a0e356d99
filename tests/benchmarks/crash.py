"""Many kills by hand: ``python -m tests.benchmarks.crash 1000``; see `tests.crash.harness`."""

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.crash.harness import life

LIFE = 20
"""So many kills one history lives through; then another begins."""


def main(count: int, seed: int = 0) -> None:
    """Kill ``count`` times; stop at the first promise not kept."""
    kills, early, acknowledged = Counter[str](), Counter[str](), 0
    for start in range(0, count, LIFE):
        folder = Path(tempfile.mkdtemp(prefix="crash-"))
        for outcome in life(folder / "world", min(LIFE, count - start), seed + start):
            kills[outcome.kind] += 1
            early[outcome.kind] += outcome.done_before
            acknowledged += outcome.acknowledged
        shutil.rmtree(folder)
        print(f"{kills.total()} kills, {acknowledged} answers acknowledged before one, none lost", flush=True)
    for kind, times in kills.items():
        print(f"{kind:8} {times:5} kills, {early[kind]} of them after the work was done")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
