"""litellm. The name of a model begins with the provider whose API the server is to speak: cohere, jina_ai, hosted_vllm, …"""

import asyncio

import litellm
from answer_calls import answer_calls

litellm.suppress_debug_info = True


def call(url, key, model, retries=0, **request):
    place = {"model": model, "api_base": url, "api_key": key}
    if retries > 0:
        # The function does not try again; the router does, which is also what LiteLLM's proxy is made of.
        router = litellm.Router([{"model_name": "reranker", "litellm_params": place}], num_retries=retries)
        answer = asyncio.run(router.arerank(model="reranker", **request))
    else:
        answer = litellm.rerank(**place, **request)
    return [{"index": result["index"], "score": result["relevance_score"]} for result in answer.results]


answer_calls(call)
