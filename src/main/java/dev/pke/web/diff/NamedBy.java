package dev.pke.web.diff;

/** An event that names the blob. */
public record NamedBy(long position, String type, String href) {}
