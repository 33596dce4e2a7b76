/**
 * What pages are made from: a run as it stands, what was heard of it, how far the chain is checked,
 * text made harmless. Knows {@code web.chart}. Immutable but for the watch of the chain, which is
 * safe for any thread.
 */
@NullMarked
package dev.pke.web.seen;

import org.jspecify.annotations.NullMarked;
