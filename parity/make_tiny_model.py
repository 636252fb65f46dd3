"""Makes the test models fixtures/tiny-bert and fixtures/tiny-bert-staged; the same files on every run.

    python3 parity/make_tiny_model.py

tiny-bert is a BERT cross-encoder with random weights in the Hugging Face layout, with its ONNX graph. tiny-bert-staged
has the same weights cut after the first layer, in the layout of the shipped model.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from safetensors.torch import save
from tokenizers import Tokenizer

from encode_pair import encode_pair, load_tokenizer
from tiny_bert import STAGES, WINDOW, build_graphs, model_config, random_model
from tiny_corpus import SENTENCES
from tiny_sessions import TOLERANCE, TinySessions, batch_of, check_against_torch
from tiny_tokenizer import train_tokenizer

SELF_CHECK = [
    ("how do bees make honey", "Bees visit flowers, take the nectar home and dry it until it is honey."),
    ("how do bees make honey", "The train to the coast leaves from platform four."),
    ("why does the sea rise", "The pull of the moon lifts the water of the sea twice a day."),
]


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the test models tiny-bert and tiny-bert-staged.")
    parser.add_argument("--output", type=Path, default=Path("fixtures"), help="folder that takes both model folders")
    arguments = parser.parse_args()
    torch.set_num_threads(1)

    whole, staged = arguments.output / "tiny-bert", arguments.output / "tiny-bert-staged"
    for folder in (whole, staged):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "onnx").mkdir(parents=True)

    tokenizer = write_tokenizer(whole)
    config = model_config(tokenizer.get_vocab_size())
    write_json(whole / "config.json", config)
    for path in sorted(whole.glob("*.json")):
        shutil.copy(path, staged)

    model, early_head = random_model(config)
    state = {name: weight for name, weight in model.state_dict().items() if weight.is_floating_point()}
    (whole / "model.safetensors").write_bytes(save(state, metadata={"format": "pt"}))
    graphs = build_graphs({name: weight.numpy() for name, weight in {**state, **early_head}.items()}, config)
    paths = {"model": whole / "onnx/model.onnx", **{stage: staged / f"onnx/{stage}.onnx" for stage in STAGES}}
    for name, path in paths.items():
        onnx.save(graphs[name], path)

    sessions = TinySessions(*paths.values())
    texts = zip(SENTENCES, reversed(SENTENCES))
    check_against_torch(model, sessions, [encode_pair(tokenizer, *pair, WINDOW) for pair in texts])
    write_json(staged / "secondpass.json", manifest(staged, self_check_pairs(tokenizer, sessions)))


def write_tokenizer(folder: Path) -> Tokenizer:
    special_tokens = {f"{name}_token": f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}
    settings = {
        "tokenizer_class": "BertTokenizer",
        "do_lower_case": True,
        "model_max_length": WINDOW,
        "tokenize_chinese_chars": True,
        "strip_accents": None,
    }
    train_tokenizer(SENTENCES).save(str(folder / "tokenizer.json"))
    write_json(folder / "tokenizer_config.json", {**settings, **special_tokens})
    write_json(folder / "special_tokens_map.json", special_tokens)
    return load_tokenizer(folder / "tokenizer.json")


def self_check_pairs(tokenizer: Tokenizer, sessions: TinySessions) -> list[dict]:
    pairs = []
    for query, document in SELF_CHECK:
        whole, early, late = sessions.run(batch_of([encode_pair(tokenizer, query, document, WINDOW)]))
        logits = [round(float(early[0]), 6), round(float(late[0]), 6)]
        pairs.append({"query": query, "document": document, "logits": logits, "fp32": round(float(whole[0]), 6)})
    return pairs


def manifest(folder: Path, pairs: list[dict]) -> dict:
    """What secondpass.json says; the other files must be there already."""
    return {
        "format": 1,
        "id": "tiny-bert-staged",
        "revision": "2026-11-26",
        "task": "rerank",
        "languages": ["en"],
        "license": "Apache-2.0",
        "architecture": "bert",
        "dtype": "fp32",
        "window": WINDOW,
        "defaultMaxTokens": WINDOW,
        "inputs": STAGES["stage1"]["inputs"],
        "score": {"output": "logits", "activation": "sigmoid"},
        "stages": [{"file": f"onnx/{name}.onnx", **stage} for name, stage in STAGES.items()],
        "selfCheck": {
            "tolerance": 10 * TOLERANCE,
            "note": "logits after each stage; fp32 is the whole model's; all weights are random",
            "pairs": pairs,
        },
        "files": {
            path.relative_to(folder).as_posix(): fingerprint(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }


def fingerprint(path: Path) -> dict:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
