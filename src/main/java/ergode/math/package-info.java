/**
 * Elementary functions that give the same bits on every machine, JDK and CPU backend.
 *
 * <p>A chaotic orbit amplifies one unit in the last place into another trajectory, and {@link
 * Math#sin} may differ by one from machine to machine and between compiled and interpreted code. So
 * no data path calls a transcendental of the JDK. These functions are straight lines of additions,
 * multiplications, divisions, {@link Math#fma}, comparisons that choose a value, and operations on
 * the bits of a double: each maps to one lane-wise vector operation, and a vector backend that
 * emits the same operations with the public constants gives the same bits. Branches lead only to
 * rare arguments ({@link ergode.math.Trig#LIMIT} and beyond, and the special values of powers),
 * which a vector backend patches lane by lane with the scalar function.
 *
 * <p>Largest error seen, in units in the last place of the exact value, over 15 million or more
 * random arguments per function, against 113-bit arithmetic:
 *
 * <table>
 *   <caption>Accuracy as measured</caption>
 *   <tr><th>function</th><th>arguments</th><th>ulp</th></tr>
 *   <tr><td>sin, cos</td><td>|x| &lt; 1e5, |x| &gt;= 1e5, near multiples of pi/2 (60,000 arguments)</td><td>1.44</td></tr>
 *   <tr><td>exp</td><td>normal result; subnormal result</td><td>0.60; 0.77</td></tr>
 *   <tr><td>log</td><td>all</td><td>0.84</td></tr>
 *   <tr><td>pow</td><td>normal result; subnormal result</td><td>0.61; 0.75</td></tr>
 *   <tr><td>tanh</td><td>all</td><td>1.75</td></tr>
 *   <tr><td>sigmoid</td><td>all</td><td>1.50</td></tr>
 *   <tr><td>softplus</td><td>all</td><td>1.78</td></tr>
 * </table>
 *
 * <p>Random numbers, {@link ergode.math.Philox4x64}, are functions as well: of a seed and of what
 * they are for. The third counter word keeps uses apart: 0 initial conditions and samples of rows,
 * 1 the shift of Sobol points, 2 initial weights.
 */
@NullMarked
package ergode.math;

import org.jspecify.annotations.NullMarked;
