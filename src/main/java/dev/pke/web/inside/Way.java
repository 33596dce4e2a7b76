package dev.pke.web.inside;

/** A way to look at something: where to, and whether that is how it stands now. */
public record Way(String title, String href, boolean now) {}
