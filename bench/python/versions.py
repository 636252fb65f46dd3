"""Prints what of the benchmark's Python packages is there, as JSON: name to version, null where it is missing.

    python3 bench/python/versions.py
"""

import json
import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ["torch", "transformers", "sentence-transformers", "tokenizers", "onnx", "onnxruntime", "onnxscript"]


def main() -> None:
    print(json.dumps({"python": platform.python_version(), **{name: version_of(name) for name in PACKAGES}}))


def version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
