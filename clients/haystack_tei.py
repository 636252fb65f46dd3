"""Haystack's ranker for Text Embeddings Inference."""

from answer_calls import answer_calls
from haystack import Document
from haystack.utils import Secret
from haystack_integrations.components.rankers.huggingface_api import HuggingFaceTEIRanker


def call(url, key, query, documents, model=None, top_n=10, retries=1):
    ranker = HuggingFaceTEIRanker(url=url, top_k=top_n, token=Secret.from_token(key), max_retries=retries)
    found = ranker.run(query=query, documents=[Document(id=str(place), content=text) for place, text in enumerate(documents)])
    return [
        {"index": int(document.id), "score": document.score, "document": document.content}
        for document in found["documents"]
    ]


answer_calls(call)
