"""Runs the tiny test model's graphs with ONNX Runtime and holds them against torch; imported by make_tiny_model.py."""

from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import BertForSequenceClassification

from encode_pair import EncodedPair

TOLERANCE = 1e-5


class TinySessions:
    """The whole graph and the two stages."""

    def __init__(self, whole: Path, first: Path, second: Path):
        self.whole, self.first, self.second = (
            onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]) for path in (whole, first, second)
        )

    def run(self, feeds: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The logits of the whole model, of the first stage and of the second."""
        (whole,) = self.whole.run(["logits"], feeds)
        hidden, early = self.first.run(["hidden_states", "logits"], feeds)
        mask = feeds["attention_mask"]
        (late,) = self.second.run(["logits"], {"hidden_states_in": hidden, "attention_mask": mask})
        return whole[:, 0], early[:, 0], late[:, 0]


def batch_of(pairs: list[EncodedPair]) -> dict[str, np.ndarray]:
    """The pairs as one batch, padded to the longest."""
    longest = max(len(pair.ids) for pair in pairs)

    def padded(rows: list[list[int]]) -> np.ndarray:
        return np.array([row + [0] * (longest - len(row)) for row in rows], np.int64)

    return {
        "input_ids": padded([pair.ids for pair in pairs]),
        "attention_mask": padded([[1] * len(pair.ids) for pair in pairs]),
        "token_type_ids": padded([pair.token_type_ids for pair in pairs]),
    }


def check_against_torch(model: BertForSequenceClassification, sessions: TinySessions, pairs: list[EncodedPair]) -> None:
    """Every graph gives torch's logits: one pair at a time, and all padded together."""
    logits, worst = [], 0.0
    for feeds in [batch_of([pair]) for pair in pairs] + [batch_of(pairs)]:
        with torch.inference_mode():
            expected = model(**{name: torch.from_numpy(rows) for name, rows in feeds.items()}).logits[:, 0].numpy()
        whole, _, late = sessions.run(feeds)
        worst = max(worst, np.abs(whole - expected).max(), np.abs(late - expected).max())
        logits.extend(expected)
    assert worst <= TOLERANCE, f"ONNX differs from torch by {worst}"
    spread = f"logits {min(logits):.2f} to {max(logits):.2f}, standard deviation {np.std(logits):.2f}"
    print(f"ONNX differs from torch by at most {worst:.1e}; {spread}")
