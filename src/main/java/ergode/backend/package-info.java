/**
 * Kernels: a graph made executable over a block of lanes. {@link ergode.backend.ReferenceBackend}
 * is plain loops and the definition of every bit; a faster backend must give the same bits.
 */
@NullMarked
package ergode.backend;

import org.jspecify.annotations.NullMarked;
