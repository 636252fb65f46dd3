"""The pairs that the parity fixtures record: a query, a document and a limit each, with a name; imported by record.py.

To list the names:

    python3 parity/awkward_pairs.py
"""

from dataclasses import dataclass

from awkward_texts import AWKWARD_TEXTS, EMPTY_TEXTS, LONG_WORDS, RECENT_CHARACTERS, SCRIPTS

MOST_TOKENS = 128

# Each is one token to every tokenizer that a fixture is recorded with; record.py makes sure of it.
COUNTED_WORDS = ["the", "water", "in", "open", "river", "and", "cold", "sun", "for", "people", "of", "earth", "long"]


@dataclass(frozen=True)
class Repeat:
    """A long text, kept as the rule that makes it."""

    repeat: str
    times: int


Text = str | Repeat


@dataclass(frozen=True)
class Pair:
    name: str
    query: Text
    document: Text
    max_tokens: int = MOST_TOKENS


def expand(text: Text) -> str:
    return text if isinstance(text, str) else text.repeat * text.times


def counted(count: int) -> str:
    """A text of so many tokens."""
    return " ".join(COUNTED_WORDS[index % len(COUNTED_WORDS)] for index in range(count))


ORDINARY_PAIRS = [
    ("how do bees make honey", "Bees bring nectar to the hive and fan it with their wings until it thickens."),
    ("how do bees make honey", "Honey costs 8 euros a jar at the market on Saturday."),
    ("when does the library open", "The library opens at nine from Monday to Friday."),
    ("When does the LIBRARY open?", "THE LIBRARY OPENS AT NINE FROM MONDAY TO FRIDAY."),
    ("library hours", "A library lends books, maps and recordings."),
    ("restart a server without losing requests", "Old workers finish their requests while new ones start."),
    ("why is the sea salty", "Rivers carry salts from rock to the sea, and only the water evaporates."),
    ("population of the city", "About 480,000 people live here, 1.2 million with the region around."),
    ("trees that stay green", "Firs and pines keep their needles all winter; oaks and beeches drop their leaves."),
    ("train to the coast on Sunday", "There is no Sunday service between November and March."),
    ("how long does bread dough rest", "Leave the dough for an hour at room temperature, or overnight in the cold."),
    ("error: list index out of range", "The loop reads one element past the end of the list."),
    ("capital gains", "Cathedral gains a capital: the column was given its top stone back."),
    ("what raises the tide?", "The moon pulls at the water of the oceans; so does the sun, half as strongly."),
    ("not open on Monday", "Open every day except Monday."),
    ("flight from the lake to the town", "A flight from the town to the lake takes forty minutes."),
    ("a", "b"),
    ("7", "7"),
    ("?", "!"),
    ("who", "Nobody."),
    ("same text", "same text"),
]


def ordinary_pairs() -> list[Pair]:
    return [Pair(f"ordinary {number}", *texts) for number, texts in enumerate(ORDINARY_PAIRS, start=1)]


def awkward_pairs() -> list[Pair]:
    """Every awkward text once as the document and once as the query."""
    texts = {**AWKWARD_TEXTS, **RECENT_CHARACTERS, **EMPTY_TEXTS}
    documents = [Pair(f"document: {name}", "where does the river end", text) for name, text in texts.items()]
    queries = [Pair(f"query: {name}", text, "The river ends in the sea.") for name, text in texts.items()]
    return documents + queries


def cut_pairs() -> list[Pair]:
    """Awkward texts that are too long for the limit, cut in the midst of words, on either side."""
    cut = []
    for name in ("German", "Russian", "Thai", "Hindi", "Korean", "Japanese katakana", "Arabic with vowel marks"):
        cut.append(Pair(f"cut document: {name}", "river", SCRIPTS[name], 16))
        cut.append(Pair(f"cut query: {name}", SCRIPTS[name], "The river ends in the sea.", 16))
    for name in ("word of 100 letters", "120 hyphens", "120 kanji in a row"):
        cut.append(Pair(f"cut both: {name}", LONG_WORDS[name], LONG_WORDS[name], 32))
    cut.append(Pair("cut before [SEP]", "river", counted(11) + " [SEP] sea", 16))
    cut.append(Pair("cut after [SEP]", "river", counted(11) + " [SEP] sea", 17))
    return cut


def limit_pairs() -> list[Pair]:
    """The same texts at every limit, and lengths around each limit."""
    pairs = []
    question = "how many people live in the old town by the river, and how many in the city around it?"
    answer = "The old town has few people; most live in the city around it, east of the river. " * 6
    for limit in (8, 16, 32, 64, 127, 128):
        pairs.append(Pair(f"both longer than {limit}", question * 9, answer * 2, limit))
        pairs.append(Pair(f"document longer than {limit}", "people", answer * 2, limit))
        pairs.append(Pair(f"query longer than {limit}", question * 9, "town", limit))
        # Half the limit is the most that a query keeps. The fixture of the shipped tokenizer doubles every limit, so
        # lengths around the limit itself stand for the half there.
        for length in sorted({limit // 2 + step for step in (-1, 0, 1)} | {limit + step for step in (-1, 0, 1)}):
            pairs.append(Pair(f"query of {length} at {limit}", counted(length), "The river ends in the sea.", limit))
        # What is left for a document beside a query of two tokens, at the limit and at twice the limit.
        for room in (limit - 5, 2 * limit - 5):
            for length in (room - 1, room, room + 1):
                pairs.append(Pair(f"document of {length} at {limit}", "old water", counted(length), limit))
        half = limit // 2
        room = limit - 3 - half
        for length in (room, room + 1):
            name = f"query of {half}, document of {length} at {limit}"
            pairs.append(Pair(name, counted(half), counted(length), limit))
    return pairs


def long_pairs() -> list[Pair]:
    """Texts of thousands of tokens."""
    words = Repeat("the river is cold and the sea is far ", 1112)
    question = Repeat("why is the sea far? ", 500)
    return [
        Pair("long document", "how cold is the river", words),
        Pair("long document at 8", "how cold is the river", words, 8),
        Pair("long document without spaces", "river", Repeat("riverwater", 1500)),
        Pair("long document of Chinese", "河", Repeat("河水在冬天很冷。", 1250)),
        Pair("long document of emoji", "sea", Repeat("🌊🌻", 2000)),
        Pair("long document of marks", "river", Repeat(" a\u0301\u0308", 4000)),
        Pair("long document of spaces", "river", Repeat(" ", 10000)),
        Pair("long document of words far apart", "river", Repeat(200 * " " + "water", 150)),
        Pair("long document of zero-width spaces", "river", Repeat("\u200b", 10000)),
        Pair("long document of one word with zero-width spaces", "river", Repeat("a" + 40 * "\u200b", 300)),
        Pair("long document of [SEP]", "river", Repeat("[SEP]", 3000)),
        Pair("long document of punctuation", "river", Repeat("?!", 5000)),
        Pair("long query", question, "The coast is two hours away by train."),
        Pair("long query at 16", question, "The coast is two hours away by train.", 16),
        Pair("long query and empty document", question, ""),
        Pair("long query and long document", question, words),
        Pair("long query and long document at 127", question, words, 127),
    ]


def build_pairs() -> list[Pair]:
    pairs = ordinary_pairs() + awkward_pairs() + cut_pairs() + limit_pairs() + long_pairs()
    names = [pair.name for pair in pairs]
    assert len(set(names)) == len(names), "two pairs have the same name"
    return pairs


if __name__ == "__main__":
    for pair in build_pairs():
        print(f"{pair.max_tokens:4} {pair.name}")
