"""How a query and a document become one sequence of tokens; the reference that the TypeScript code is held against.

    [CLS] query [SEP] document [SEP]

or whatever the tokenizer's own template says. The query keeps at most half of `max_tokens`, and leaves room for one
token of the document; the document takes what is left. A special token that stands in a text, such as "[SEP]", is read
as that special token; transformers' tokenizers do the same.
"""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Encoding, Tokenizer


@dataclass(frozen=True)
class EncodedPair:
    ids: list[int]
    token_type_ids: list[int]
    query_truncated: bool
    document_truncated: bool


def load_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_pair(tokenizer: Tokenizer, query: str, document: str, max_tokens: int) -> EncodedPair:
    special_tokens = tokenizer.num_special_tokens_to_add(is_pair=True)
    query_encoding = tokenizer.encode(query, add_special_tokens=False)
    query_truncated = truncate(query_encoding, min(max_tokens // 2, max_tokens - special_tokens - 1))
    document_encoding = tokenizer.encode(document, add_special_tokens=False)
    room = max_tokens - special_tokens - len(query_encoding)
    document_truncated = truncate(document_encoding, room)
    pair = tokenizer.post_process(query_encoding, document_encoding)
    return EncodedPair(pair.ids, pair.type_ids, query_truncated, document_truncated)


def truncate(encoding: Encoding, most_tokens: int) -> bool:
    """Cuts the encoding's end off where it is too long, and says whether it was."""
    too_long = len(encoding) > most_tokens
    if too_long:
        encoding.truncate(most_tokens)
    return too_long
