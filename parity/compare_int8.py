"""Compares the logits that secondpass printed, from int8 weights, with the same model in torch at fp32, on real pairs.

    python3 parity/compare_int8.py --weights shared/model/secondpass-en-weights --scores scores.jsonl \
        --corpus corpus.jsonl.gz --max-tokens 256 --queries 20 --depth 30

scores.jsonl has one line a query, as `secondpass rerank --jsonl` prints it when logits are asked for:
{"queryId": "1", "query": "text", "results": [{"id": "7", "logit": 1.23}, …]}.
"""

import argparse
import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Iterator, TextIO

import numpy as np
import torch
from scipy.stats import kendalltau, pearsonr
from tokenizers import Tokenizer
from transformers import BertForSequenceClassification, logging

from encode_pair import encode_pair, load_tokenizer
from torch_logit import load_model, logit_of


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares int8 logits of secondpass with fp32 logits of torch.")
    parser.add_argument("--weights", type=Path, required=True, help="model folder in the Hugging Face layout")
    parser.add_argument("--scores", type=Path, required=True, help="what secondpass rerank --jsonl printed")
    parser.add_argument("--corpus", type=Path, required=True, help="corpus.jsonl or corpus.jsonl.gz in the BEIR form")
    parser.add_argument("--max-tokens", type=int, default=256, help="the limit that secondpass used")
    parser.add_argument("--queries", type=int, help="take the first so many queries; default all")
    parser.add_argument("--depth", type=int, help="take the first so many results of a query; default all")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    logging.disable_progress_bar()

    documents = read_corpus(arguments.corpus)
    tokenizer = load_tokenizer(arguments.weights / "tokenizer.json")
    model = load_model(arguments.weights)

    per_query = []
    for line in islice(read_lines(arguments.scores), arguments.queries):
        scored = [result for result in line["results"] if result.get("logit") is not None][: arguments.depth]
        texts = [documents[result["id"]] for result in scored]
        expected = fp32_logits(model, tokenizer, line["query"], texts, arguments.max_tokens)
        per_query.append((np.array([result["logit"] for result in scored]), np.array(expected)))
    print(report(per_query))


def open_text(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_lines(path: Path) -> Iterator[dict]:
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_corpus(path: Path) -> dict[str, str]:
    """Each document's text by its id: the title on a line of its own where there is one, then the text."""
    return {entry["_id"]: "\n".join(filter(None, [entry.get("title"), entry["text"]])) for entry in read_lines(path)}


def fp32_logits(
    model: BertForSequenceClassification, tokenizer: Tokenizer, query: str, texts: list[str], max_tokens: int
) -> list[float]:
    return [logit_of(model, encode_pair(tokenizer, query, text, max_tokens)) for text in texts]


def report(per_query: list[tuple[np.ndarray, np.ndarray]]) -> str:
    measured = np.concatenate([int8 for int8, _ in per_query])
    expected = np.concatenate([fp32 for _, fp32 in per_query])
    difference = np.abs(measured - expected)
    # Order needs two results, and tau is undefined where all scores of a query are equal.
    taus = [kendalltau(int8, fp32).statistic for int8, fp32 in per_query if len(int8) > 1]
    taus = [tau for tau in taus if not np.isnan(tau)]
    lines = [
        f"queries                     {len(per_query)}",
        f"pairs                       {len(measured)}",
        f"largest |difference|        {difference.max():.4f}",
        f"mean |difference|           {difference.mean():.4f}",
        f"mean Kendall tau            {np.mean(taus):.4f} (over {len(taus)} queries)",
        f"Pearson r                   {pearsonr(measured, expected).statistic:.5f}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
