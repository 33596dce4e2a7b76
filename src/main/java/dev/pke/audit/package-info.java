/**
 * Proof: verification, signed heads, bundles and the checkpoint diff. Knows {@code event}, {@code
 * run}, {@code model} and {@code store}. Reads may run on any thread.
 */
@NullMarked
package dev.pke.audit;

import org.jspecify.annotations.NullMarked;
