/**
 * The language in which runs are asked for, on the pages and on the command line: {@code method=pke
 * and asr<5% or tag:review}. Knows {@code run}, {@code run.word}, {@code measure} and {@code
 * fault}. Pure and immutable; any thread may ask.
 */
@NullMarked
package dev.pke.run.query;

import org.jspecify.annotations.NullMarked;
