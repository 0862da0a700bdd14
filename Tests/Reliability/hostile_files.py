"""Files that are made to cost: whatever they hold, the command says what is wrong within two seconds and 500 MB."""

import resource
import signal
import subprocess
import time

from workbench import Failure

SECONDS, BYTES = 2, 500_000_000
# The longest header that is read.
LONGEST = 1 << 24

EXPERIMENT = """
schema: sluice/experiment/v1
name: hostile
kind: train
seed: 1
task: {kind: adding, variant: skip, steps: 10}
network: {hidden: 4, weights: {file: hostile.safetensors}}
training: {updates: 1}
"""


def cases(bench, quick):
    """A check for each file."""
    for name, content in files().items():
        yield f"file of {name}", lambda n=name, c=content: check(bench, n, c)


def files():
    """The bytes of each file, by what it is made of."""
    empty = '"n%d":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}'

    def named(name):
        return "{" + ",".join(empty.replace("n%d", name) % number for number in range(1 << 16)) + "}"

    arrays = named("n%d")
    found = {
        "lists in lists": "{\"a\":" + "[" * (LONGEST - 5),
        "objects in objects": '{"a":' * (LONGEST // 5),
        "one long name": '{"' + "x" * (LONGEST - 2),
        "one long name, escaped": '{"' + "\\u0061" * ((LONGEST - 2) // 6),
        "metadata of one long text": '{"__metadata__":{"a":"' + "y" * (LONGEST - 26) + '"}}',
        "much metadata": '{"__metadata__":{' + ",".join(f'"{n}":"z"' for n in range(1_000_000)) + "}}",
        "a long shape": '{"a":{"shape":[' + "1," * (LONGEST // 2 - 8),
        "a long number": '{"a":{"shape":[' + "9" * (LONGEST - 15),
        "space": "{" + " " * (LONGEST - 1),
        "as many arrays as are read": arrays,
        "an LSTM of 65,536 layers": named("weight_ih_l%d"),
        "65,536 LSTMs": named("layer%d.weight_ih_l0"),
        "65,536 LSTMs of Keras": named("model/lstm_%d/lstm_cell/recurrent_kernel"),
        "LSTMs of Keras with long names": "{" + ",".join(
            f'"{"9" * 2000}{n}/recurrent_kernel":' + '{"dtype":"U8","shape":[0],"data_offsets":[0,0]}' for n in range(8_000)) + "}",
        "one array more": arrays[:-1] + "," + empty % (1 << 16) + "}",
        "keys of an array without end": '{"a":{' + ",".join(f'"k{n}":1' for n in range(1_000_000)),
    }
    return {name: text.encode() for name, text in found.items()}


def check(bench, name, header):
    """Plans an experiment that names the file."""
    folder = bench.new_folder("hostile")
    folder.mkdir()
    (folder / "experiment.yaml").write_text(EXPERIMENT)
    (folder / "hostile.safetensors").write_bytes(len(header).to_bytes(8, "little") + header)
    start = time.monotonic()
    try:
        result = subprocess.run(
            [bench.sluice, "plan", folder / "experiment.yaml"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, errors="replace", timeout=10 * SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        raise Failure(f"{name}: no answer within {10 * SECONDS} s") from None
    seconds = time.monotonic() - start
    if result.returncode != 65 or "hostile.safetensors" not in result.stderr:
        code = result.returncode
        raise Failure(f"{name}: exit {signal.Signals(-code).name if code < 0 else code}: {result.stderr[:200]}")
    if seconds > SECONDS:
        raise Failure(f"{name}: {seconds:.1f} s")


def limit():
    """Of all memory that the command asks for; more is refused, which ends it."""
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
