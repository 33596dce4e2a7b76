/** What lies inside one run, at any size: its losses, its blocks, the text of an answer. */
@NullMarked
package dev.pke.web.inside;

import org.jspecify.annotations.NullMarked;
