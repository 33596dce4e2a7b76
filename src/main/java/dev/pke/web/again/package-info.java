/**
 * The page of a run's replays: every time it was done again, and where it parted. Knows {@code
 * web.seen} and {@code web.chart}. Pure; any thread.
 */
@NullMarked
package dev.pke.web.again;

import org.jspecify.annotations.NullMarked;
