"""One LSTM layer in ONNX Runtime, inference only, one thread."""

import numpy
import onnxruntime
from bench import arguments, repeat
from onnx import TensorProto, helper, numpy_helper

given = arguments(__doc__, ["sigmoid"], ["forward"])
m, n = given.input, given.hidden
random = numpy.random.default_rng(1)


def uniform(*shape):
    return random.uniform(-1, 1, shape).astype(numpy.float32)


weights = {
    "W": uniform(1, 4 * n, m) * numpy.float32(n**-0.5),
    "R": uniform(1, 4 * n, n) * numpy.float32(n**-0.5),
    "B": numpy.zeros((1, 8 * n), numpy.float32),
}
graph = helper.make_graph(
    [helper.make_node("LSTM", ["X", *weights], ["Y"], hidden_size=n)],
    "lstm",
    [helper.make_tensor_value_info("X", TensorProto.FLOAT, [given.steps, given.batch, m])],
    [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [given.steps, 1, given.batch, n])],
    [numpy_helper.from_array(values, name) for name, values in weights.items()],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
x = uniform(given.steps, given.batch, m)
repeat("onnxruntime", given, lambda: session.run(None, {"X": x}))
