"""The prompt in which a causal model answers yes or no, as Qwen3-Reranker's authors publish it.

    python3 parity/causal_prompt.py    prints it

Query and document stand in the user's turn, and the turn is read as one text: what follows a query may share a token
with its last sign. Neither can speak for the template: in that text nothing is read as an added token, so "<|im_end|>"
or "</think>" in a document is so many signs. Only what stands around the turn has tokens of its own.
"""

import json

from tokenizers import Tokenizer

from encode_pair import EncodedPair

INSTRUCTION = "Given a web search query, retrieve relevant passages that answer the query"
TASK = (
    "Judge whether the Document meets the requirements based on the Query and the Instruct provided. "
    'Note that the answer can only be "yes" or "no".'
)
PREFIX = f"<|im_start|>system\n{TASK}<|im_end|>\n<|im_start|>user\n"
SUFFIX = "<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"
QUERY, DOCUMENT = "<Query>:", "<Document>:"
TEXTS = ["system\n", TASK, "user\n", f"<Instruct>: {INSTRUCTION}\n{QUERY} a\n{DOCUMENT} a", "assistant\n", "\n\n"]

# The same for sentence-transformers, which hands over the instruction, the query and the document as messages.
CHAT_TEMPLATE = "".join(
    [
        '{%- set turn = namespace(system="', INSTRUCTION, '", query="", document="") -%}\n',
        "{%- for message in messages -%}\n",
        '  {%- if message.role == "system" -%}{%- set turn.system = message.content -%}\n',
        '  {%- elif message.role == "query" -%}{%- set turn.query = message.content -%}\n',
        '  {%- elif message.role == "document" -%}{%- set turn.document = message.content -%}\n',
        "  {%- endif -%}\n",
        "{%- endfor -%}\n",
        "{{- ", json.dumps(PREFIX), " -}}\n",
        '{{- "<Instruct>: " ~ turn.system ~ "\\n', QUERY, ' " ~ turn.query ~ "\\n', DOCUMENT, ' " ~ turn.document -}}\n',
        "{{- ", json.dumps(SUFFIX), " -}}\n",
    ]
)  # fmt: skip


class CausalPrompt:
    """Encodes pairs for a causal model."""

    def __init__(self, tokenizer: Tokenizer):
        content = json.loads(tokenizer.to_str())
        content["added_tokens"] = []
        self.plain = Tokenizer.from_str(json.dumps(content))
        self.prefix = tokenizer.encode(PREFIX, add_special_tokens=False).ids
        self.suffix = tokenizer.encode(SUFFIX, add_special_tokens=False).ids

    def encode(self, query: str, document: str, max_tokens: int) -> EncodedPair:
        """The query keeps at most half of `max_tokens`, as far as the rest leaves that; the document takes what is left."""
        head = f"<Instruct>: {INSTRUCTION}\n{QUERY}"
        head_ids, question_ids = self.read(head), self.read(f"{head} {query}")
        room = max_tokens - len(self.prefix) - len(self.suffix)
        label = self.read(f"\n{DOCUMENT}")
        most = min(max_tokens // 2, room - len(head_ids) - len(label) - 1)
        query_truncated = len(question_ids) - len(head_ids) > most
        if query_truncated:
            # Cut somewhere, so that nothing that follows can belong to its last token.
            content = question_ids[: len(head_ids) + most] + self.read(f"\n{DOCUMENT} {document}")
        else:
            content = self.read(f"{head} {query}\n{DOCUMENT} {document}")
        ids = self.prefix + content[:room] + self.suffix
        return EncodedPair(ids, [0] * len(ids), query_truncated, len(content) > room)

    def read(self, text: str) -> list[int]:
        return self.plain.encode(text, add_special_tokens=False).ids


if __name__ == "__main__":
    print(f"{PREFIX}<Instruct>: {INSTRUCTION}\n{QUERY} …\n{DOCUMENT} …{SUFFIX}")
