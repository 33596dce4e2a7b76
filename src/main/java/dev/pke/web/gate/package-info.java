/**
 * Who may pass: what every request is held against before anything is made of it. Knows {@code
 * store} for its tokens. Safe for any thread.
 */
@NullMarked
package dev.pke.web.gate;

import org.jspecify.annotations.NullMarked;
