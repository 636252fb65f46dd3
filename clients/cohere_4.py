"""cohere 4, whose Client has many users yet. It tries again by itself."""

import cohere
from answer_calls import answer_calls


def call(url, key, model, query, documents, top_n=None, retries=3):
    client = cohere.Client(key, api_url=url, max_retries=retries)
    ranking = client.rerank(model=model, query=query, documents=documents, top_n=top_n)
    return [
        {"index": result.index, "score": result.relevance_score, "document": result.document["text"]}
        for result in ranking
    ]


answer_calls(call)
