/**
 * The pages, the API and the live stream, on Vert.x. Knows {@code event}, {@code run}, {@code
 * store}, {@code audit}, {@code diff}, {@code export} and {@code measure}; starts runs only through
 * its own {@code Commands}. Handlers run on the event loop and hand every read to a worker.
 */
@NullMarked
package dev.pke.web;

import org.jspecify.annotations.NullMarked;
