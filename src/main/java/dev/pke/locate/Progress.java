package dev.pke.locate;

/** Hears how far a locator is. */
@FunctionalInterface
public interface Progress {
    /** {@code done} of {@code of} parts of {@code what} are through. */
    void at(String what, int done, int of);

    /** Nobody listens. */
    static Progress none() {
        return (what, done, of) -> {};
    }
}
