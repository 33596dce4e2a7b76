/**
 * The list of runs: what an address asks for, runs that repeat one plan folded into groups, and the
 * page. Knows {@code web.page}, {@code web.paired}, {@code web.seen} and {@code web.chart}. Pure;
 * any thread.
 */
@NullMarked
package dev.pke.web.list;

import org.jspecify.annotations.NullMarked;
