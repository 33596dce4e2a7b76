/**
 * The subset of Jinja that chat templates are written in: text, expressions, if, for, set. Knows
 * only the JDK; a template is immutable and may be rendered by any thread.
 */
@NullMarked
package dev.pke.model.jinja;

import org.jspecify.annotations.NullMarked;
