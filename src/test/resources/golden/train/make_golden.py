"""Twenty steps of optax's optimisers on fixed gradients, and its cosine schedule, in double precision.

usage: python make_golden.py > optax.json      (optax, jax, numpy)
The gradients do not depend on the parameters, so that one wrong step does not hide in the next.
"""

import json
import sys

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

SIZE, STEPS = 7, 20
random = np.random.default_rng(7)
start = random.uniform(-1, 1, SIZE)
# sizes over nine orders of magnitude, so that the clip acts in some steps and epsilon counts in others
gradients = random.standard_normal((STEPS, SIZE)) * 10.0 ** random.uniform(-8, 1, (STEPS, SIZE))

CASES = {
    "adam": (optax.adam(5e-3), dict(rate=5e-3, weight_decay=0.0, clip=1e30, beta1=0.9, beta2=0.999, epsilon=1e-8)),
    "adam, clipped": (
        optax.chain(optax.clip_by_global_norm(1.0), optax.adam(5e-3)),
        dict(rate=5e-3, weight_decay=0.0, clip=1.0, beta1=0.9, beta2=0.999, epsilon=1e-8),
    ),
    "adamw": (optax.adamw(1e-2), dict(rate=1e-2, weight_decay=1e-4, clip=1e30, beta1=0.9, beta2=0.999, epsilon=1e-8)),
    "adamw, all else": (
        optax.chain(optax.clip_by_global_norm(0.5), optax.adamw(1e-2, b1=0.8, b2=0.99, eps=1e-3, weight_decay=0.1)),
        dict(rate=1e-2, weight_decay=0.1, clip=0.5, beta1=0.8, beta2=0.99, epsilon=1e-3),
    ),
}


def run(optimiser):
    parameters = jnp.asarray(start)
    state = optimiser.init(parameters)
    path = []
    for gradient in gradients:
        updates, state = optimiser.update(jnp.asarray(gradient), state, parameters)
        parameters = optax.apply_updates(parameters, updates)
        path.append(np.asarray(parameters).tolist())
    return path


def piecewise(counts):
    schedule = optax.piecewise_constant_schedule(5e-3, {300: 2.5e-3, 500: 1e-3})
    return {str(count): float(schedule(count)) for count in counts}


def cosine(counts):
    schedule = optax.warmup_cosine_decay_schedule(0.0, 5e-3, 20, 120, end_value=1e-5)
    return {str(count): float(schedule(count)) for count in counts}


json.dump(
    {
        "versions": {"optax": optax.__version__, "jax": jax.__version__},
        "start": start.tolist(),
        "gradients": gradients.tolist(),
        "cases": {name: dict(settings, path=run(optimiser)) for name, (optimiser, settings) in CASES.items()},
        "piecewise": piecewise([0, 1, 299, 300, 499, 500, 1299]),
        "cosine": cosine([0, 1, 19, 20, 21, 70, 119, 120, 121, 500]),
    },
    sys.stdout,
    indent=1,
)
