/**
 * Proof: verification, signed heads, bundles and imports. Knows {@code event}, {@code run}, {@code
 * measure} and {@code store}. Reads may run on any thread.
 */
@NullMarked
package dev.pke.audit;

import org.jspecify.annotations.NullMarked;
