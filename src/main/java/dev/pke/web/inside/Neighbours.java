package dev.pke.web.inside;

/** Neurons side by side that were all moved: {@code [from, to)}. */
record Neighbours(int from, int to) {}
