"""Random weights for any architecture, with scores that differ from pair to pair; imported by make_architectures.py."""

import torch
from torch import nn

from encode_pair import EncodedPair

SPREAD = 1.0  # Standard deviation that the head gives to the logits: well apart, and far from where sigmoid is flat.


def fill_with_noise(model: nn.Module, seed: int) -> None:
    """Larger weights than models are usually started with; the same for the same seed."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            if parameter.dim() == 1:
                is_scale = "norm" in name.lower() and name.endswith("weight")
                parameter.copy_(1 + 0.1 * noise if is_scale else 0.1 * noise)
            elif "embed" in name or "relative_attention_bias" in name:
                parameter.copy_(noise)
            else:
                parameter.copy_(noise * 1.3 / parameter.shape[-1] ** 0.5)


def forward(model: nn.Module, pair: EncodedPair) -> torch.Tensor:
    """The logits of one pair, without padding: one a label."""
    ids = torch.tensor([pair.ids])
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    if takes_token_types(model):
        inputs["token_type_ids"] = torch.tensor([pair.token_type_ids])
    with torch.inference_mode():
        return model(**inputs).logits[0]


def takes_token_types(model: nn.Module) -> bool:
    return getattr(model.config, "type_vocab_size", 0) > 1


def spread_labels(model: nn.Module, pairs: list[EncodedPair]) -> None:
    """Scales and shifts the head, so that over `pairs` each label's logits lie around 0."""
    labels = model.config.num_labels
    head = [module for module in model.modules() if isinstance(module, nn.Linear) and module.out_features == labels][-1]
    logits = torch.stack([forward(model, pair) for pair in pairs])
    with torch.no_grad():
        factor = SPREAD / logits.std(dim=0)
        head.weight.mul_(factor[:, None])
        head.bias.copy_((head.bias - logits.mean(dim=0)) * factor)


def spread_answers(model: nn.Module, pairs: list[EncodedPair], yes: int, no: int) -> None:
    """The same for a causal model, whose score is the difference of two answers' logits at the last position."""
    with torch.inference_mode():
        states = [model.model(input_ids=torch.tensor([pair.ids])).last_hidden_state[0, -1] for pair in pairs]
    states = torch.stack(states)
    middle = states.mean(dim=0)
    with torch.no_grad():
        direction = model.lm_head.weight[yes] - model.lm_head.weight[no]
        # Without what all pairs have in common, as the head has no bias to take it off.
        direction = direction - (direction @ middle) / (middle @ middle) * middle
        direction = direction * SPREAD / (states @ direction).std()
        model.lm_head.weight[yes] = model.lm_head.weight[no] + direction
