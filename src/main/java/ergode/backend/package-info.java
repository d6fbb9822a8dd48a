/**
 * Kernels: a graph made executable over a block of lanes. {@link ergode.backend.ReferenceBackend}
 * is plain loops and the definition of every bit; a faster backend must give the same bits. {@link
 * ergode.backend.Backends} chooses; what it gives for {@code auto} starts on the reference and goes
 * over to vector code once that is compiled.
 */
@NullMarked
package ergode.backend;

import org.jspecify.annotations.NullMarked;
