package dev.pke.diff;

/** Whose edit moved something. */
public enum Mover {
    A,
    B,
    BOTH
}
