"""Records what the reference makes of awkward texts, step by step and with settings that the tiny models lack.

    python3 parity/record_text_steps.py

A line has settings and [text, result] for each text: the text that a normalizer gives, the pieces of a pre-tokenizer, or
the ids of a whole tokenizer. Lines with a digest are about every code point in order, as one text.
"""

import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer

from text_steps import NORMALIZERS, PRE_TOKENIZERS, TEXTS, TOKENIZERS, tokenizer, unigram

FIXTURES = Path(__file__).parent.parent / "fixtures"
CATEGORIES = "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp".split()
EVERY_CODE_POINT = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
DIGESTED = ("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "BertNormalizer")
SPLITTING = ("BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Digits", "Punctuation")


def main() -> None:
    lines = [*normalizer_lines(), *pre_tokenizer_lines(), *tokenizer_lines(), *digest_lines()]
    output = FIXTURES / "parity" / "text-steps.jsonl"
    # Escapes keep the file ASCII, as in record.py.
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    output.write_text(text, encoding="ascii", newline="\n")
    print(f"{output}: {len(lines)} lines")


def built(settings: dict) -> Tokenizer:
    return Tokenizer.from_str(json.dumps(settings))


def step(kind: str, settings: dict):
    return getattr(built({**tokenizer(unigram([["<unk>", 0.0]])), kind: settings}), kind)


def pieces(pre_tokenizer, text: str) -> list[str]:
    return [piece for piece, _ in pre_tokenizer.pre_tokenize_str(text)] if text else []


def normalizer_lines():
    for settings in NORMALIZERS:
        normalizer = step("normalizer", settings)
        yield {"kind": "normalizer", "settings": settings, "cases": [[text, normalizer.normalize_str(text)] for text in TEXTS]}


def pre_tokenizer_lines():
    for settings in PRE_TOKENIZERS:
        splitter = step("pre_tokenizer", settings)
        yield {"kind": "pre_tokenizer", "settings": settings, "cases": [[text, pieces(splitter, text)] for text in TEXTS]}


def tokenizer_lines():
    for name, settings in TOKENIZERS.items():
        tokens = built(settings)
        cases = [[text, tokens.encode(text, add_special_tokens=False).ids] for text in TEXTS]
        yield {"kind": "tokenizer", "name": name, "settings": settings, "cases": cases}


def digest_lines():
    maps = [("tiny-gte", json.loads((FIXTURES / "architectures/tiny-gte/tokenizer.json").read_text())["normalizer"])]
    for name, settings in [*maps, *((None, settings) for settings in NORMALIZERS if settings["type"] in DIGESTED)]:
        result = step("normalizer", settings).normalize_str(EVERY_CODE_POINT)
        source = {"folder": name} if name else {"settings": settings}
        yield {"kind": "normalizer", **source, "digest": digest(result)}
    for pattern in [*(rf"\P{{{category}}}" for category in CATEGORIES), r"\S", r"\D", r"\W", r"[\W]", r"[^\w]", r"\w"]:
        settings = {"type": "Replace", "pattern": {"Regex": pattern}, "content": ""}
        yield {"kind": "normalizer", "settings": settings, "digest": digest(step("normalizer", settings).normalize_str(EVERY_CODE_POINT))}
    for settings in PRE_TOKENIZERS:
        if settings["type"] in SPLITTING:
            result = pieces(step("pre_tokenizer", settings), EVERY_CODE_POINT)
            yield {"kind": "pre_tokenizer", "settings": settings, "digest": digest("\n".join(result))}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
