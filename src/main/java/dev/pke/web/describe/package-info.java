/**
 * What the API is, for programs and for people: an OpenAPI document and the page beside it. Knows
 * the kernel's JSON alone. Pure; any thread.
 */
@NullMarked
package dev.pke.web.describe;

import org.jspecify.annotations.NullMarked;
