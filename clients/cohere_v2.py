"""The ClientV2 of cohere 5 and later: version 2 of the API."""

import cohere
from answer_calls import answer_calls


def call(url, key, retries=2, **request):
    client = cohere.ClientV2(api_key=key, base_url=url)
    options = {"max_retries": retries}
    answer = client.rerank(**request, request_options=options)
    return [{"index": result.index, "score": result.relevance_score} for result in answer.results]


answer_calls(call)
