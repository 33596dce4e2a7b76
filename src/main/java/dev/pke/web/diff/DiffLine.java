package dev.pke.web.diff;

/** One tensor that differs, in a line. */
public record DiffLine(String name, String said, String l2, String share, String href) {}
