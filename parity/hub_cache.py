"""Checks that Python's huggingface_hub and secondpass use each other's downloads.

Both download from a hub on this machine; no network is needed. From the repository root, after `npm ci`:

    pip install huggingface_hub
    python3 parity/hub_cache.py

Checked with huggingface_hub 2.4.0 and Python 3.11.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"

import huggingface_hub  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NODE = ["node", "--import", "tsx"]
REPOSITORY = "org/model"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
PATTERNS = ["*.json", "*.onnx", "*.onnx_data"]
GRAPH = "onnx/model.onnx"


def pull(endpoint: str, cache: Path, offline: bool = False) -> dict:
    """Pulls with secondpass, in a process of its own."""
    settings = {"endpoint": endpoint, "cacheFolder": str(cache), "offline": offline, "environment": {}}
    script = "src/hub/testing/pull-process.ts"
    done = subprocess.run([*NODE, script, json.dumps(settings)], cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def asked(endpoint: str) -> list[str]:
    """What the hub was asked since the last call."""
    with urllib.request.urlopen(f"{endpoint}/requests") as response:
        return json.load(response)


def downloads(endpoint: str) -> list[str]:
    return [line for line in asked(endpoint) if "GET" in line and "/api/" not in line]


def layout(cache: Path) -> dict[str, str]:
    """Every file and link of the model, without what only one of the two writes."""
    root = cache / "models--org--model"
    own = {".secondpass", "trees", ".no_exist"}
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_dir() or name.parts[0] in own:
            continue
        link = f"-> {os.readlink(path)}" if path.is_symlink() else str(path.stat().st_size)
        found[str(name)] = path.read_text() if name.parts[0] == "refs" else link
    return found


def python_reads_ours(endpoint: str, cache: Path) -> None:
    pulled = pull(endpoint, cache)
    assert pulled["commit"] == COMMIT and pulled["downloadedBytes"] > 8_000_000, pulled
    asked(endpoint)
    local = {"cache_dir": cache, "local_files_only": True}
    assert huggingface_hub.snapshot_download(REPOSITORY, **local) == pulled["folder"]
    assert huggingface_hub.snapshot_download(REPOSITORY, revision=COMMIT, **local) == pulled["folder"]
    assert huggingface_hub.hf_hub_download(REPOSITORY, GRAPH, **local) == f"{pulled['folder']}/{GRAPH}"
    assert huggingface_hub.try_to_load_from_cache(REPOSITORY, "config.json", cache_dir=cache) is not None
    assert asked(endpoint) == []
    online = {"cache_dir": cache, "endpoint": endpoint}
    assert huggingface_hub.hf_hub_download(REPOSITORY, GRAPH, **online) == f"{pulled['folder']}/{GRAPH}"
    assert huggingface_hub.snapshot_download(REPOSITORY, allow_patterns=PATTERNS, **online) == pulled["folder"]
    assert downloads(endpoint) == []
    scanned = huggingface_hub.scan_cache_dir(cache)
    assert not scanned.warnings, scanned.warnings
    (repository,) = scanned.repos
    (revision,) = repository.revisions
    assert (repository.repo_id, revision.commit_hash, set(revision.refs)) == (REPOSITORY, COMMIT, {"main"})


def ours_reads_python(endpoint: str, cache: Path) -> None:
    folder = huggingface_hub.snapshot_download(
        REPOSITORY, cache_dir=cache, endpoint=endpoint, allow_patterns=PATTERNS
    )
    asked(endpoint)
    pulled = pull(endpoint, cache, offline=True)
    assert (pulled["folder"], pulled["downloadedBytes"]) == (folder, 0), pulled
    assert asked(endpoint) == []
    pulled = pull(endpoint, cache)
    assert (pulled["folder"], pulled["downloadedBytes"]) == (folder, 0), pulled
    assert len(asked(endpoint)) == 1


def ours_completes_python(endpoint: str, cache: Path) -> None:
    huggingface_hub.hf_hub_download(REPOSITORY, GRAPH, cache_dir=cache, endpoint=endpoint)
    asked(endpoint)
    assert pull(endpoint, cache)["downloadedBytes"] < 5_100_000
    assert not any(GRAPH in line and "_data" not in line for line in downloads(endpoint))


def main() -> None:
    with subprocess.Popen([*NODE, "src/hub/testing/serve-fake-hub.ts"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as hub:
        try:
            endpoint = hub.stdout.readline().strip()
            with tempfile.TemporaryDirectory() as name:
                ours, theirs, mixed = (Path(name).resolve() / part for part in ("ours", "theirs", "mixed"))
                python_reads_ours(endpoint, ours)
                ours_reads_python(endpoint, theirs)
                ours_completes_python(endpoint, mixed)
                assert layout(ours) == layout(theirs) == layout(mixed), (layout(ours), layout(theirs))
                print("\n".join(f"{path} {content}" for path, content in layout(ours).items()))
        finally:
            hub.terminate()
    print(f"huggingface_hub {huggingface_hub.__version__} and secondpass use each other's downloads.")


if __name__ == "__main__":
    sys.exit(main())
