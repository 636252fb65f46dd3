"""Makes the models that the peers are compared on, from the fixtures of the same names, so that all of them can load them.

    python3 bench/python/make_models.py --output bench/.data/peers tiny-roberta tiny-xlm-roberta

For each name two folders: the fixture with its weights as safetensors beside the graph, and the same architecture and
tokenizer at MiniLM's size (`sized-` in front), whose weights are random too. What is there already is kept.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
import transformers
from parity_path import ROOT

from encode_pair import EncodedPair, encode_pair, load_tokenizer
from export_onnx import export
from random_model import fill_with_noise, forward, spread_labels, takes_token_types
from tiny_corpus import SENTENCES

SEED = 1  # That of all fixtures.
WINDOW = 512
SIZE = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536}
# Logits are sums of more numbers than a fixture's, and rounded more often on the way.
SIZED_TOLERANCE = 1e-4
TOLERANCE = 1e-5


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the models of the comparison with other programs.")
    parser.add_argument("names", nargs="+", help="fixtures, by the names of their folders")
    parser.add_argument("--output", type=Path, required=True, help="folder that takes the models")
    arguments = parser.parse_args()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    torch.set_num_threads(1)
    for name in arguments.names:
        for target, make in ((name, make_tiny), (f"sized-{name}", make_sized)):
            folder = arguments.output / target
            if folder.exists():
                continue
            print(f"making {target}", flush=True)
            # Moved into place when it is whole, since a folder that exists is not made again.
            unfinished = arguments.output / f"{target}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(ROOT / "fixtures/architectures" / name, unfinished)
            make(unfinished, name)
            unfinished.rename(folder)


def make_tiny(folder: Path, name: str) -> None:
    """The weights come from the seed again; the fixture's records say whether they are the same."""
    config = json.loads((folder / "config.json").read_text())
    model = random_model(folder, config)
    check_against_records(model, ROOT / "fixtures/parity/architectures" / f"{name}.jsonl")
    save(model, folder, config)


def make_sized(folder: Path, name: str) -> None:
    written = json.loads((folder / "config.json").read_text())
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    # RoBERTa's kind counts positions from 2 and has as many more.
    positions = WINDOW + written["max_position_embeddings"] - settings["model_max_length"]
    config = {**written, **SIZE, "max_position_embeddings": positions}
    write_json(folder / "tokenizer_config.json", {**settings, "model_max_length": WINDOW})
    model = random_model(folder, config)
    save(model, folder, config)
    shutil.rmtree(folder / "onnx")
    inputs = ["input_ids", "attention_mask"] + (["token_type_ids"] if takes_token_types(model) else [])
    worst = export(model, inputs, folder / "onnx/model.onnx", external_data=False, tolerance=SIZED_TOLERANCE)
    print(f"  ONNX differs from torch by at most {worst:.1e}", flush=True)


def random_model(folder: Path, config: dict) -> torch.nn.Module:
    """As make_architectures.py makes it."""
    model_class = getattr(transformers, config["architectures"][0])
    model_config = model_class.config_class.from_dict(config)
    model_config._attn_implementation = "eager"
    model = model_class(model_config).eval()
    fill_with_noise(model, SEED)
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    window = json.loads((folder / "tokenizer_config.json").read_text())["model_max_length"]
    spread_labels(model, [encode_pair(tokenizer, *texts, window) for texts in zip(SENTENCES, reversed(SENTENCES))])
    return model


def check_against_records(model: torch.nn.Module, path: Path) -> None:
    for line in path.read_text().splitlines():
        record = json.loads(line)
        ids = record["ids"]
        logits = forward(model, EncodedPair(ids, record["tokenTypeIds"] or [0] * len(ids), False, False)).tolist()
        worst = max(abs(own - recorded) for own, recorded in zip(logits, record["logits"], strict=True))
        assert worst <= TOLERANCE, f"{record['name']}: {logits}, not {record['logits']} as recorded"


def save(model: torch.nn.Module, folder: Path, config: dict) -> None:
    """Weights as safetensors. transformers writes a config.json of its own; the fixture's is what models have."""
    model.save_pretrained(folder)
    write_json(folder / "config.json", config)


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
