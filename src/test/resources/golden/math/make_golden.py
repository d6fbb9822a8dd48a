"""Writes trig.csv, unary.csv and pow.csv beside itself: arguments and exact values.

Needs mpmath 1.3; deterministic. Every value is computed with 2,400 bits and written as the nearest
double and the rest: what is missing to the exact value, in units in the last place of that double.
"""

import math
import pathlib
import random
import struct

import mpmath
from mpmath import mpf

mpmath.mp.prec = 2400
HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(20240501)


def rounded(value):
    """The double nearest to an mpf, subnormals and overflow included."""
    if value == 0:
        return 0.0
    exponent = max(int(mpmath.floor(mpmath.log(abs(value), 2))) - 52, -1074)
    integer = int(mpmath.nint(value / mpf(2) ** exponent))
    return math.ldexp(integer, exponent)


def exact(value):
    """The two columns of a value."""
    nearest = rounded(value)
    return nearest.hex(), f"{float((value - mpf(nearest)) / mpf(math.ulp(nearest))):.4f}"


def bits(x):
    return struct.unpack("<q", struct.pack("<d", x))[0]


def log_uniform(low, high):
    return struct.unpack("<d", struct.pack("<q", RANDOM.randint(bits(low), bits(high))))[0]


def write(name, header, rows):
    (HERE / name).write_text("\n".join([header, *(",".join(row) for row in rows)]) + "\n")


def hardest_below(limit, count):
    """The doubles below the limit that are closest to a multiple of pi/2."""
    half_pi = mpmath.pi / 2
    near = []
    with mpmath.workprec(200):
        for n in range(1, int(limit / half_pi)):
            x = rounded(n * half_pi)
            near.append((abs(mpf(x) - n * half_pi), x))
    return [x for _, x in sorted(near)[:count]]


def trig():
    arguments = hardest_below(1e5, 100)
    arguments += [RANDOM.uniform(-math.pi, math.pi) for _ in range(60)]
    arguments += [RANDOM.uniform(-1e5, 1e5) for _ in range(60)]
    arguments += [log_uniform(1e-310, 1.0) for _ in range(30)]
    arguments += [log_uniform(1e5, 1e300) for _ in range(150)]
    arguments += [rounded(RANDOM.randint(63663, 2**51) * mpmath.pi / 2) for _ in range(50)]
    # The hardest double of all (Muller et al., Handbook of Floating-Point Arithmetic, 2010), and the ends.
    arguments += [math.ldexp(6381956970095103, 797), 99999.99999999999, 1e5, 1.7976931348623157e308]
    for x in arguments:
        yield x.hex(), *exact(mpmath.sin(mpf(x))), *exact(mpmath.cos(mpf(x)))


UNARY = {
    "exp": (mpmath.exp, [(-745.2, -700.0), (-700.0, 709.78), (-1.0, 1.0), (0.347, 0.36)]),
    "log": (mpmath.log, [(0.0, 2.0), (0.7, 1.5), (0.0, 1e4)]),
    "tanh": (mpmath.tanh, [(-1.0, 1.0), (-0.2, 0.2), (-20.0, 20.0)]),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), [(-5.0, 5.0), (-745.2, -700.0), (-700.0, 40.0)]),
    "softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), [(-5.0, 5.0), (-745.2, -700.0), (-700.0, 40.0)]),
}


def unary():
    for name, (function, ranges) in UNARY.items():
        arguments = [RANDOM.uniform(*ends) for ends in ranges for _ in range(40)]
        arguments += [log_uniform(5e-324, 1e300 if name == "log" else 1.0) for _ in range(40)]
        for x in arguments:
            yield name, x.hex(), *exact(function(mpf(x)))


def pow_():
    pairs = [(RANDOM.uniform(0.0, 10.0), RANDOM.uniform(-10.0, 10.0)) for _ in range(80)]
    pairs += [(log_uniform(1e-30, 1e30), RANDOM.uniform(-10.0, 10.0)) for _ in range(80)]
    pairs += [(log_uniform(1e-12, 1e12), -0.2) for _ in range(40)]
    pairs += [(log_uniform(5e-324, 1e308), RANDOM.uniform(-1.0, 1.0)) for _ in range(40)]
    pairs += [(1.0 + RANDOM.uniform(-1e-6, 1e-6), RANDOM.uniform(-7e8, 7e8)) for _ in range(40)]
    for x, y in pairs:
        yield x.hex(), y.hex(), *exact(mpmath.power(mpf(x), mpf(y)))


write("trig.csv", "x,sin,sin_rest,cos,cos_rest", trig())
write("unary.csv", "function,x,value,rest", unary())
write("pow.csv", "x,y,value,rest", pow_())
