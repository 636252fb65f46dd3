"""Holds our ids and scores against transformers and sentence-transformers; imported by make_architectures.py.

Both cut a pair by rules of their own, so not every pair can be compared:

- transformers' `only_second` never cuts the query: equal wherever we did not cut it either;
- sentence-transformers' `longest_first` takes tokens from the longer text: equal as long as the document, when cut, is
  no shorter than the query, and the query is whole.

transformers 5 builds some tokenizers anew from the vocabulary alone and then reads texts otherwise than tokenizer.json
says. The reference here is what tokenizer.json says; `rebuilt` counts the pairs that come out different.
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from sentence_transformers import CrossEncoder
from torch import nn
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from architectures import Architecture
from awkward_pairs import Pair, expand
from causal_prompt import CausalPrompt
from encode_pair import EncodedPair

TOLERANCE = 1e-5


class CrossEncoderReference:
    def __init__(self, architecture: Architecture, folder: Path, model: nn.Module, prompt: CausalPrompt | None):
        self.architecture = architecture
        self.prompt = prompt
        self.by_transformers = self.by_cross_encoder = self.scores = self.rebuilt = 0
        with tempfile.TemporaryDirectory() as copy:
            shutil.copytree(folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("onnx"))
            self.rebuilding = AutoTokenizer.from_pretrained(copy)
            self.cross_encoder = self.load(Path(copy), model)
        self.tokenizer = self.cross_encoder.tokenizer

    def load(self, copy: Path, model: nn.Module) -> CrossEncoder:
        """With the weights, which are nowhere but in the graph, and a tokenizer class that takes tokenizer.json as is."""
        written = json.loads((copy / "config.json").read_text())
        model.save_pretrained(copy)
        known = {**written, **self.architecture.known_as}
        (copy / "config.json").write_text(json.dumps(known))
        settings = json.loads((copy / "tokenizer_config.json").read_text())
        settings.update(tokenizer_class="PreTrainedTokenizerFast", model_input_names=self.architecture.inputs)
        (copy / "tokenizer_config.json").write_text(json.dumps(settings))
        loaded = CrossEncoder(str(copy), device="cpu", model_kwargs={"attn_implementation": "eager"}, local_files_only=True)
        assert isinstance(loaded.tokenizer, PreTrainedTokenizerFast)
        return loaded

    def check(self, pair: Pair, encoded: EncodedPair, score: float) -> None:
        query, document = expand(pair.query), expand(pair.document)
        if self.prompt is not None:
            self.check_prompt(pair, query, document, encoded, score)
            return
        if not encoded.query_truncated:
            ids = self.ids_of(self.tokenizer, query, document, pair.max_tokens)
            assert ids == encoded.ids, f"other token ids from transformers: {pair.name}"
            self.by_transformers += 1
            self.rebuilt += self.ids_of(self.rebuilding, query, document, pair.max_tokens) != ids
        features = self.cross_encoder.preprocess([(query, document)], processing_kwargs=limit(pair))
        same = features["input_ids"][0].tolist() == encoded.ids
        if self.must_be_cut_alike(query, encoded, pair.max_tokens):
            assert same, f"other token ids from sentence-transformers: {pair.name}"
        self.by_cross_encoder += same
        if same:
            self.compare_score(pair, query, document, score)

    def check_prompt(self, pair: Pair, query: str, document: str, encoded: EncodedPair, score: float) -> None:
        """sentence-transformers reads added tokens in texts: equal wherever there are none and the query is whole."""
        if encoded.query_truncated or self.has_added_token(query + document):
            return
        features = self.cross_encoder.preprocess(
            [(query, document)], prompt=self.cross_encoder.prompts["query"], processing_kwargs=limit(pair)
        )
        assert features["input_ids"][0].tolist() == encoded.ids, f"other token ids from the template: {pair.name}"
        self.by_cross_encoder += 1
        self.compare_score(pair, query, document, score)

    def compare_score(self, pair: Pair, query: str, document: str, score: float) -> None:
        relevant = self.architecture.relevant
        predicted = self.cross_encoder.predict(
            [(query, document)],
            apply_softmax=relevant is not None,
            convert_to_tensor=True,
            processing_kwargs=limit(pair),
        )[0]
        expected = predicted.item() if relevant is None else predicted[relevant].item()
        assert abs(score - expected) <= TOLERANCE, f"{pair.name}: {score}, not {expected} as by sentence-transformers"
        self.scores += 1

    def must_be_cut_alike(self, query: str, encoded: EncodedPair, max_tokens: int) -> bool:
        if encoded.query_truncated:
            return False
        if not encoded.document_truncated:
            return True
        length = len(self.tokenizer.encode(query, add_special_tokens=False))
        special_tokens = self.tokenizer.num_special_tokens_to_add(pair=True)
        return max_tokens - special_tokens - length >= length

    def ids_of(self, tokenizer, query: str, document: str, max_tokens: int) -> list[int]:
        # As a batch of one: given two strings, transformers 5 takes an empty document for none.
        return tokenizer([(query, document)], truncation="only_second", max_length=max_tokens)["input_ids"][0]

    def has_added_token(self, text: str) -> bool:
        return any(token.content in text for token in self.tokenizer.added_tokens_decoder.values())

    def summary(self) -> str:
        return (
            f"ids of {self.by_transformers} as by transformers and of {self.by_cross_encoder} as by sentence-transformers, "
            f"{self.scores} scores equal; {self.rebuilt} pairs read otherwise by {type(self.rebuilding).__name__}"
        )


def limit(pair: Pair) -> dict:
    return {"text": {"max_length": pair.max_tokens}}
