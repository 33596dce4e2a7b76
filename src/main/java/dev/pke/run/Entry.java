package dev.pke.run;

/**
 * One piece of a read model, made by the event at {@code position}. Of entries with the same {@link
 * #key} the latest counts; all that belong to a {@link #stage} are void when a run resumes before
 * or at it.
 */
public interface Entry {
    long position();

    String key();

    Stage stage();
}
