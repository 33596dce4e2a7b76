/** What PKE is, explained on recorded runs that ship with the program. */
@NullMarked
package dev.pke.web.learn;

import org.jspecify.annotations.NullMarked;
