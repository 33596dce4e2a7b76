/**
 * What is done to a record as a whole: it is copied, backed up, thinned out. Knows {@code event},
 * {@code run}, {@code store} and signed heads. One thread.
 */
@NullMarked
package dev.pke.audit.keep;

import org.jspecify.annotations.NullMarked;
