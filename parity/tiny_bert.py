"""The tiny test model: its configuration, its random weights and its graphs; imported by make_tiny_model.py."""

import numpy as np
import onnx
import torch
from transformers import BertConfig, BertForSequenceClassification

from bert_graph import TOKEN_INPUTS, BertGraph

WINDOW = 128
SEED = 0  # Of the few tried, the one whose scores lie around 0.
POOLER, CLASSIFIER = "bert.pooler.dense", "classifier"
EARLY_POOLER, EARLY_CLASSIFIER = "early.pooler.dense", "early.classifier"
STAGES = {
    "stage1": {
        "layers": "1",
        "inputs": ["input_ids", "token_type_ids", "attention_mask"],
        "outputs": ["hidden_states", "logits"],
    },
    "stage2": {"layers": "2", "inputs": ["hidden_states_in", "attention_mask"], "outputs": ["logits"]},
}


def model_config(vocabulary_size: int) -> dict:
    return {
        "architectures": ["BertForSequenceClassification"],
        "model_type": "bert",
        "vocab_size": vocabulary_size,
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 64,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": WINDOW,
        "type_vocab_size": 2,
        "pad_token_id": 0,
        "num_labels": 1,
        "id2label": {"0": "LABEL_0"},
        "label2id": {"LABEL_0": 0},
        "sentence_transformers": {"activation_fn": "torch.nn.modules.activation.Sigmoid"},
    }


def random_model(config: dict) -> tuple[BertForSequenceClassification, dict[str, torch.Tensor]]:
    """The model, and a score head for its first layer; the same for the same configuration."""
    generator = torch.Generator().manual_seed(SEED)
    model = BertForSequenceClassification(BertConfig.from_dict(config)).eval()
    for name, weight in model.state_dict().items():
        if weight.is_floating_point():
            weight.copy_(random_weight(name, weight.shape, generator))
    width = config["hidden_size"]
    shapes = {
        f"{EARLY_POOLER}.weight": (width, width),
        f"{EARLY_POOLER}.bias": (width,),
        f"{EARLY_CLASSIFIER}.weight": (1, width),
        f"{EARLY_CLASSIFIER}.bias": (1,),
    }
    return model, {name: random_weight(name, shape, generator) for name, shape in shapes.items()}


def random_weight(name: str, shape: tuple[int, ...], generator: torch.Generator) -> torch.Tensor:
    """Larger than the weights that BERT is usually started with, so that the scores of different pairs differ."""
    noise = torch.randn(*shape, generator=generator)
    if name.endswith("LayerNorm.weight"):
        return 1 + 0.1 * noise
    if name.endswith("bias"):
        return 0.1 * noise
    if "embeddings" in name:
        return noise
    gain = 2.5 if "pooler" in name or "classifier" in name else 1.3
    return noise * gain / shape[-1] ** 0.5


def build_graphs(weights: dict[str, np.ndarray], config: dict) -> dict[str, onnx.ModelProto]:
    """The whole model, and the same model cut after its first layer."""

    def begin() -> BertGraph:
        return BertGraph(weights, config["num_attention_heads"], config["layer_norm_eps"])

    whole = begin()
    bias = whole.attention_bias()
    hidden = whole.layer(whole.layer(whole.embeddings(), bias, 0), bias, 1)
    whole_outputs = {"logits": whole.score(hidden, POOLER, CLASSIFIER)}

    first = begin()
    early = first.layer(first.embeddings(), first.attention_bias(), 0)
    first_outputs = {"hidden_states": early, "logits": first.score(early, EARLY_POOLER, EARLY_CLASSIFIER)}

    second = begin()
    late = second.layer("hidden_states_in", second.attention_bias(), 1)
    second_outputs = {"logits": second.score(late, POOLER, CLASSIFIER)}

    return {
        "model": whole.finish(TOKEN_INPUTS, whole_outputs),
        "stage1": first.finish(STAGES["stage1"]["inputs"], first_outputs),
        "stage2": second.finish(STAGES["stage2"]["inputs"], second_outputs),
    }
