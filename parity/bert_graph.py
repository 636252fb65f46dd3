"""Writes BERT classifiers, whole or cut into stages, as plain ONNX graphs; imported by make_tiny_model.py.

By hand rather than by an exporter: the graphs hold standard operators only, no trace of the machine they were made
on, and both axes, `batch` and `tokens`, stay free.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20  # The first with Gelu; LayerNormalization came with 17.
TOKEN_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class BertGraph:
    """Collects nodes and weights; each method adds a part of the network and returns the name of its output."""

    def __init__(self, weights: dict[str, np.ndarray], heads: int, epsilon: float):
        self.weights = weights
        self.heads = heads
        self.epsilon = epsilon
        self.width = weights["bert.embeddings.LayerNorm.weight"].shape[0]
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, inputs: list[str], **attributes) -> str:
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        self.initializers.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def integers(self, *values: int) -> str:
        return self.constant("integers_" + "_".join(map(str, values)), np.array(values, np.int64))

    def linear(self, source: str, name: str) -> str:
        transposed = self.constant(f"{name}.weight.transposed", self.weights[f"{name}.weight"].T)
        return self.add("Add", [self.add("MatMul", [source, transposed]), self.weight(f"{name}.bias")])

    def normalize(self, source: str, name: str) -> str:
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", [source, scale, bias], axis=-1, epsilon=self.epsilon)

    def embeddings(self) -> str:
        prefix = "bert.embeddings."
        words = self.add("Gather", [self.weight(prefix + "word_embeddings.weight"), "input_ids"])
        types = self.add("Gather", [self.weight(prefix + "token_type_embeddings.weight"), "token_type_ids"])
        length = self.add("Shape", ["input_ids"], start=1, end=2)
        table = self.weight(prefix + "position_embeddings.weight")
        positions = self.add("Slice", [table, self.integers(0), length, self.integers(0)])
        total = self.add("Add", [self.add("Add", [words, types]), positions])
        return self.normalize(total, prefix + "LayerNorm")

    def attention_bias(self) -> str:
        """0 where there is a token and a large negative number where there is padding, as [batch, 1, 1, tokens]."""
        mask = self.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        absent = self.add("Sub", [self.constant("one", np.array(1, np.float32)), mask])
        bias = self.add("Mul", [absent, self.constant("very_negative", np.array(-1e9, np.float32))])
        return self.add("Unsqueeze", [bias, self.integers(1, 2)])

    def attention(self, source: str, bias: str, prefix: str) -> str:
        size = self.width // self.heads
        orders = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
        parts = {}
        for part, order in orders.items():
            projected = self.linear(source, f"{prefix}self.{part}")
            split = self.add("Reshape", [projected, self.integers(0, 0, self.heads, size)])
            parts[part] = self.add("Transpose", [split], perm=order)
        products = self.add("MatMul", [parts["query"], parts["key"]])
        scaled = self.add("Mul", [products, self.constant("attention_scale", np.array(size**-0.5, np.float32))])
        shares = self.add("Softmax", [self.add("Add", [scaled, bias])], axis=-1)
        mixed = self.add("Transpose", [self.add("MatMul", [shares, parts["value"]])], perm=[0, 2, 1, 3])
        joined = self.add("Reshape", [mixed, self.integers(0, 0, self.width)])
        return self.linear(joined, f"{prefix}output.dense")

    def layer(self, source: str, bias: str, index: int) -> str:
        prefix = f"bert.encoder.layer.{index}."
        attended = self.attention(source, bias, f"{prefix}attention.")
        middle = self.normalize(self.add("Add", [attended, source]), f"{prefix}attention.output.LayerNorm")
        wide = self.add("Gelu", [self.linear(middle, f"{prefix}intermediate.dense")])
        narrow = self.linear(wide, f"{prefix}output.dense")
        return self.normalize(self.add("Add", [narrow, middle]), f"{prefix}output.LayerNorm")

    def score(self, hidden: str, pooler: str, classifier: str) -> str:
        first = self.add("Gather", [hidden, self.constant("first_token", np.array(0, np.int64))], axis=1)
        return self.linear(self.add("Tanh", [self.linear(first, pooler)]), classifier)

    def finish(self, inputs: tuple[str, ...], outputs: dict[str, str]) -> onnx.ModelProto:
        """The model; `outputs` gives the inner name for each output."""
        for name, source in outputs.items():
            self.nodes.append(helper.make_node("Identity", [source], [name], name=name))
        graph = helper.make_graph(
            self.nodes,
            "bert",
            [self.describe(name) for name in inputs],
            [self.describe(name) for name in outputs],
            initializer=list(self.initializers.values()),
        )
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="secondpass")
        onnx.checker.check_model(model, full_check=True)
        return model

    def describe(self, name: str) -> onnx.ValueInfoProto:
        if name in TOKEN_INPUTS:
            return helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        shape = ["batch", 1] if name == "logits" else ["batch", "tokens", self.width]
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
