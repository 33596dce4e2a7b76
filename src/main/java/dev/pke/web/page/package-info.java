/**
 * The pages: each a pure function of the record and an address. Knows {@code web.chart}, and of the
 * record what {@code web} may know, never Vert.x. Pages are immutable; they are made on a worker.
 */
@NullMarked
package dev.pke.web.page;

import org.jspecify.annotations.NullMarked;
