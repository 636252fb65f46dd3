"""The character maps of SentencePiece normalisers, as tokenizer.json holds them; imported by unigram_tokenizers.py.

Such a map says, for characters and short sequences of them, what they become; models on the hub carry the one that
SentencePiece calls nmt_nfkc. It takes 320 kB in tokenizer.json, so only one tokenizer here has it whole; the others get
the part of it that the parity texts touch.
"""

import io
import unicodedata

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

RULE_NAME = "nmt_nfkc"
# Latin, marks, Greek, Cyrillic, Arabic, Devanagari, Thai, Hangul letters, Vietnamese, punctuation, symbols, kana,
# ligatures, Arabic presentation forms, full and half width; controls are in the first.
SMALL_MAP_RANGES = [
    (0x0000, 0x02AF),
    (0x0340, 0x037E),
    (0x0384, 0x0390),
    (0x0400, 0x045F),
    (0x0622, 0x0626),
    (0x0675, 0x0678),
    (0x0958, 0x095F),
    (0x0E33, 0x0E33),
    (0x1680, 0x1680),
    (0x1E80, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A8, 0x20A8),
    (0x2100, 0x218B),
    (0x222C, 0x2230),
    (0x2460, 0x24FF),
    (0x2F00, 0x2F10),
    (0x3000, 0x30FF),
    (0x3131, 0x3163),
    (0x3300, 0x33FF),
    (0xAC00, 0xAC20),
    (0xF900, 0xF910),
    (0xFB00, 0xFB17),
    (0xFDFA, 0xFDFA),
    (0xFE00, 0xFEFF),
    (0xFF00, 0xFFFD),
    (0x1D400, 0x1D433),
    (0x1D7D8, 0x1D7FF),
]


def small_map_rules() -> str:
    """A part of nmt_nfkc in SentencePiece's text format: code points, a tab, what they become."""
    normalizer = sentencepiece.SentencePieceNormalizer(
        rule_name=RULE_NAME, add_dummy_prefix=False, escape_whitespaces=False, remove_extra_whitespaces=False
    )
    sources = {chr(code) for first, last in SMALL_MAP_RANGES for code in range(first, last + 1) if code != 0}
    sources |= {unicodedata.normalize("NFD", character) for character in sources}
    rules = {source: normalizer.Normalize(source) for source in sorted(sources)}
    return "".join(f"{hexadecimal(source)}\t{hexadecimal(made)}\n" for source, made in rules.items() if source != made)


def hexadecimal(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)


def train(sentences: list[str], **settings) -> tuple[list[tuple[str, float]], bytes]:
    """The pieces with their scores, and the character map, of a SentencePiece model trained with one thread."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=written,
        model_type="unigram",
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
        **settings,
    )
    model = sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())
    pieces = [(piece.piece, piece.score) for piece in model.pieces]
    return pieces, model.normalizer_spec.precompiled_charsmap
