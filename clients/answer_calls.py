"""What the client scripts share: calls come in as JSON, and what became of each goes out as JSON."""

import json
import sys
from collections.abc import Callable
from typing import Any


def answer_calls(call: Callable[..., list[dict[str, Any]]]) -> None:
    """Makes each call of standard input, one after the other, and writes its results or its failure."""
    outcomes = [_make(call, arguments) for arguments in json.load(sys.stdin)]
    json.dump(outcomes, sys.stdout)


def _make(call: Callable[..., list[dict[str, Any]]], arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"results": call(**arguments)}
    except Exception as error:
        status = getattr(error, "status_code", None) or getattr(error, "http_status", None)
        return {"error": type(error).__name__, "status": status, "message": str(error)}
