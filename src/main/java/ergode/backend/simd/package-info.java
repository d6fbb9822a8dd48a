/**
 * Kernels as generated Java source over {@code jdk.incubator.vector}, compiled at run time. Same
 * operations in the same order as the reference backend, so the same bits, on eight lanes at once.
 */
@NullMarked
package ergode.backend.simd;

import org.jspecify.annotations.NullMarked;
