"""vLLM's score API, for which there is no client but requests."""

import requests
from answer_calls import answer_calls


def call(url, key, model, query, documents, retries=0):
    body = {"model": model, "text_1": query, "text_2": documents}
    answer = requests.post(f"{url}/score", json=body, headers={"Authorization": f"Bearer {key}"}, timeout=60)
    if not answer.ok:
        raise requests.HTTPError(answer.text)
    return [{"index": entry["index"], "score": entry["score"]} for entry in answer.json()["data"]]


answer_calls(call)
