"""The reference score: a Hugging Face model in torch at fp32, one pair a run and without padding."""

from pathlib import Path

import torch
from transformers import BertForSequenceClassification

from encode_pair import EncodedPair


def load_model(folder: Path) -> BertForSequenceClassification:
    """Weights that are stored as fp16 are computed with as fp32."""
    return BertForSequenceClassification.from_pretrained(folder, dtype=torch.float32).eval()


def logit_of(model: BertForSequenceClassification, pair: EncodedPair) -> float:
    ids, types = torch.tensor([pair.ids]), torch.tensor([pair.token_type_ids])
    with torch.inference_mode():
        output = model(input_ids=ids, token_type_ids=types, attention_mask=torch.ones_like(ids))
    return output.logits.item()
