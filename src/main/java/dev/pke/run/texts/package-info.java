/** What answers say where it may be erased one day: apart from the log. Immutable. */
@NullMarked
package dev.pke.run.texts;

import org.jspecify.annotations.NullMarked;
