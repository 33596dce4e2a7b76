/**
 * What several models answered to the same prompts: every prompt a row, every model a column. Knows
 * {@code web.seen} and {@code web.chart}. Pure; any thread.
 */
@NullMarked
package dev.pke.web.answers;

import org.jspecify.annotations.NullMarked;
