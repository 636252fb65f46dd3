"""The tiny models of every architecture: configuration, tokenizer and head of each; imported by make_architectures.py.

To list them:

    python3 parity/architectures.py

All have width 32, 2 layers and a window of 64 tokens, but for the causal model, whose prompt alone takes more. Each
`config` is what stands in config.json; keys are those of models on the hub, so that reading them is put to the test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import transformers

import byte_level_tokenizers
import causal_prompt
import unigram_tokenizers
import wordpiece_tokenizers

WINDOW = 64
CAUSAL_WINDOW = 128
IDENTITY = "torch.nn.modules.linear.Identity"
SIGMOID = "torch.nn.modules.activation.Sigmoid"
# What transformers writes where a tokenizer knows no limit; then the limit is the model's.
NO_LIMIT = 1000000000000000019884624838656

TOKEN_INPUTS = ["input_ids", "attention_mask"]
TYPED_INPUTS = ["input_ids", "attention_mask", "token_type_ids"]

SHAPE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
BERT_SHAPE = {
    **SHAPE,
    "hidden_act": "gelu",
    "hidden_dropout_prob": 0.1,
    "attention_probs_dropout_prob": 0.1,
    "layer_norm_eps": 1e-12,
    "max_position_embeddings": WINDOW,
}
# Positions are counted from 2 in RoBERTa's kind: two more of them than tokens.
ROBERTA_SHAPE = {**BERT_SHAPE, "layer_norm_eps": 1e-5, "max_position_embeddings": WINDOW + 2}
ROBERTA_IDS = {"pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2}
ONE_LABEL = {"id2label": {"0": "LABEL_0"}, "label2id": {"LABEL_0": 0}}
BERT_TOKENS = {name: f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}
ROBERTA_TOKENS = {
    "bos": "<s>",
    "eos": "</s>",
    "unk": "<unk>",
    "sep": "</s>",
    "pad": "<pad>",
    "cls": "<s>",
    "mask": "<mask>",
}


@dataclass(frozen=True)
class Architecture:
    name: str
    config: dict
    model_class: type
    tokenizer: Callable[[], str]
    tokenizer_kind: str
    tokenizer_class: str
    special_tokens: dict[str, str]
    inputs: list[str] = field(default_factory=lambda: TOKEN_INPUTS)
    tokenizer_settings: dict = field(default_factory=dict)
    model_max_length: int = WINDOW
    # What transformers calls the same model, where config.json names a class that it does not have.
    known_as: dict = field(default_factory=dict)
    # config_sentence_transformers.json; with it come modules.json and the files of the modules.
    sentence_transformers: dict | None = None
    external_data: bool = False
    seed: int = 1

    @property
    def is_causal(self) -> bool:
        return self.model_class is transformers.Qwen3ForCausalLM

    @property
    def relevant(self) -> int | None:
        """Of two labels, which says that the document is relevant: the one named so, else the second."""
        if self.is_causal or reference_config(self, vocabulary_size=8).num_labels == 1:
            return None
        names = self.config.get("id2label", {})
        return next((int(label) for label, name in names.items() if name == "relevant"), 1)


ARCHITECTURES = [
    Architecture(
        name="tiny-bert-external",
        config={
            "architectures": ["BertForSequenceClassification"],
            "model_type": "bert",
            **BERT_SHAPE,
            "type_vocab_size": 2,
            "pad_token_id": 0,
            # Here the first label is the good one.
            "id2label": {"0": "relevant", "1": "irrelevant"},
            "label2id": {"irrelevant": 1, "relevant": 0},
        },
        model_class=transformers.BertForSequenceClassification,
        tokenizer=lambda: wordpiece_tokenizers.bert(lowercase=True),
        tokenizer_kind="WordPiece, uncased",
        tokenizer_class="BertTokenizer",
        special_tokens=BERT_TOKENS,
        tokenizer_settings={"do_lower_case": True, "tokenize_chinese_chars": True, "strip_accents": None},
        inputs=TYPED_INPUTS,
        external_data=True,
    ),
    Architecture(
        name="tiny-distilbert",
        config={
            "architectures": ["DistilBertForSequenceClassification"],
            "model_type": "distilbert",
            "dim": 32,
            "hidden_dim": 64,
            "n_heads": 2,
            "n_layers": 2,
            "activation": "gelu",
            "dropout": 0.1,
            "attention_dropout": 0.1,
            "seq_classif_dropout": 0.2,
            "sinusoidal_pos_embds": False,
            "max_position_embeddings": WINDOW,
            "pad_token_id": 0,
            # Two labels without names.
            "num_labels": 2,
        },
        model_class=transformers.DistilBertForSequenceClassification,
        tokenizer=lambda: wordpiece_tokenizers.bert(lowercase=False),
        tokenizer_kind="WordPiece, cased",
        tokenizer_class="DistilBertTokenizer",
        special_tokens=BERT_TOKENS,
        tokenizer_settings={"do_lower_case": False, "tokenize_chinese_chars": True, "strip_accents": None},
    ),
    Architecture(
        name="tiny-electra",
        config={
            "architectures": ["ElectraForSequenceClassification"],
            "model_type": "electra",
            **BERT_SHAPE,
            "embedding_size": 16,
            "summary_activation": "gelu",
            "type_vocab_size": 2,
            "pad_token_id": 0,
            **ONE_LABEL,
            "sentence_transformers": {"activation_fn": IDENTITY, "version": "4.1.0.dev0"},
        },
        model_class=transformers.ElectraForSequenceClassification,
        tokenizer=lambda: wordpiece_tokenizers.bert(lowercase=True),
        tokenizer_kind="WordPiece, uncased",
        tokenizer_class="ElectraTokenizer",
        special_tokens=BERT_TOKENS,
        tokenizer_settings={"do_lower_case": True, "tokenize_chinese_chars": True, "strip_accents": None},
        inputs=TYPED_INPUTS,
    ),
    Architecture(
        name="tiny-mpnet",
        config={
            "architectures": ["MPNetForSequenceClassification"],
            "model_type": "mpnet",
            **ROBERTA_SHAPE,
            "relative_attention_num_buckets": 32,
            **ROBERTA_IDS,
            **ONE_LABEL,
            # Where sentence-transformers kept the activation before its version 4.
            "sbert_ce_default_activation_function": IDENTITY,
        },
        model_class=transformers.MPNetForSequenceClassification,
        tokenizer=wordpiece_tokenizers.mpnet,
        tokenizer_kind="WordPiece with RoBERTa's pair",
        tokenizer_class="MPNetTokenizer",
        special_tokens={**ROBERTA_TOKENS, "unk": "[UNK]"},
        tokenizer_settings={"do_lower_case": True, "tokenize_chinese_chars": True, "strip_accents": None},
    ),
    Architecture(
        name="tiny-roberta",
        config={
            "architectures": ["RobertaForSequenceClassification"],
            "model_type": "roberta",
            **ROBERTA_SHAPE,
            "type_vocab_size": 1,
            **ROBERTA_IDS,
            **ONE_LABEL,
            "sentence_transformers": {"activation_fn": SIGMOID, "version": "4.1.0.dev0"},
        },
        model_class=transformers.RobertaForSequenceClassification,
        tokenizer=byte_level_tokenizers.roberta,
        tokenizer_kind="byte-level BPE, GPT-2's",
        tokenizer_class="RobertaTokenizer",
        special_tokens=ROBERTA_TOKENS,
        tokenizer_settings={"add_prefix_space": False, "trim_offsets": True, "errors": "replace"},
    ),
    Architecture(
        name="tiny-xlm-roberta",
        config={
            "architectures": ["XLMRobertaForSequenceClassification"],
            "model_type": "xlm-roberta",
            **ROBERTA_SHAPE,
            "type_vocab_size": 1,
            "position_embedding_type": "absolute",
            **ROBERTA_IDS,
            **ONE_LABEL,
        },
        model_class=transformers.XLMRobertaForSequenceClassification,
        tokenizer=unigram_tokenizers.xlm_roberta,
        tokenizer_kind="SentencePiece Unigram, nmt_nfkc whole",
        tokenizer_class="XLMRobertaTokenizer",
        special_tokens=ROBERTA_TOKENS,
    ),
    Architecture(
        name="tiny-camembert",
        config={
            "architectures": ["CamembertForSequenceClassification"],
            "model_type": "camembert",
            **ROBERTA_SHAPE,
            "type_vocab_size": 1,
            "pad_token_id": 1,
            "bos_token_id": 5,
            "eos_token_id": 6,
            **ONE_LABEL,
        },
        model_class=transformers.CamembertForSequenceClassification,
        tokenizer=unigram_tokenizers.camembert,
        tokenizer_kind="SentencePiece Unigram, older spelling",
        tokenizer_class="CamembertTokenizer",
        special_tokens=ROBERTA_TOKENS,
        tokenizer_settings={"additional_special_tokens": ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"]},
        sentence_transformers={"activation_fn": IDENTITY, "model_type": "CrossEncoder", "prompts": {}},
    ),
    Architecture(
        name="tiny-deberta",
        config={
            "architectures": ["DebertaForSequenceClassification"],
            "model_type": "deberta",
            **BERT_SHAPE,
            "layer_norm_eps": 1e-7,
            "max_relative_positions": -1,
            "relative_attention": True,
            "pos_att_type": "c2p|p2c",
            "position_biased_input": False,
            "pooler_dropout": 0,
            "pooler_hidden_act": "gelu",
            "type_vocab_size": 0,
            "pad_token_id": 1,
            "id2label": {"0": "LABEL_0", "1": "LABEL_1"},
            "label2id": {"LABEL_0": 0, "LABEL_1": 1},
        },
        model_class=transformers.DebertaForSequenceClassification,
        tokenizer=byte_level_tokenizers.deberta,
        tokenizer_kind="byte-level BPE with BERT's pair",
        tokenizer_class="DebertaTokenizer",
        special_tokens={"bos": "[CLS]", "eos": "[SEP]", **BERT_TOKENS},
        tokenizer_settings={"add_prefix_space": False, "do_lower_case": False, "errors": "replace"},
    ),
    Architecture(
        name="tiny-deberta-v3",
        config={
            "architectures": ["DebertaV2ForSequenceClassification"],
            "model_type": "deberta-v2",
            **BERT_SHAPE,
            "layer_norm_eps": 1e-7,
            "max_relative_positions": -1,
            "relative_attention": True,
            "position_buckets": 16,
            "norm_rel_ebd": "layer_norm",
            "share_att_key": True,
            "pos_att_type": "p2c|c2p",
            "position_biased_input": False,
            "pooler_dropout": 0,
            "pooler_hidden_act": "gelu",
            "type_vocab_size": 0,
            "pad_token_id": 0,
            **ONE_LABEL,
            "sentence_transformers": {"activation_fn": SIGMOID, "version": "4.1.0"},
        },
        model_class=transformers.DebertaV2ForSequenceClassification,
        tokenizer=unigram_tokenizers.deberta_v3,
        tokenizer_kind="SentencePiece Unigram with BERT's pair",
        tokenizer_class="DebertaV2Tokenizer",
        special_tokens={"bos": "[CLS]", "eos": "[SEP]", **BERT_TOKENS},
        tokenizer_settings={"do_lower_case": False, "split_by_punct": False, "vocab_type": "spm"},
        model_max_length=NO_LIMIT,
    ),
    Architecture(
        name="tiny-modernbert",
        config={
            "architectures": ["ModernBertForSequenceClassification"],
            "model_type": "modernbert",
            **SHAPE,
            "hidden_activation": "gelu",
            "classifier_activation": "gelu",
            "classifier_pooling": "mean",
            "classifier_bias": True,
            "attention_bias": False,
            "mlp_bias": False,
            "norm_bias": False,
            "norm_eps": 1e-5,
            "global_attn_every_n_layers": 2,
            "local_attention": 16,
            "global_rope_theta": 160000.0,
            "local_rope_theta": 10000.0,
            "max_position_embeddings": 2 * WINDOW,
            "pad_token_id": 589,
            "cls_token_id": 587,
            "sep_token_id": 588,
            "bos_token_id": 587,
            "eos_token_id": 588,
            **ONE_LABEL,
        },
        model_class=transformers.ModernBertForSequenceClassification,
        tokenizer=byte_level_tokenizers.modernbert,
        tokenizer_kind="byte-level BPE, GPT-NeoX's",
        tokenizer_class="PreTrainedTokenizerFast",
        special_tokens=BERT_TOKENS,
        tokenizer_settings={"clean_up_tokenization_spaces": True, "model_input_names": TOKEN_INPUTS},
        sentence_transformers={"activation_fn": SIGMOID, "model_type": "CrossEncoder", "prompts": {}},
    ),
    Architecture(
        name="tiny-gte",
        config={
            "architectures": ["NewForSequenceClassification"],
            "model_type": "new",
            **BERT_SHAPE,
            "attention_probs_dropout_prob": 0.0,
            "max_position_embeddings": 2 * WINDOW,
            "type_vocab_size": 1,
            "layer_norm_type": "layer_norm",
            "position_embedding_type": "rope",
            "rope_theta": 20000,
            "rope_scaling": None,
            "pack_qkv": True,
            "unpad_inputs": False,
            "use_memory_efficient_attention": False,
            "logn_attention_scale": False,
            "logn_attention_clip1": False,
            "pad_token_id": 1,
            **ONE_LABEL,
        },
        known_as={
            "architectures": ["GteForSequenceClassification"],
            "model_type": "gte",
            "rope_parameters": {"rope_type": "default", "rope_theta": 20000.0},
        },
        model_class=transformers.GteForSequenceClassification,
        tokenizer=unigram_tokenizers.xlm_roberta,
        tokenizer_kind="SentencePiece Unigram, the same file as tiny-xlm-roberta's",
        tokenizer_class="XLMRobertaTokenizer",
        special_tokens=ROBERTA_TOKENS,
    ),
    Architecture(
        name="tiny-qwen3",
        config={
            "architectures": ["Qwen3ForCausalLM"],
            "model_type": "qwen3",
            **SHAPE,
            "num_key_value_heads": 1,
            "head_dim": 16,
            "hidden_act": "silu",
            "attention_bias": False,
            "attention_dropout": 0.0,
            "rms_norm_eps": 1e-6,
            "rope_theta": 1000000,
            "rope_scaling": None,
            "sliding_window": None,
            "use_sliding_window": False,
            "max_window_layers": 2,
            "tie_word_embeddings": False,
            "max_position_embeddings": 4 * WINDOW,
            "use_cache": True,
            "pad_token_id": 640,
            "eos_token_id": 642,
        },
        model_class=transformers.Qwen3ForCausalLM,
        tokenizer=lambda: byte_level_tokenizers.qwen(causal_prompt.TEXTS),
        tokenizer_kind="byte-level BPE, Qwen's",
        tokenizer_class="Qwen2Tokenizer",
        special_tokens={"eos": "<|im_end|>", "pad": "<|endoftext|>"},
        tokenizer_settings={
            "add_prefix_space": False,
            "add_bos_token": False,
            "additional_special_tokens": byte_level_tokenizers.QWEN_SPECIAL_TOKENS[1:],
            "clean_up_tokenization_spaces": False,
            "errors": "replace",
            "split_special_tokens": False,
        },
        inputs=[*TOKEN_INPUTS, "position_ids"],
        model_max_length=CAUSAL_WINDOW,
        sentence_transformers={
            "activation_fn": IDENTITY,
            "model_type": "CrossEncoder",
            "prompts": {"query": causal_prompt.INSTRUCTION},
            "default_prompt_name": "query",
        },
    ),
]


def reference_config(architecture: Architecture, vocabulary_size: int) -> transformers.PretrainedConfig:
    """The configuration for the model in torch: the same file, under transformers' own name for it."""
    values = {**architecture.config, **architecture.known_as, "vocab_size": vocabulary_size}
    return architecture.model_class.config_class.from_dict(values)


if __name__ == "__main__":
    for entry in ARCHITECTURES:
        print(f"{entry.name:20} {entry.config['architectures'][0]:38} {entry.tokenizer_kind}")
