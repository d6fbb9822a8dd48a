"""Makes the golden files of this folder: python make_golden.py (numpy 2.4, scipy 1.17, pandas 3.1)."""

import csv

import numpy as np
import pandas as pd
from scipy.stats import qmc

WORD = 2**64


def numpy_philox(key0, key1, counter):
    # NumPy increments its counter before the first block: start one before the wanted counter.
    number = sum(word * WORD**i for i, word in enumerate(counter))
    return np.random.Philox(key=key0 + WORD * key1, counter=(number - 1) % WORD**4)


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def philox():
    cases = [
        (0, 0, (0, 0, 0, 0)),
        (42, 0, (0, 0, 0, 0)),
        (42, 0, (1, 0, 0, 0)),
        (42, 0, (2**40, 0, 0, 0)),
        (42, 0, (2**40, 1, 0, 0)),
        (42, 0, (0, 0, 1, 0)),
        (WORD - 1, 0, (7, 0, 0, 0)),
        (2**63, 1, (2**63, 2**63, 2**63, 2**63)),
        (123456789, 987654321, (10**12 - 1, 3, 0, WORD - 1)),
    ]
    rows = []
    for key0, key1, counter in cases:
        words = numpy_philox(key0, key1, counter).random_raw(4)
        rows.append([f"{int(w):016x}" for w in (key0, key1, *counter, *words)])
    write("philox4x64.csv", "key0 key1 c0 c1 c2 c3 w0 w1 w2 w3".split(), rows)


def uniform():
    low = np.array([-np.pi / 2, -np.pi / 2, 0.0, -3.5, 1e-3, 10.0])
    high = np.array([np.pi / 2, np.pi / 2, 1.0, 2.25, 1e3, 11.0])
    rows = []
    for seed in (0, 42, -1, -(2**63), 2**63 - 1):
        for sim_id in (0, 1, 1199, 2**31, 2**39 + 5):
            state = []
            for block in range(2):
                stop = min(4 * block + 4, len(low))
                bits = numpy_philox(seed % WORD, 0, (sim_id, block, 0, 0))
                part = slice(4 * block, stop)
                state += list(np.random.Generator(bits).uniform(low[part], high[part]))
            rows.append([seed, sim_id, *map(repr, map(float, state))])
    write("uniform.csv", ["seed", "sim_id"] + [f"x{j}" for j in range(6)], rows)


def sobol():
    rows = []
    for first, count in ((0, 33), (2**17 - 2, 4), (2**26 + 12345, 3)):
        sampler = qmc.Sobol(d=16, scramble=False)
        if first:
            sampler.fast_forward(first)
        for i, point in enumerate(sampler.random(count)):
            rows.append([first + i, *map(repr, map(float, point))])
    # Too far to step to: XOR SciPy's own direction numbers along the Gray code of the index.
    directions = qmc.Sobol(d=16, scramble=False, bits=53)._sv
    for index in (2**39 + 7, 10**12 - 1):
        gray = index ^ (index >> 1)
        chosen = [k for k in range(53) if gray >> k & 1]
        words = np.bitwise_xor.reduce(directions[:, chosen], axis=1)
        rows.append([index, *(repr(int(word) * 2.0**-53) for word in words)])
    write("sobol.csv", ["index"] + [f"u{k}" for k in range(16)], rows)


def grid():
    axes = [np.linspace(-1.3, 0.7, 3), np.linspace(0.1, 0.4, 3), np.linspace(-7.0, 1e-3, 3)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    rows = [[i, *map(repr, map(float, point))] for i, point in enumerate(points)]
    write("grid.csv", ["sim_id", "x0", "x1", "x2"], rows)


def parquet():
    frame = pd.DataFrame(
        {
            "note": ["a", "b", None, "d"],
            "omega2": np.array([0, -3, 2**31 - 1, 7], dtype=np.int32),
            "theta2": np.array([0.1, -2.5, 1e-30, 3.0], dtype=np.float32),
            "theta1": [0.1, -1.25, 1e300, 5e-324],
            "omega1": np.array([2**40, -1, 0, 9], dtype=np.int64),
            "path": [[0.0], [1.0, 2.0], [], None],
        }
    )
    frame.to_parquet("pandas.parquet", row_group_size=3)


if __name__ == "__main__":
    philox()
    uniform()
    sobol()
    grid()
    parquet()
