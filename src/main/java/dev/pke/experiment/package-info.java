/**
 * Plans and the runner that turns a plan into stages and stages into events. Knows every room but
 * the doors (store, audit, web, cli). A run is one thread, which owns its model.
 */
@NullMarked
package dev.pke.experiment;

import org.jspecify.annotations.NullMarked;
