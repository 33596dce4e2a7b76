/**
 * The measurements: store, crash, diff and model benches. Knows every room but {@code web} and
 * {@code cli}. Each bench is run by one thread and starts its own.
 */
@NullMarked
package dev.pke.bench;

import org.jspecify.annotations.NullMarked;
