"""Records what the Python reference makes of the awkward pairs: token ids and, where there are weights, logits.

    python3 parity/record.py
    python3 parity/record.py --tokenizer models/secondpass-en/tokenizer.json --ids-only --limit-factor 2 \
        --output fixtures/parity/secondpass-en-ids.jsonl

A line is one pair. Long texts stand there as {"repeat": text, "times": n}.
"""

import argparse
import json
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertForSequenceClassification, logging

from awkward_pairs import COUNTED_WORDS, Pair, Text, build_pairs, expand
from encode_pair import EncodedPair, encode_pair, load_tokenizer
from torch_logit import load_model, logit_of


def main() -> None:
    parser = argparse.ArgumentParser(description="Records token ids and logits of the awkward pairs.")
    parser.add_argument(
        "--tokenizer",
        type=Path,
        default=Path("fixtures/tiny-bert/tokenizer.json"),
        help="a tokenizer.json; its folder also holds the tokenizer's settings and the model",
    )
    parser.add_argument(
        "--output", type=Path, default=Path("fixtures/parity/tiny-bert.jsonl"), help="the JSON Lines file to write"
    )
    parser.add_argument("--ids-only", action="store_true", help="record no token types and no logits; needs no weights")
    parser.add_argument("--limit-factor", type=int, default=1, help="multiplies every pair's limit")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    logging.set_verbosity_error()
    logging.disable_progress_bar()

    folder = arguments.tokenizer.parent
    tokenizer = load_tokenizer(arguments.tokenizer)
    for word in COUNTED_WORDS:
        assert len(tokenizer.encode(word, add_special_tokens=False)) == 1, f"'{word}' is more than one token"
    peer = AutoTokenizer.from_pretrained(folder)
    model = None if arguments.ids_only else load_model(folder)

    records, checked = [], 0
    for pair in build_pairs():
        limit = pair.max_tokens * arguments.limit_factor
        encoded = encode_pair(tokenizer, expand(pair.query), expand(pair.document), limit)
        checked += check_against_transformers(peer, pair, limit, encoded)
        records.append(record(pair, limit, encoded, model))

    lines = "".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in records)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    # Escapes keep the file ASCII: some readers end a line at U+2028, and bidi controls would garble the view.
    arguments.output.write_text(lines, encoding="ascii", newline="\n")
    print(summary(records, checked, len(lines)))


def record(pair: Pair, limit: int, encoded: EncodedPair, model: BertForSequenceClassification | None) -> dict:
    entry = {
        "name": pair.name,
        "query": as_json(pair.query),
        "document": as_json(pair.document),
        "maxTokens": limit,
        "ids": encoded.ids,
    }
    if model is not None:
        entry["tokenTypeIds"] = encoded.token_type_ids
        entry["logit"] = logit_of(model, encoded)
    entry["queryTruncated"] = encoded.query_truncated
    entry["documentTruncated"] = encoded.document_truncated
    return entry


def as_json(text: Text) -> str | dict:
    return text if isinstance(text, str) else {"repeat": text.repeat, "times": text.times}


def check_against_transformers(peer, pair: Pair, limit: int, encoded: EncodedPair) -> bool:
    """Compares with transformers' own truncation, which never cuts the query: only where we did not cut it either."""
    if encoded.query_truncated:
        return False
    # As a batch of one: given two strings, transformers 5 takes an empty document for none and leaves its [SEP] out.
    texts = [(expand(pair.query), expand(pair.document))]
    expected = peer(texts, truncation="only_second", max_length=limit, return_token_type_ids=True)
    assert expected["input_ids"] == [encoded.ids], f"other token ids from transformers: {pair.name}"
    assert expected["token_type_ids"] == [encoded.token_type_ids], f"other token types: {pair.name}"
    return True


def summary(records: list[dict], checked: int, size: int) -> str:
    truncated = {side: sum(entry[f"{side}Truncated"] for entry in records) for side in ("query", "document")}
    full = sum(len(entry["ids"]) == entry["maxTokens"] and not entry["documentTruncated"] for entry in records)
    parts = [
        f"{len(records)} pairs, {size} bytes",
        f"{checked} equal to transformers",
        f"{truncated['query']} queries and {truncated['document']} documents cut",
        f"{full} fill the limit exactly",
    ]
    logits = torch.tensor([entry["logit"] for entry in records if "logit" in entry])
    if len(logits) > 0:
        parts.append(f"logits {logits.min():.2f} to {logits.max():.2f}, standard deviation {logits.std():.2f}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
