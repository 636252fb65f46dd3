"""Haystack's ranker for Jina."""

from answer_calls import answer_calls
from haystack import Document
from haystack.utils import Secret
from haystack_integrations.components.rankers.jina import JinaRanker


def call(url, key, model, query, documents, top_n=None, retries=0):
    ranker = JinaRanker(model=model, api_key=Secret.from_token(key), base_url=f"{url}/v1/rerank")
    found = ranker.run(
        query=query, documents=[Document(id=str(place), content=text) for place, text in enumerate(documents)], top_k=top_n
    )
    return [
        {"index": int(document.id), "score": document.score, "document": document.content}
        for document in found["documents"]
    ]


answer_calls(call)
