package dev.pke.web.inside;

/** One row of a picture of blocks: two figures of each block, the first drawn hollow. */
record Aspect(String title, String hollow, String full, String hollowSaid, String fullSaid) {}
