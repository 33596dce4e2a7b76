/**
 * Figures as functions of counts, and the statistics over them. Knows the JDK alone; everything is
 * immutable and may be used by any thread.
 */
@NullMarked
package dev.pke.measure;

import org.jspecify.annotations.NullMarked;
