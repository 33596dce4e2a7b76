/**
 * What became of a run's model afterwards: the runs that began with it, and with what those made of
 * it. Knows {@code web.page}, whose tables it fills. Pure; any thread.
 */
@NullMarked
package dev.pke.web.since;

import org.jspecify.annotations.NullMarked;
