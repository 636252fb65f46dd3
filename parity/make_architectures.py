"""Makes a tiny model of every architecture and records what the Python reference makes of awkward pairs.

    python3 parity/make_architectures.py
    python3 parity/make_architectures.py tiny-roberta tiny-qwen3

Model folders go to fixtures/architectures/, records to fixtures/parity/architectures/. Weights come from a seed and are
kept in the graph only; the same versions of the libraries give the same files.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import logging

import causal_prompt
from architecture_pairs import build_pairs, counted
from architectures import ARCHITECTURES, Architecture, reference_config
from awkward_pairs import Pair, expand
from cross_encoder_reference import CrossEncoderReference
from encode_pair import EncodedPair, encode_pair, load_tokenizer
from export_onnx import export
from make_tiny_model import write_json
from random_model import fill_with_noise, forward, spread_answers, spread_labels
from record import as_json
from tiny_corpus import SENTENCES


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes tiny models of every architecture, and their records.")
    parser.add_argument("names", nargs="*", help="the models to make; all, if none is named")
    parser.add_argument("--output", type=Path, default=Path("fixtures"), help="folder that takes models and records")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    logging.set_verbosity_error()
    logging.disable_progress_bar()

    known = {architecture.name: architecture for architecture in ARCHITECTURES}
    for name in arguments.names or known:
        made = Maker(known[name], arguments.output / "architectures" / name)
        made.write_folder()
        made.write_records(arguments.output / "parity/architectures" / f"{name}.jsonl")


class Maker:
    """Makes one model."""

    def __init__(self, architecture: Architecture, folder: Path):
        self.architecture = architecture
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "tokenizer.json").write_text(architecture.tokenizer().rstrip() + "\n", encoding="utf-8")
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.prompt = causal_prompt.CausalPrompt(self.tokenizer) if architecture.is_causal else None
        self.model = self.random_model()

    def random_model(self) -> torch.nn.Module:
        config = reference_config(self.architecture, self.tokenizer.get_vocab_size())
        pad = self.tokenizer.token_to_id(self.architecture.special_tokens["pad"])
        assert config.pad_token_id == pad, f"{self.architecture.name}: pad_token_id should be {pad}"
        config._attn_implementation = "eager"
        model = self.architecture.model_class(config).eval()
        fill_with_noise(model, self.architecture.seed)
        pairs = [self.encode(*texts, self.window) for texts in zip(SENTENCES, reversed(SENTENCES))]
        if self.prompt is None:
            spread_labels(model, pairs)
        else:
            spread_answers(model, pairs, *self.answers)
        return model

    @property
    def window(self) -> int:
        return min(self.architecture.model_max_length, self.architecture.config["max_position_embeddings"])

    @property
    def answers(self) -> tuple[int, int]:
        return self.tokenizer.token_to_id("yes"), self.tokenizer.token_to_id("no")

    def encode(self, query: str, document: str, max_tokens: int) -> EncodedPair:
        if self.prompt is not None:
            return self.prompt.encode(query, document, max_tokens)
        return encode_pair(self.tokenizer, query, document, max_tokens)

    def write_folder(self) -> None:
        architecture, folder = self.architecture, self.folder
        write_json(folder / "config.json", {**architecture.config, "vocab_size": self.tokenizer.get_vocab_size()})
        tokens = {f"{name}_token": token for name, token in architecture.special_tokens.items()}
        settings = {"tokenizer_class": architecture.tokenizer_class, **architecture.tokenizer_settings}
        write_json(
            folder / "tokenizer_config.json", {**settings, **tokens, "model_max_length": architecture.model_max_length}
        )
        write_json(folder / "special_tokens_map.json", tokens)
        if architecture.sentence_transformers is not None:
            self.write_modules()
        worst = export(self.model, architecture.inputs, folder / "onnx/model.onnx", architecture.external_data)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{architecture.name}: {size / 1000:.0f} kB; ONNX differs from torch by at most {worst:.1e}", flush=True)

    def write_modules(self) -> None:
        """The files in which sentence-transformers, since its version 5.4, describes a cross-encoder."""
        folder = self.folder
        write_json(folder / "config_sentence_transformers.json", self.architecture.sentence_transformers)
        package = "sentence_transformers"
        reader = {"transformer_task": "sequence-classification", "module_output_name": "scores"}
        modalities = {"text": {"method": "forward", "method_output_name": "logits"}}
        modules = [{"idx": 0, "name": "0", "path": "", "type": f"{package}.base.modules.transformer.Transformer"}]
        if self.prompt is not None:
            reader = {"transformer_task": "text-generation", "module_output_name": "causal_logits"}
            modalities["message"] = {**modalities["text"], "format": "flat"}
            score = f"{package}.cross_encoder.modules.logit_score.LogitScore"
            modules.append({"idx": 1, "name": "1", "path": "1_LogitScore", "type": score})
            (folder / "1_LogitScore").mkdir()
            yes, no = self.answers
            write_json(folder / "1_LogitScore/config.json", {"true_token_id": yes, "false_token_id": no})
            (folder / "chat_template.jinja").write_text(causal_prompt.CHAT_TEMPLATE, encoding="utf-8")
        write_json(folder / "modules.json", modules)
        write_json(folder / "sentence_bert_config.json", {**reader, "modality_config": modalities})

    def write_records(self, path: Path) -> None:
        reference = CrossEncoderReference(self.architecture, self.folder, self.model, self.prompt)
        records = [self.record(pair, reference) for pair in self.pairs()]
        lines = "".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in records)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Escapes keep the file ASCII, as in record.py.
        path.write_text(lines, encoding="ascii", newline="\n")
        scores = torch.tensor([entry["score"] for entry in records])
        logits = torch.tensor([entry["logits"] for entry in records])
        cut = [sum(entry[f"{side}Truncated"] for entry in records) for side in ("query", "document")]
        print(
            f"  {len(records)} pairs, {len(lines) / 1000:.0f} kB; {cut[0]} queries and {cut[1]} documents cut; "
            f"{reference.summary()}; logits {logits.min():.2f} to {logits.max():.2f}, standard deviation "
            f"{logits.std(dim=0).min():.2f}; scores {scores.min():.3f} to {scores.max():.3f}",
            flush=True,
        )

    def pairs(self) -> list[Pair]:
        if self.prompt is None:
            special_tokens, smallest = self.tokenizer.num_special_tokens_to_add(is_pair=True), 16
        else:
            # What the prompt has beside query and document.
            special_tokens, smallest = len(self.encode("", "", self.window).ids), 96
        for length in (1, 30):
            ids = self.encode(expand(counted(length)), "", self.window).ids
            more = self.encode(expand(counted(length + 1)), "", self.window).ids
            assert len(more) == len(ids) + 1, "a counted word is more than one token"
        return build_pairs(self.tokenizer, special_tokens, self.window, smallest, causal=self.prompt is not None)

    def record(self, pair: Pair, reference: CrossEncoderReference) -> dict:
        encoded = self.encode(expand(pair.query), expand(pair.document), pair.max_tokens)
        logits = forward(self.model, encoded)
        if self.prompt is not None:
            logits = logits[-1, list(self.answers)]
        score = self.score(logits)
        reference.check(pair, encoded, score)
        typed = "token_type_ids" in self.architecture.inputs
        return {
            "name": pair.name,
            "query": as_json(pair.query),
            "document": as_json(pair.document),
            "maxTokens": pair.max_tokens,
            "ids": encoded.ids,
            "tokenTypeIds": encoded.token_type_ids if typed else None,
            "logits": [round(value, 6) for value in logits.tolist()],
            "score": round(score, 6),
            "queryTruncated": encoded.query_truncated,
            "documentTruncated": encoded.document_truncated,
        }

    def score(self, logits: torch.Tensor) -> float:
        """What sentence-transformers would answer: written out here, and held against the library in `check`."""
        if self.prompt is not None:
            return (logits[0] - logits[1]).item()
        if self.architecture.relevant is not None:
            return torch.softmax(logits, dim=0)[self.architecture.relevant].item()
        return logits.item() if self.names_identity() else torch.sigmoid(logits).item()

    def names_identity(self) -> bool:
        """Every place where an activation is found; without one it is the sigmoid."""
        config = self.architecture.config
        places = [
            (self.architecture.sentence_transformers or {}).get("activation_fn"),
            config.get("sentence_transformers", {}).get("activation_fn"),
            config.get("sbert_ce_default_activation_function"),
        ]
        return next((place for place in places if place is not None), "").endswith(".Identity")


if __name__ == "__main__":
    main()
