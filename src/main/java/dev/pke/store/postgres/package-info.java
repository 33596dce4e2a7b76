/**
 * The PostgreSQL door: where a team's log is, how its tables are made and guarded, and who rings
 * when it has grown. Knows {@code store}. Any thread; the watch has one of its own.
 */
@NullMarked
package dev.pke.store.postgres;

import org.jspecify.annotations.NullMarked;
