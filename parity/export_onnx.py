"""Exports a torch model as an ONNX graph the way the hub's exports look; imported by make_architectures.py.

Inputs are named as the model's arguments, axes are called `batch` and `tokens`, the output is `logits`. What the
exporter writes down about the machine (stack traces, paths) is taken out.
"""

import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

OPSET = 18
TOLERANCE = 1e-5
CHECKED_LENGTHS = (3, 4, 5, 17, 33, 64)


class Logits(nn.Module):
    """Takes the inputs in the order of their names and gives the logits alone."""

    def __init__(self, model: nn.Module, input_names: list[str]):
        super().__init__()
        self.model = model
        self.input_names = input_names
        self.settings = {"use_cache": False} if "position_ids" in input_names else {}

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        return self.model(**dict(zip(self.input_names, inputs)), **self.settings).logits


def export(
    model: nn.Module, input_names: list[str], path: Path, external_data: bool, tolerance: float = TOLERANCE
) -> float:
    """Writes the graph and returns by how much it differs from torch at most."""
    module = Logits(model, input_names).eval()
    example = example_inputs(model, input_names, batch=2, tokens=17)
    free = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    for name in ("torch.onnx", "onnxscript", "onnx_ir"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            module,
            tuple(example),
            dynamo=True,
            opset_version=OPSET,
            input_names=input_names,
            output_names=["logits"],
            dynamic_shapes=(tuple(free for _ in example),),
            verbose=False,
        )
    graph = tidy(program.model_proto)
    path.parent.mkdir(parents=True, exist_ok=True)
    if external_data:
        # As conversions do: the weights in one file beside the graph, shapes and the like in the graph.
        location = f"{path.name}_data"
        onnx.save_model(graph, path, save_as_external_data=True, location=location)
    else:
        onnx.save_model(graph, path)
    onnx.checker.check_model(str(path), full_check=True)
    return check(module, path, tolerance)


def tidy(graph: onnx.ModelProto) -> onnx.ModelProto:
    del graph.metadata_props[:]
    del graph.graph.metadata_props[:]
    del graph.graph.value_info[:]
    for node in graph.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for tensor in graph.graph.initializer:
        tensor.doc_string = ""
        del tensor.metadata_props[:]
    for value in [*graph.graph.input, *graph.graph.output]:
        del value.metadata_props[:]
        for axis, dimension in enumerate(value.type.tensor_type.shape.dim):
            if dimension.dim_param:
                dimension.dim_param = ("batch", "tokens")[axis]
    content = graph.SerializeToString()
    for trace in (b"site-packages", b".py", b"/home", b"/tmp"):
        assert trace not in content, f"the graph still has {trace!r} in it"
    return graph


def check(module: Logits, path: Path, tolerance: float) -> float:
    """Single pairs and padded batches of several lengths."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = 0.0
    for tokens in CHECKED_LENGTHS:
        for batch in (1, 3):
            inputs = example_inputs(module.model, module.input_names, batch, tokens)
            with torch.inference_mode():
                expected = module(*inputs).numpy()
            feeds = {name: value.numpy() for name, value in zip(module.input_names, inputs)}
            difference = np.abs(session.run(["logits"], feeds)[0] - expected)
            if expected.ndim == 3:  # A causal model; what it says at padding is of no use.
                difference = difference * feeds["attention_mask"][:, :, None]
            worst = max(worst, float(difference.max()))
    assert worst <= tolerance, f"ONNX differs from torch by {worst}"
    return worst


def example_inputs(model: nn.Module, input_names: list[str], batch: int, tokens: int) -> list[torch.Tensor]:
    """Random token ids; with more than one row, the second is padded."""
    generator = torch.Generator().manual_seed(tokens)
    ids = torch.randint(8, model.config.vocab_size, (batch, tokens), generator=generator)
    mask = torch.ones_like(ids)
    if batch > 1:
        length = max(1, tokens - 5)
        ids[1, length:] = model.config.pad_token_id
        mask[1, length:] = 0
    inputs = {
        "input_ids": ids,
        "attention_mask": mask,
        "token_type_ids": (torch.arange(tokens) >= tokens // 2).long().expand(batch, -1).contiguous(),
        "position_ids": torch.arange(tokens).expand(batch, -1).contiguous(),
    }
    return [inputs[name] for name in input_names]
