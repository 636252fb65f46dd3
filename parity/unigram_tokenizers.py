"""Trains the SentencePiece tokenizers of the tiny models and lays them out as the hub's conversions do.

Imported by architectures.py. Three layouts of the same kind, as they are found: XLM-RoBERTa's as in recent conversions,
CamemBERT's in the spelling of older ones, DeBERTa-v3's with its own normalizer.
"""

import json
import tempfile

from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from character_maps import RULE_NAME, small_map_rules, train
from tiny_corpus import SENTENCES

VOCABULARY_SIZE = 600
FIRST_OF_ROBERTA = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]


def xlm_roberta() -> str:
    """With the whole character map, and runs of spaces made one."""
    pieces, character_map = train(SENTENCES, vocab_size=VOCABULARY_SIZE, normalization_rule_name=RULE_NAME)
    # SentencePiece's own first pieces are <unk>, <s>, </s>; the order here is fairseq's.
    tokenizer = unigram(FIRST_OF_ROBERTA + pieces[3:] + [("<mask>", 0.0)], unknown=3)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(character_map), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False) for token, _ in FIRST_OF_ROBERTA]
        + [AddedToken("<mask>", lstrip=True, normalized=False)]
    )
    tokenizer.post_processor = roberta_template(tokenizer)
    return tokenizer.to_str(pretty=True)


def camembert() -> str:
    """Words are split at white space first, and <mask> is looked for after normalisation."""
    pieces, character_map = train_with_small_map()
    not_used = [("<s>NOTUSED", 0.0), ("<pad>", 0.0), ("</s>NOTUSED", 0.0), ("<unk>", 0.0), ("<unk>NOTUSED", -100.0)]
    tokenizer = unigram(not_used + pieces[1:] + [("<mask>", 0.0)], unknown=3)
    tokenizer.normalizer = normalizers.Precompiled(character_map)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    first = ["<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED", "<s>", "</s>"]
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False) for token in first] + [AddedToken("<mask>", lstrip=True, normalized=True)]
    )
    tokenizer.post_processor = roberta_template(tokenizer)
    return spelled_as_before(tokenizer.to_str())


def deberta_v3() -> str:
    """[MASK] comes after the vocabulary; white space around a text goes before the character map sees it."""
    names = {"pad": "[PAD]", "bos": "[CLS]", "eos": "[SEP]", "unk": "[UNK]"}
    ids = {f"{name}_id": position for position, name in enumerate(names)}
    pieces, character_map = train_with_small_map(**ids, **{f"{name}_piece": piece for name, piece in names.items()})
    tokenizer = unigram([(piece, 0.0) for piece in names.values()] + pieces[4:], unknown=3)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Strip(left=True, right=True),
            normalizers.Precompiled(character_map),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False) for token in ("[PAD]", "[CLS]", "[SEP]")]
        + [AddedToken("[UNK]", normalized=True), AddedToken("[MASK]", normalized=False)]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer.to_str(pretty=True)


def unigram(vocabulary: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def roberta_template(tokenizer: Tokenizer) -> processors.TemplateProcessing:
    return processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("<s>", "</s>")],
    )


def train_with_small_map(**settings) -> tuple[list[tuple[str, float]], bytes]:
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="ascii") as rules:
        rules.write(small_map_rules())
        rules.flush()
        return train(SENTENCES, vocab_size=VOCABULARY_SIZE, normalization_rule_tsv=rules.name, **settings)


def spelled_as_before(tokenizer_json: str) -> str:
    """The older spelling of Metaspace, which has `add_prefix_space` for what is now `prepend_scheme`."""
    tokenizer = json.loads(tokenizer_json)
    for part in (tokenizer["decoder"], tokenizer["pre_tokenizer"]["pretokenizers"][1]):
        assert part["type"] == "Metaspace"
        for name in ("prepend_scheme", "split"):
            del part[name]
        part.update(str_rep="▁", add_prefix_space=True)
    return json.dumps(tokenizer, indent=2, ensure_ascii=False)
