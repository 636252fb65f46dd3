"""voyageai."""

import voyageai
from answer_calls import answer_calls


def call(url, key, model, query, documents, top_n=None, retries=0):
    client = voyageai.Client(api_key=key, base_url=f"{url}/voyage/v1", max_retries=retries)
    ranking = client.rerank(query, documents, model=model, top_k=top_n)
    return [
        {"index": result.index, "score": result.relevance_score, "document": result.document}
        for result in ranking.results
    ]


answer_calls(call)
