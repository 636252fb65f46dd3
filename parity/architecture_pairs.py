"""The pairs that the architecture fixtures record, made to measure for a tokenizer; imported by make_architectures.py.

To list the names for one of the models:

    python3 parity/architecture_pairs.py fixtures/architectures/tiny-roberta/tokenizer.json
"""

import sys

from tokenizers import Tokenizer

from awkward_pairs import ORDINARY_PAIRS, Pair, Repeat
from awkward_texts import AWKWARD_TEXTS, RECENT_CHARACTERS

# By language: a query, a document that answers it, and one that does not.
LANGUAGES = {
    "German": ("Wie viele Menschen wohnen in der Stadt?", "Die Stadt hat 480.000 Einwohner.", "Bücher über Gärten."),
    "Russian": ("Сколько людей живёт в городе?", "В городе живёт полмиллиона человек.", "Поезд уходит утром."),
    "Chinese": ("这个城市有多少人？", "这个城市有四十八万人，河边的老城有三千人。", "火车早上七点开往海边。"),
    "Arabic": ("كم عدد الناس في المدينة؟", "يعيش في المدينة نصف مليون شخص.", "ماء النهر بارد في الشتاء."),
    "Hindi": ("शहर में कितने लोग रहते हैं?", "शहर में लगभग पाँच लाख लोग रहते हैं।", "नदी का पानी ठंडा है।"),
    "Thai": ("เมืองนี้มีคนอยู่กี่คน", "เมืองนี้มีคนอยู่ห้าแสนคน", "น้ำในแม่น้ำเย็นในฤดูหนาว"),
    "Japanese": ("この町には何人が住んでいますか。", "この町には五千人が住んでいます。", "川の水は冬に冷たい。"),
}

DOCUMENTS = [
    "tabs",
    "line feeds",
    "CRLF",
    "next line U+0085",
    "every Unicode space",
    "Mongolian vowel separator",
    "NUL inside a word",
    "C0 controls",
    "C1 controls",
    "BOM inside",
    "zero-width space",
    "soft hyphens",
    "replacement character U+FFFD",
    "private use",
    "accents decomposed",
    "composition exclusions",
    "Vietnamese decomposed",
    "families",
    "Turkish dotted and dotless i",
    "Russian decomposed",
    "Greek capitals with final sigma",
    "Chinese beyond the basic plane",
    "Chinese compatibility ideographs",
    "Japanese half-width",
    "Japanese decomposed",
    "Korean decomposed",
    "Hindi with joiners",
    "Arabic with vowel marks",
    "Arabic presentation forms",
    "word of 101 letters",
    "all ASCII signs",
    "identifiers",
    "apostrophes",
    "superscripts and subscripts",
    "Roman numeral characters",
    "circled and squared",
    "ligatures",
    "full-width Latin",
    "mathematical letters",
    "long s",
    "recent emoji U+1FAE8",
    "recent mark U+08D3",
    "recent letter U+A7AE",
    "recent capital U+1E900",
]
# Of no interest to a byte-level tokenizer that normalises to NFC; the causal model's ids are long enough without them.
ONLY_OTHERS = {
    "NUL inside a word",
    "C1 controls",
    "zero-width space",
    "soft hyphens",
    "replacement character U+FFFD",
    "Turkish dotted and dotless i",
    "Greek capitals with final sigma",
    "Chinese beyond the basic plane",
    "Japanese half-width",
    "Hindi with joiners",
    "Arabic presentation forms",
    "word of 101 letters",
    "superscripts and subscripts",
    "Roman numeral characters",
    "circled and squared",
    "ligatures",
    "mathematical letters",
    "long s",
    "recent emoji U+1FAE8",
    "recent mark U+08D3",
    "low lines of SentencePiece",
    "words of unknown characters",
    "wave dash and tilde",
}
QUERIES = ["full-width Latin", "Vietnamese decomposed", "spaces around", "line feeds after signs", "runs of spaces"]

# Where the tokenizers of this kind of model decide.
MORE_TEXTS = {
    "contractions": "IT'S we'LL they'Re I'M you'd've 'TIS it\u2019s '\u017fon",
    "line feeds after signs": "wait!\n\nwhat?\r\n...\n (no)\t\n  indented\n\n\n",
    "runs of spaces": "a  b   c    d     e" + 24 * " " + "f" + 30 * " " + "g ",
    "spaces and line feeds": "  \n  a \n\n b  \t c\r\n",
    "low lines of SentencePiece": "the\u2581river \u2581 \u2581\u2581sea",
    "words of unknown characters": "\u13a0\u13b9 \u16a0\u16a1 a\u13a0b \u16a0",
    "wave dash and tilde": "\uff5e \u301c ~ 5\uff5e6",
    "decomposed kana and jamo": "か\u3099 ハ\u309a \u1112\u1161\u11ab",
    "marks on marks": "e\u0323\u0302 o\u0302\u0303 a\u0308\u0301 \ufb01\u0301",
    "compositions that are rare": "\u0915\u093c \u05e9\u05c1 \u0b47\u0b3e \U00011131\U00011127 \u1e9b\u0323",
    "new in Unicode": "\u32ff \U0001f16c \ua7f2 \U0001fbf1 \U00010781",
    "digits of many scripts": "12 ١٢ १२ ๑๒ １２ Ⅻ ² ½ 12345678",
    "brackets around everything": "(the) [river] {sea} \u201ctown\u201d \u300csun\u300d",
}


def counted(count: int) -> Repeat:
    """A text of so many tokens to every tokenizer here; make_architectures.py makes sure of it."""
    return Repeat(" a", count)


def build_pairs(tokenizer: Tokenizer, special_tokens: int, window: int, smallest: int, causal: bool) -> list[Pair]:
    """`special_tokens` is what a pair has beside query and document, `smallest` the least limit that makes sense."""
    pairs = [Pair(f"ordinary {number}", *ORDINARY_PAIRS[number - 1], window) for number in (1, 2, 3, 4, 7, 10, 17, 20)]
    pairs += language_pairs(window, smallest)
    texts = {**AWKWARD_TEXTS, **RECENT_CHARACTERS, **MORE_TEXTS}
    for name in [name for name in [*DOCUMENTS, *MORE_TEXTS] if not (causal and name in ONLY_OTHERS)]:
        pairs.append(Pair(f"document: {name}", "where does the river end", texts[name], window))
    for name in QUERIES:
        pairs.append(Pair(f"query: {name}", texts[name], "The river ends in the sea.", window))
    pairs += special_token_pairs(tokenizer, window)
    for limit in (smallest, window):
        pairs += limit_pairs(limit, special_tokens)
    pairs += long_pairs(window, smallest)
    names = [pair.name for pair in pairs]
    assert len(set(names)) == len(names), "two pairs have the same name"
    return pairs


def language_pairs(window: int, smallest: int) -> list[Pair]:
    pairs = []
    for name, (query, answer, other) in LANGUAGES.items():
        pairs.append(Pair(f"{name}: answer", query, answer, window))
        pairs.append(Pair(f"{name}: cut", query, other, smallest))
    pairs.append(Pair("across languages", LANGUAGES["German"][0], LANGUAGES["Russian"][1], window))
    return pairs


def special_token_pairs(tokenizer: Tokenizer, window: int) -> list[Pair]:
    """The tokenizer's own added tokens as parts of texts, and other models' tokens."""
    added = [token.content for token in tokenizer.get_added_tokens_decoder().values()]
    added = [token for token in added if token.strip() and "NOTUSED" not in token and "vision" not in token]
    pairs = [
        Pair("document: other models' tokens", "river", AWKWARD_TEXTS["tokens of other models"], window),
        Pair("document: [SEP] full-width", "river", "［ＳＥＰ］ ＜ｍａｓｋ＞ ＜／ｓ＞", window),
        Pair("document: all added tokens", "river", "a".join(added), window),
        Pair("query: all added tokens", " ".join(added), "The river ends in the sea.", window),
    ]
    for token in added:
        text = f"the  {token}  river x{token}y {token.upper()}{token.lower()} {token[:-1]}"
        pairs.append(Pair(f"document: {token}", "river", text, window))
    return pairs


def limit_pairs(limit: int, special_tokens: int) -> list[Pair]:
    """Documents and queries of one token less than fit, as many as fit, and one more."""
    pairs = []
    for step in (-1, 0, 1):
        room = limit - special_tokens - 2
        pairs.append(Pair(f"document {step:+} at {limit}", counted(2), counted(max(room + step, 0)), limit))
        half = min(limit // 2, limit - special_tokens - 1)
        pairs.append(Pair(f"query {step:+} at {limit}", counted(max(half + step, 0)), "The river ends.", limit))
    pairs.append(Pair(f"both long at {limit}", counted(limit), Repeat("The old town by the sea. ", limit), limit))
    return pairs


def long_pairs(window: int, smallest: int) -> list[Pair]:
    words = Repeat("the river is cold and the sea is far ", 1112)
    return [
        Pair("empty document", "river", "", window),
        Pair("document of one space", "river", " ", window),
        Pair("document of white space", "river", " \t\r\n \u00a0\u3000\u2028", window),
        Pair("document of zero-width characters", "river", "\u200b\u200d\ufeff\u2060", window),
        Pair("long document", "how cold is the river", words, window),
        Pair("long document, small limit", "how cold is the river", words, smallest),
        Pair("long document of Chinese", "河", Repeat("河水在冬天很冷。", 1250), window),
        Pair("long document without spaces", "river", Repeat("riverwater", 1500), window),
        Pair("long document of emoji", "sea", Repeat("🌊🌻", 2000), window),
        Pair("long document of spaces", "river", Repeat(" ", 10000), window),
        Pair("long document of line feeds", "river", Repeat("\n", 10000), window),
        Pair("long document of marks", "river", Repeat(" a\u0301\u0308", 4000), window),
        Pair("long document of zero-width spaces", "river", Repeat("\u200b", 10000), window),
        Pair("long query", Repeat("why is the sea far? ", 500), "The coast is two hours away by train.", window),
        Pair("long query and long document", Repeat("why is the sea far? ", 500), words, window),
        Pair("long Thai query", Repeat("น้ำในแม่น้ำเย็น", 300), "เมืองนี้มีคนอยู่ห้าแสนคน", window),
    ]


if __name__ == "__main__":
    for pair in build_pairs(Tokenizer.from_file(sys.argv[1]), special_tokens=4, window=64, smallest=16, causal=False):
        print(f"{pair.max_tokens:4} {pair.name}")
