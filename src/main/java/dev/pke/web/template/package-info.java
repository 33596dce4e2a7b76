/**
 * How a page becomes HTML: templates, the frame around each, and the one door for drawings. Knows
 * {@code web.chart} and {@code fault}. Any thread may render.
 */
@NullMarked
package dev.pke.web.template;

import org.jspecify.annotations.NullMarked;
