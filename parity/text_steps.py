"""Settings of the steps of tokenizers, and texts that they disagree about; imported by record_text_steps.py."""

QWEN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
O200K = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
DEEPSEEK = (
    r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"
    r"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]

TEXTS = [
    "the old  town",
    " the river's water, isn't it? ",
    "I'LL say: it'S 12345 km/h…",
    "don'ſt 'ſ 'K 'K",
    "a\tb\r\nc\n\n d \n",
    "a\u0085b\ufeffc\u2028d\u00a0e\u3000f\u200bg\u180eh",
    "\u0085 x \ufeff",
    "x1y22z333 ½ ² ٣٤ Ⅷ 〇 ①",
    "3.14 and -2,000 and 1e9",
    "(a) [b] {c} -- ~ $5 5€ «d» ¿e? 「水」",
    "snake_case camelCase ABCdef _x_ __",
    "naïve café ÅÉ e\u0301 n\u0303 q\u0323\u0301 q\u0301\u0323",
    "ﬁ ﬀ ß ẞ ΟΔΟΣ Σ İI ǅ ŉ",
    "ｓｅｐ ㎏ ℌ ⑩ ﷺ ㄱ ﾊﾞ",
    "a\u0897\u0316b \U000105d2\u0307 \U000105c9 \U00011382\U000113c9 \u1acf\u0301 a\u0315\u1dfa",
    "ʕ \u088f \U000323b0 \U00011de0 \U00016ff4 \ua7ce \U00016ea0 \u20c1 \U00010ed0",
    "น้ำใน नदी क्षि ماء 강물 \u1112\u1161\u11ab 河水 𠮷野家",
    "👩\u200d🚀 🇩🇪 1\ufe0f\u20e3 👍🏽",
    "\u0600a \u00a0\u0301b ©\u200dc \u0d4ek",
    "\u0000\u0001 \u001b[0m \u00ad",
    "<s> x</s> [MASK]  y <mask>",
    "x[MASK]y[mask] [Mask] _[MASK] [MASK]é",
    "``quoted'' text -- done ",
    "▁x ▁▁ y▁",
    "",
    " ",
    "     ",
    "aaaaaaaaaaaa",
    "𠮷𠮷𠮷𠮷𠮷𠮷",
    "\U0001f30a" * 7,
    "ab" * 40,
    "a b  c   d    ",
]

NORMALIZERS = [
    *({"type": name} for name in ("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents")),
    {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
    {"type": "BertNormalizer", "clean_text": False, "handle_chinese_chars": False, "strip_accents": True, "lowercase": False},
    {"type": "Strip", "strip_left": True, "strip_right": False},
    {"type": "Strip", "strip_left": False, "strip_right": True},
    {"type": "Prepend", "prepend": "▁"},
    {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
    {"type": "Replace", "pattern": {"String": "``"}, "content": "$&$1"},
    {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
    {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": ""},
    {
        "type": "Sequence",
        "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}],
    },
]

PATTERNS = [
    QWEN,
    O200K,
    DEEPSEEK,
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    r" ?[^(\s|[.,!?…。，、।۔،])]+",
    r"[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}|[^\n]",
    r"(?<=[a-z])[A-Z]",
    r"(?<!\s)\d{2}",
    r"(?:\d\d)+|\w+?x",
    r"[一-龥぀-ゟ゠-ヿ]+",
    r".",
    r"\W",
    r"[\d_-]",
    r"\x41|\u0042|\x{1F30A}",
    r"[^\S\n]+",
    r"\p{^L}",
    r"\P{Lu}{3}",
]

PRE_TOKENIZERS = [
    *({"type": name} for name in ("BertPreTokenizer", "Whitespace", "WhitespaceSplit")),
    {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
    {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
    {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": False},
    {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
    {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": True},
    {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
    {"type": "Digits", "individual_digits": True},
    {"type": "Digits", "individual_digits": False},
    *({"type": "Punctuation", "behavior": behavior} for behavior in BEHAVIORS),
    *(
        {"type": "Split", "pattern": {"String": " "}, "behavior": behavior, "invert": False}
        for behavior in BEHAVIORS
    ),
    *(
        {"type": "Split", "pattern": {"Regex": r"\s|b"}, "behavior": behavior, "invert": True}
        for behavior in BEHAVIORS
    ),
    *(
        {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
        for pattern in PATTERNS
    ),
    {
        "type": "Sequence",
        "pretokenizers": [
            {"type": "WhitespaceSplit"},
            {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        ],
    },
    {
        "type": "Sequence",
        "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": QWEN}, "behavior": "Removed", "invert": True},
            {"type": "Digits", "individual_digits": True},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False},
        ],
    },
]  # fmt: skip

WORDS = {"type": "WhitespaceSplit"}


def added(content: str, identity: int, **flags: bool) -> dict:
    every = ("single_word", "lstrip", "rstrip", "normalized", "special")
    return {"id": identity, "content": content, **{flag: flags.get(flag, False) for flag in every}}


def tokenizer(model: dict, normalizer: dict | None = None, pre_tokenizer: dict | None = None, tokens: list = ()) -> dict:
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": list(tokens),
        "normalizer": normalizer,
        "pre_tokenizer": pre_tokenizer,
        "post_processor": None,
        "decoder": None,
        "model": model,
    }


def numbered(tokens: list[str]) -> dict[str, int]:
    return {token: number for number, token in enumerate(tokens)}


BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
WORD_PIECE = {
    "type": "WordPiece",
    "unk_token": "[UNK]",
    "continuing_subword_prefix": "##",
    "max_input_chars_per_word": 6,
    "vocab": numbered(["[UNK]", "a", "##a", "ab", "##b", "aba", "##ba", "𠮷", "##𠮷", "[MASK]", "x", "é", "##é", "12", "##3"]),
}  # fmt: skip
LETTERS = ["<unk>", "a", "b", "c", "ab", "ba", "aa", "aaa", "bc", "abc", "x", " ", "▁", "▁a", "cc", "𠮷", "é"]


def bpe(merges: list, vocab: list[str] = LETTERS, **settings) -> dict:
    defaults = {
        "dropout": None,
        "unk_token": "<unk>",
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "fuse_unk": False,
        "byte_fallback": False,
        "ignore_merges": False,
    }
    return {"type": "BPE", **defaults, **settings, "vocab": numbered(vocab), "merges": merges}


MERGES = [["a", "a"], ["a", "b"], ["b", "a"], ["aa", "a"], ["b", "c"], ["ab", "c"], ["▁", "a"], ["a", "bc"], ["a", "b"]]


def unigram(pieces: list, unknown: int = 0, **settings) -> dict:
    return {"type": "Unigram", "unk_id": unknown, "vocab": pieces, **settings}


PIECES = [["<unk>", 0.0], ["a", -2.0], ["b", -2.5], ["ab", -4.5], ["ba", -4.5], ["aa", -4.0], ["aaa", -5.0], ["x", -3.0],
          ["▁", -1.5], ["▁a", -3.5], ["abab", -9.0], ["𠮷", -6.0], ["é", -3.25], ["c", -30.0], ["1", -2.0], ["12", -4.0]]  # fmt: skip
ALWAYS = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
FIRST = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": True}
GEMMA = {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": False}
MARKS = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
BYTE_PIECES = [[piece, -12.0] for piece in BYTES]

TOKENIZERS = {
    "WordPiece": tokenizer(WORD_PIECE, None, WORDS),
    "WordPiece without a type": tokenizer({k: v for k, v in WORD_PIECE.items() if k != "type"}, None, WORDS),
    "BPE": tokenizer(bpe(MERGES), None, WORDS),
    "BPE of lines": tokenizer(bpe(["#version: 0.2", *(" ".join(merge) for merge in MERGES)]), None, WORDS),
    "BPE without an unknown token": tokenizer(bpe(MERGES, unk_token=None), None, WORDS),
    "BPE that fuses unknown ones": tokenizer(bpe(MERGES, fuse_unk=True)),
    "BPE that ignores merges": tokenizer(bpe(MERGES[:2], ignore_merges=True), None, WORDS),
    "BPE with bytes": tokenizer(bpe(MERGES, LETTERS + BYTES, byte_fallback=True, fuse_unk=True), MARKS, GEMMA),
    "BPE with some bytes": tokenizer(bpe(MERGES, LETTERS + BYTES[:0xE5], byte_fallback=True, fuse_unk=True)),
    "BPE with some bytes, unfused": tokenizer(bpe(MERGES, LETTERS + BYTES[:0xE5], byte_fallback=True)),
    "BPE with a suffix": tokenizer(
        bpe([["a", "b</w>"], ["a", "a"], ["a", "a</w>"]], ["<unk>", "a", "b", "a</w>", "b</w>", "ab</w>", "aa", "aa</w>"],
            end_of_word_suffix="</w>"), None, WORDS),
    "BPE with a prefix": tokenizer(
        bpe([["a", "@@b"], ["@@a", "@@b"], ["ab", "@@ab"]], ["<unk>", "a", "b", "@@a", "@@b", "ab", "@@ab", "abab"],
            continuing_subword_prefix="@@"), None, WORDS),
    "Unigram": tokenizer(unigram(PIECES), None, ALWAYS),
    "Unigram, one word": tokenizer(unigram(PIECES)),
    "Unigram with a piece twice": tokenizer(unigram([*PIECES, ["ab", -1.0]]), None, ALWAYS),
    # Read as it stands, the sums of these would round otherwise, and the first of the ways to cut "abab…" would be another.
    "Unigram with scores of 17 digits": tokenizer(
        unigram([["<unk>", 0.0], ["ab", -10.109122286196895], ["ababab", -10.023457491506981]])),
    "Unigram with bytes": tokenizer(unigram([*PIECES, *BYTE_PIECES], byte_fallback=True), None, ALWAYS),
    "Unigram with some bytes": tokenizer(unigram([*PIECES, *BYTE_PIECES[:0xE5]], byte_fallback=True), None, ALWAYS),
    "Unigram of the first mark": tokenizer(unigram(PIECES), None, FIRST, [added("<s>", 16, special=True)]),
    "added tokens": tokenizer(WORD_PIECE, None, WORDS, [added("[MASK]", 9), added("<s>", 15), added("<s> x", 16)]),
    "added tokens that strip": tokenizer(
        WORD_PIECE, None, WORDS,
        [added("[MASK]", 9, lstrip=True), added("<s>", 15, rstrip=True), added("  ", 16), added("\n", 17, rstrip=True)]),
    "added tokens of one word": tokenizer(
        WORD_PIECE, None, WORDS, [added("[MASK]", 9, single_word=True), added("y", 15, single_word=True)]),
    "added tokens in small letters": tokenizer(
        WORD_PIECE, {"type": "Lowercase"}, WORDS,
        [added("[MASK]", 9, normalized=True), added("Done", 15, normalized=True, special=True),
         added("<S>", 16, normalized=False), added("OLD", 17, normalized=True, lstrip=True)]),
}  # fmt: skip
