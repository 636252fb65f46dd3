"""Trains the byte-level BPE tokenizers of the tiny models and lays them out as the hub's files are.

Imported by architectures.py. RoBERTa's and DeBERTa's are GPT-2's kind, ModernBERT's is GPT-NeoX's with its added runs
of spaces, Qwen's has a pattern of its own and tokens of a chat.
"""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import BPE
from tokenizers.trainers import BpeTrainer

from tiny_corpus import SENTENCES

VOCABULARY_SIZE = 560
# Contractions in any case, letters with what stands before them, single digits, signs with line feeds, white space.
QWEN_PATTERN = "|".join(
    [
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)",
        r"[^\r\n\p{L}\p{N}]?\p{L}+",
        r"\p{N}",
        r" ?[^\s\p{L}\p{N}]+[\r\n]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
QWEN_SPECIAL_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|image_pad|>"]
# Added tokens, yet not special ones, in Qwen's files.
QWEN_PLAIN_TOKENS = ["<tool_call>", "</tool_call>", "<think>", "</think>"]


def roberta() -> str:
    first = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer = byte_level(*trained(first, last=["<mask>"]))
    # These have normalized=True in RoBERTa's file; there is no normalizer, so nothing comes of it.
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=True) for token in first] + [AddedToken("<mask>", lstrip=True, normalized=False)]
    )
    separator, start = (("</s>", 2), ("<s>", 0))
    tokenizer.post_processor = processors.RobertaProcessing(separator, start, trim_offsets=True, add_prefix_space=False)
    return merges_as_lines(tokenizer.to_str())


def deberta() -> str:
    first = ["[CLS]", "[PAD]", "[SEP]", "[UNK]"]
    tokenizer = byte_level(*trained(first, last=["[MASK]"]), unknown="[UNK]")
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=True) for token in first] + [AddedToken("[MASK]", lstrip=True, normalized=True)]
    )
    tokenizer.post_processor = bert_template(tokenizer)
    return merges_as_lines(tokenizer.to_str())


def modernbert() -> str:
    tokenizer = byte_level(*trained(["<|padding|>", "<|endoftext|>"]))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False) for token in ("<|padding|>", "<|endoftext|>")]
    )
    masked = ["|||IP_ADDRESS|||", "|||EMAIL_ADDRESS|||", "|||PHONE_NUMBER|||"]
    runs = [" " * length for length in range(24, 1, -1)]
    tokenizer.add_tokens([AddedToken(token, normalized=True, special=False) for token in masked + runs])
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False) for token in ("[UNK]", "[CLS]", "[SEP]", "[PAD]")]
        + [AddedToken("[MASK]", lstrip=True, normalized=False)]
    )
    tokenizer.post_processor = bert_template(tokenizer)
    return tokenizer.to_str(pretty=True)


def qwen(template_texts: list[str]) -> str:
    """`template_texts` is what stands around every pair; "yes" and "no" are one token each."""
    pattern = pre_tokenizers.Split(Regex(QWEN_PATTERN), behavior="isolated", invert=False)
    splitter = pre_tokenizers.Sequence([pattern, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    # Often, so that the trainer merges their words whole.
    texts = SENTENCES + 60 * [*template_texts, "yes", "no"]
    tokenizer = byte_level(*trained([], texts=texts, splitter=splitter, size=640))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = splitter
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in QWEN_SPECIAL_TOKENS])
    tokenizer.add_tokens([AddedToken(token, normalized=False, special=False) for token in QWEN_PLAIN_TOKENS])
    tokenizer.post_processor = processors.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False)
    return tokenizer.to_str(pretty=True)


def trained(
    first: list[str], last: list[str] = (), texts: list[str] = SENTENCES, splitter=None, size: int = VOCABULARY_SIZE
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A vocabulary with special tokens before and behind, and its merges."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = splitter or pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = BpeTrainer(
        vocab_size=size,
        min_frequency=2,
        show_progress=False,
        special_tokens=list(first),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(texts, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    vocabulary = model["vocab"]
    for token in last:
        vocabulary[token] = len(vocabulary)
    return vocabulary, [tuple(merge) for merge in model["merges"]]


def byte_level(vocabulary: dict[str, int], merges: list[tuple[str, str]], unknown: str | None = None) -> Tokenizer:
    tokenizer = Tokenizer(
        BPE(vocabulary, merges, unk_token=unknown, continuing_subword_prefix="", end_of_word_suffix="")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def bert_template(tokenizer: Tokenizer) -> processors.TemplateProcessing:
    return processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )


def merges_as_lines(tokenizer_json: str) -> str:
    """Merges as "a b" instead of ["a", "b"]: the older spelling, which most files still have."""
    tokenizer = json.loads(tokenizer_json)
    tokenizer["model"]["merges"] = [" ".join(merge) for merge in tokenizer["model"]["merges"]]
    return json.dumps(tokenizer, indent=2, ensure_ascii=False)
