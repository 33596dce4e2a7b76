/** The verbs that work on a model's files. Knows every room. Runs on the main thread. */
@NullMarked
package dev.pke.cli.model;

import org.jspecify.annotations.NullMarked;
