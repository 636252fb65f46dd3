"""Makes the graph of tiny-roberta in the number formats that the hub's conversions offer, and records their logits.

    python3 parity/make_dtypes.py

To be run after make_architectures.py. File names are those of the conversions: `model_quantized` and `model_uint8` have
8-bit weights and choose the scale of their activations as they run, `model_fp16` computes in half precision, `model_q4`
keeps weights in blocks of 32 with 4 bits each.

ONNX Runtime multiplies unsigned activations by signed weights in 16 bits and clips there, on processors without the
instructions made for it. The records are without clipping: the session asks for exact kernels, as a reranker must.
"""

import argparse
import json
import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.float16 import convert_float_to_float16

RECORDED = [
    "ordinary 1",
    "ordinary 2",
    "ordinary 3",
    "German: answer",
    "Russian: answer",
    "Chinese: answer",
    "Arabic: answer",
    "Hindi: answer",
    "Thai: answer",
    "long document",
    "long query and long document",
    "empty document",
]
# How far a format may be from fp32 and still be the same model.
FARTHEST = {"quantized": 0.5, "uint8": 0.5, "fp16": 0.02, "q4": 2.0}


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a graph's other number formats and records their logits.")
    parser.add_argument("--name", default="tiny-roberta", help="the model, of those in fixtures/architectures")
    parser.add_argument("--output", type=Path, default=Path("fixtures"), help="folder with models and records")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # The quantizers say of every node what they make of it.

    folder = arguments.output / "architectures" / arguments.name / "onnx"
    records = arguments.output / "parity/architectures"
    write_formats(folder)
    whole = [json.loads(line) for line in (records / f"{arguments.name}.jsonl").read_text().splitlines()]
    sessions = {dtype: exact_session(folder / f"model_{dtype}.onnx") for dtype in FARTHEST}
    lines = []
    for entry in (entry for entry in whole if entry["name"] in RECORDED):
        kept = {key: entry[key] for key in ("name", "query", "document", "maxTokens", "ids")}
        logits = {"fp32": entry["logits"][0]}
        for dtype, session in sessions.items():
            logits[dtype] = round(run(session, entry["ids"]), 6)
            difference = abs(logits[dtype] - logits["fp32"])
            assert difference <= FARTHEST[dtype], f"{entry['name']}: {dtype} is off by {difference}"
        lines.append(json.dumps({**kept, "logits": logits}, separators=(",", ":")))
    assert len(lines) == len(RECORDED)
    (records / f"{arguments.name}-dtypes.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii")
    for dtype in FARTHEST:
        apart = [abs(json.loads(line)["logits"][dtype] - json.loads(line)["logits"]["fp32"]) for line in lines]
        size = (folder / f"model_{dtype}.onnx").stat().st_size
        print(f"{dtype}: {size / 1000:.0f} kB, off from fp32 by {np.mean(apart):.4f}, at most {max(apart):.4f}")


def write_formats(folder: Path) -> None:
    source = folder / "model.onnx"
    for dtype, weight_type in (("quantized", QuantType.QInt8), ("uint8", QuantType.QUInt8)):
        with tempfile.TemporaryDirectory() as scratch:
            # The quantizer leaves a file of its own beside its input.
            copy = Path(scratch) / source.name
            onnx.save_model(onnx.load(source), copy)
            made = Path(scratch) / "made.onnx"
            quantize_dynamic(copy, made, weight_type=weight_type, per_channel=False, reduce_range=False)
            save(onnx.load(made), folder / f"model_{dtype}.onnx")
    save(convert_float_to_float16(onnx.load(source), keep_io_types=True), folder / "model_fp16.onnx")
    quantizer = MatMulNBitsQuantizer(onnx.load(source), block_size=32, is_symmetric=True)
    quantizer.process()
    save(quantizer.model.model, folder / "model_q4.onnx")


def save(model: onnx.ModelProto, path: Path) -> None:
    del model.graph.value_info[:]
    del model.metadata_props[:]
    onnx.save_model(model, path)


def exact_session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run(session: onnxruntime.InferenceSession, ids: list[int]) -> float:
    row = np.array([ids], np.int64)
    return float(session.run(["logits"], {"input_ids": row, "attention_mask": np.ones_like(row)})[0][0, 0])


if __name__ == "__main__":
    main()
