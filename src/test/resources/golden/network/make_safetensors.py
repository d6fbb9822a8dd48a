"""Writes sample.safetensors with the reference implementation. usage: python make_safetensors.py"""
import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "mlp.layers.0.weight": np.array([[0.1, -0.0, 5e-324], [np.inf, -1.7976931348623157e308, 1 / 3]]),
        "counts": np.array([-(2**63), -1, 2**63 - 1], dtype=np.int64),
        "skip": np.array(2.5),
    },
    "sample.safetensors",
    metadata={"format": "pt", "note": "θ\n\"quoted\""},
)
