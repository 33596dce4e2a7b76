/**
 * The charts as SVG without script: every mark a link, themed by CSS. Knows {@code run} and {@code
 * event}. Pure functions; any thread may draw.
 */
@NullMarked
package dev.pke.web.chart;

import org.jspecify.annotations.NullMarked;
