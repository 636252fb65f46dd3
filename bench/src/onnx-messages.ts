import protobuf from 'protobufjs'

/**
 * The part of ONNX's messages that merging graphs needs to see. Attributes are only carried over: they stay bytes, so
 * that nothing in them can be lost.
 */
const schema = `
  syntax = "proto3";
  message ModelProto {
    int64 ir_version = 1;
    string producer_name = 2;
    string producer_version = 3;
    string domain = 4;
    int64 model_version = 5;
    GraphProto graph = 7;
    repeated OperatorSetIdProto opset_import = 8;
  }
  message OperatorSetIdProto {
    string domain = 1;
    int64 version = 2;
  }
  message GraphProto {
    repeated NodeProto node = 1;
    string name = 2;
    repeated TensorProto initializer = 5;
    repeated ValueInfoProto input = 11;
    repeated ValueInfoProto output = 12;
    repeated ValueInfoProto value_info = 13;
  }
  message NodeProto {
    repeated string input = 1;
    repeated string output = 2;
    string name = 3;
    string op_type = 4;
    repeated bytes attribute = 5;
    string domain = 7;
  }
  message TensorProto {
    repeated int64 dims = 1;
    int32 data_type = 2;
    repeated float float_data = 4;
    repeated int32 int32_data = 5;
    repeated bytes string_data = 6;
    repeated int64 int64_data = 7;
    string name = 8;
    bytes raw_data = 9;
    repeated double double_data = 10;
    repeated uint64 uint64_data = 11;
  }
  message ValueInfoProto {
    string name = 1;
    TypeProto type = 2;
  }
  message TypeProto {
    TensorTypeProto tensor_type = 1;
  }
  message TensorTypeProto {
    int32 elem_type = 1;
    TensorShapeProto shape = 2;
  }
  message TensorShapeProto {
    repeated DimensionProto dim = 1;
  }
  message DimensionProto {
    oneof value {
      int64 dim_value = 1;
      string dim_param = 2;
    }
  }
`

/** A value that a graph takes or gives. Its dimensions are numbers or have a name, `dimParam`. */
export interface OnnxValue {
  name: string
  type: { tensorType: { shape: { dim: { dimParam?: string }[] } } }
}

/** An operation of a graph. */
export interface OnnxNode {
  input: string[]
  output: string[]
  name: string
  opType: string
  domain: string
}

/** A graph with its weights. */
export interface OnnxGraph {
  node: OnnxNode[]
  name: string
  initializer: { name: string; rawData: Uint8Array }[]
  input: OnnxValue[]
  output: OnnxValue[]
  /** Types and shapes of values in between. */
  valueInfo: OnnxValue[]
}

/** An ONNX file. */
export interface OnnxModel {
  graph: OnnxGraph
  opsetImport: { domain: string; version: unknown }[]
}

const modelType: protobuf.Type = protobuf.parse(schema).root.lookupType('ModelProto')

/** Reads and writes ONNX files. */
export const onnxMessages: { read(bytes: Uint8Array): OnnxModel; write(model: OnnxModel): Uint8Array } = {
  read: (bytes) => modelType.decode(bytes) as unknown as OnnxModel,
  write: (model) => modelType.encode(model as never).finish(),
}
