"""End states at t = 20 of the 25 problems of Hull, Enright, Fellen, Sedgwick (1972), by heyoka.

usage: python make_golden.py > end_states.csv      (heyoka 7.13, numpy, scipy)
Taylor integration to 2.2e-16; stderr shows the difference from SciPy's DOP853 at 1e-13.
"""

import sys

import heyoka as hy
import numpy as np
from scipy.integrate import solve_ivp

T = hy.time


def kepler(e):
    def rhs(y, t, m):
        r3 = (y[0] ** 2 + y[1] ** 2) ** 1.5
        return [y[2], y[3], -y[0] / r3, -y[1] / r3]

    return rhs, [1 - e, 0, 0, np.sqrt((1 + e) / (1 - e))]


def linear(diagonal, lower, upper):
    n = len(diagonal)

    def rhs(y, t, m):
        out = []
        for i in range(n):
            f = diagonal[i] * y[i]
            if i > 0:
                f = f + lower[i] * y[i - 1]
            if i + 1 < n and upper:
                f = f + upper * y[i + 1]
            out.append(f)
        return out

    return rhs, [1.0] + [0.0] * (n - 1)


# The outer planets: masses relative to the Sun's, m0 = Sun and inner planets, positions, velocities.
K2, M0 = 2.95912208286, 1.00000597682
MASS = [0.000954786104043, 0.000285583733151, 0.0000437273164546, 0.0000517759138449, 0.00000277777777778]
POSITION = [
    [3.42947415189, 3.35386959711, 1.35494901715],
    [6.64145542550, 5.97156957878, 2.18231499728],
    [11.2630437207, 14.6952576794, 6.27960525067],
    [-30.1552268759, 1.65699966404, 1.43785752721],
    [-21.1238353380, 28.4465098142, 15.3882659679],
]
VELOCITY = [
    [-0.557160570446, 0.505696783289, 0.230578543901],
    [-0.415570776342, 0.365682722812, 0.169143213293],
    [-0.325325669158, 0.189706021964, 0.087726532278],
    [-0.024047625417, -0.287659532608, -0.117219543175],
    [-0.176860753121, -0.216393453025, -0.014864789309],
]


def five_bodies(y, t, m):
    p = [y[3 * j : 3 * j + 3] for j in range(5)]
    r3 = [(q[0] ** 2 + q[1] ** 2 + q[2] ** 2) ** 1.5 for q in p]
    out = list(y[15:])
    for j in range(5):
        for i in range(3):
            f = -(M0 + MASS[j]) * p[j][i] / r3[j]
            for k in range(5):
                if k != j:
                    d3 = sum((p[j][c] - p[k][c]) ** 2 for c in range(3)) ** 1.5
                    f = f + MASS[k] * ((p[k][i] - p[j][i]) / d3 - p[k][i] / r3[k])
            out.append(K2 * f)
    return out


def b4(y, t, m):
    r = m.sqrt(y[0] ** 2 + y[1] ** 2)
    return [-y[1] - y[0] * y[2] / r, y[0] - y[1] * y[2] / r, y[0] / r]


PROBLEMS = {
    "A1": (lambda y, t, m: [-y[0]], [1.0]),
    "A2": (lambda y, t, m: [-y[0] ** 3 / 2], [1.0]),
    "A3": (lambda y, t, m: [y[0] * m.cos(t)], [1.0]),
    "A4": (lambda y, t, m: [y[0] / 4 * (1 - y[0] / 20)], [1.0]),
    "A5": (lambda y, t, m: [(y[0] - t) / (y[0] + t)], [4.0]),
    "B1": (lambda y, t, m: [2 * (y[0] - y[0] * y[1]), -(y[1] - y[0] * y[1])], [1.0, 3.0]),
    "B2": (lambda y, t, m: [-y[0] + y[1], y[0] - 2 * y[1] + y[2], y[1] - y[2]], [2.0, 0.0, 1.0]),
    "B3": (lambda y, t, m: [-y[0], y[0] - y[1] ** 2, y[1] ** 2], [1.0, 0.0, 0.0]),
    "B4": (b4, [3.0, 0.0, 0.0]),
    "B5": (lambda y, t, m: [y[1] * y[2], -y[0] * y[2], -0.51 * y[0] * y[1]], [0.0, 1.0, 1.0]),
    "C1": linear([-1.0] * 9 + [0.0], [1.0] * 10, None),
    "C2": linear([-float(i) for i in range(1, 10)] + [0.0], [float(i) for i in range(10)], None),
    "C3": linear([-2.0] * 10, [1.0] * 10, 1.0),
    "C4": linear([-2.0] * 51, [1.0] * 51, 1.0),
    "C5": (five_bodies, sum(POSITION, []) + sum(VELOCITY, [])),
    "D1": kepler(0.1),
    "D2": kepler(0.3),
    "D3": kepler(0.5),
    "D4": kepler(0.7),
    "D5": kepler(0.9),
    "E1": (
        lambda y, t, m: [y[1], -(y[1] / (t + 1) + (1 - 0.25 / (t + 1) ** 2) * y[0])],
        [0.6713967071418030, 0.09540051444747446],
    ),
    "E2": (lambda y, t, m: [y[1], (1 - y[0] ** 2) * y[1] - y[0]], [2.0, 0.0]),
    "E3": (lambda y, t, m: [y[1], y[0] * y[0] * y[0] / 6 - y[0] + 2 * m.sin(2.78535 * t)], [0.0, 0.0]),
    "E4": (lambda y, t, m: [y[1], 0.032 - 0.4 * y[1] ** 2], [30.0, 0.0]),
    "E5": (lambda y, t, m: [y[1], m.sqrt(1 + y[1] ** 2) / (25 - t)], [0.0, 0.0]),
}

print("problem,component,value")
for name, (rhs, y0) in PROBLEMS.items():
    names = [f"y{i}" for i in range(len(y0))]
    variables = [hy.expression(n) for n in names]
    system = [(v, hy.expression(0.0) + f) for v, f in zip(variables, rhs(variables, T, hy))]
    taylor = hy.taylor_adaptive(system, np.array(y0, dtype=float), time=0.0)
    taylor.propagate_until(20.0, max_delta_t=0.1)
    check = solve_ivp(lambda t, y: rhs(y, t, np), (0, 20), y0, method="DOP853", rtol=1e-13, atol=1e-13)
    end = taylor.state.copy()
    difference = np.max(np.abs(end - check.y[:, -1]) / (1 + np.abs(end)))
    print(f"{name} differs from DOP853 by {difference:.1e}", file=sys.stderr)
    for i, value in enumerate(end):
        print(f"{name},{i + 1},{value:.17g}")
