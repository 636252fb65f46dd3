"""sentence-transformers' CrossEncoder as a contestant of the benchmark: a JSON line in for each task, one out.

    python3 bench/python/sentence_transformers_peer.py FOLDER THREADS

It also gives the reference: the ids that tokenizer.json leads to under the rule in parity/encode_pair.py, and torch's
score of them, one pair a run.
"""

import contextlib
import json
import sys
import time
from pathlib import Path

import torch
import transformers
from parity_path import ROOT  # noqa: F401
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer

from encode_pair import encode_pair, load_tokenizer
from random_model import forward


class Peer:
    def __init__(self, folder: Path, threads: int):
        torch.set_num_threads(threads)
        self.encoder = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        config = json.loads((folder / "config.json").read_text())
        labels = config.get("id2label", {})
        # Two labels: the probability of the one that is named so, as in parity/.
        self.relevant = None if len(labels) < 2 else next(int(key) for key, name in labels.items() if name == "relevant")
        self.reference_tokenizer = load_tokenizer(folder / "tokenizer.json")
        # Calls change how a tokenizer cuts and pads, so what it reads is asked of a copy.
        self.own_tokenizer = Tokenizer.from_str(self.encoder.tokenizer.backend_tokenizer.to_str())
        self.own_tokenizer.no_truncation()
        self.own_tokenizer.no_padding()

    def time(self, query: str, documents: list[str]) -> dict:
        pairs = [(query, document) for document in documents]
        processor_at_start, started_at = time.process_time(), time.perf_counter()
        scores = self.predict(pairs)
        elapsed, processor = time.perf_counter() - started_at, time.process_time() - processor_at_start
        return {"elapsed": 1000 * elapsed, "processor": 1000 * processor, "scores": scores}

    def score(self, pairs: list[dict]) -> dict:
        return {"scores": [self.predict([(p["query"], p["document"])], **limit_of(p))[0] for p in pairs]}

    def read(self, pairs: list[dict]) -> dict:
        return {"pairs": [self.read_pair(**pair) for pair in pairs]}

    def read_pair(self, query: str, document: str, maxTokens: int) -> dict:  # noqa: N803
        features = self.encoder.preprocess([(query, document)], **limit_of({"maxTokens": maxTokens}))
        return {
            "ids": features["input_ids"][0].tolist(),
            "idsByRule": encode_pair(self.own_tokenizer, query, document, maxTokens).ids,
        }

    def predict(self, pairs: list[tuple[str, str]], **settings) -> list[float]:
        softmax = self.relevant is not None
        scores = self.encoder.predict(pairs, apply_softmax=softmax, show_progress_bar=False, **settings)
        return (scores[:, self.relevant] if softmax else scores).tolist()

    def reference(self, pairs: list[dict]) -> dict:
        return {"records": [self.reference_pair(**pair) for pair in pairs]}

    def reference_pair(self, query: str, document: str, maxTokens: int) -> dict:  # noqa: N803
        encoded = encode_pair(self.reference_tokenizer, query, document, maxTokens)
        logits = forward(self.encoder.model, encoded)
        score = torch.sigmoid(logits)[0] if self.relevant is None else torch.softmax(logits, dim=0)[self.relevant]
        cut = {"queryTruncated": encoded.query_truncated, "documentTruncated": encoded.document_truncated}
        return {"ids": encoded.ids, "score": score.item(), **cut}


def limit_of(pair: dict) -> dict:
    return {"processing_kwargs": {"text": {"max_length": pair["maxTokens"]}}}


def main() -> None:
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    # What libraries print must not end up between the answers.
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        peer = Peer(Path(sys.argv[1]), int(sys.argv[2]))
        print(json.dumps("ready"), file=answers, flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            task = getattr(peer, request.pop("task"))
            print(json.dumps(task(**request)), file=answers, flush=True)


if __name__ == "__main__":
    main()
