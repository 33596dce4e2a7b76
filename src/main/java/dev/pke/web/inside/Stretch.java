package dev.pke.web.inside;

/** Steps that one place on the screen stands for; {@code position} is the last one's event. */
public record Stretch(int from, int to, long position) {}
