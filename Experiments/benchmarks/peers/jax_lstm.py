"""One LSTM layer in JAX (jit and lax.scan), squared error on every hidden state, Adam, one thread."""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
from bench import arguments, repeat

given = arguments(__doc__, ["sigmoid", "bernoulli"], ["train", "forward"])
m, n = given.input, given.hidden
keys = jax.random.split(jax.random.key(1), 5)
scale = n**-0.5
weights = {
    "x": jax.random.uniform(keys[0], (m, 4 * n), minval=-scale, maxval=scale),
    "h": jax.random.uniform(keys[1], (n, 4 * n), minval=-scale, maxval=scale),
    "b": jnp.zeros(4 * n),
}
x = jax.random.uniform(keys[2], (given.steps, given.batch, m), minval=-1.0)
y = jax.random.uniform(keys[3], (given.steps, given.batch, n), minval=-1.0)


def gates(z, key):
    p = jax.nn.sigmoid(z)
    if given.policy == "sigmoid":
        return p
    hard = (jax.random.uniform(key, p.shape) < p).astype(p.dtype)
    return p + jax.lax.stop_gradient(hard - p)


def states(weights, key):
    def step(state, now):
        (h, c), (from_input, key) = state, now
        z_i, z_f, z_g, z_o = jnp.split(from_input + h @ weights["h"], 4, -1)
        i, f, o = gates(jnp.stack([z_i, z_f, z_o]), key)
        c = f * c + i * jnp.tanh(z_g)
        h = o * jnp.tanh(c)
        return (h, c), h

    zero = jnp.zeros((given.batch, n))
    now = (x @ weights["x"] + weights["b"], jax.random.split(key, given.steps))
    return jax.lax.scan(step, (zero, zero), now)[1]


def adam(weights, gradient, moments, count):
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, moments[0], gradient)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, moments[1], gradient)
    weights = jax.tree.map(
        lambda w, m, v: w - 1e-3 * m / (1 - 0.9**count) / (jnp.sqrt(v / (1 - 0.999**count)) + 1e-8),
        weights,
        first,
        second,
    )
    return weights, (first, second)


@jax.jit
def update(weights, moments, count, key):
    gradient = jax.grad(lambda w: jnp.mean(jnp.square(states(w, key) - y)))(weights)
    return *adam(weights, gradient, moments, count), count + 1, jax.random.split(key)[0]


training = (weights, (jax.tree.map(jnp.zeros_like, weights),) * 2, jnp.float32(1), keys[4])
forward_pass = jax.jit(states)


def train():
    global training
    training = jax.block_until_ready(update(*training))


def forward():
    jax.block_until_ready(forward_pass(weights, keys[4]))


repeat("jax", given, train if given.mode == "train" else forward)
