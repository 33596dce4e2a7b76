package dev.pke.event;

/**
 * A read model: a pure fold over the log. The same events give the same state, whenever and
 * wherever they are applied.
 *
 * @param <S> the state, immutable
 */
public interface Projection<S> {
    /** A stable name, unique among projections. */
    String name();

    S initial();

    /** The state after an event; the same state if the event means nothing to it. */
    S apply(S state, Recorded event);

    /** The state after events in order. */
    default S fold(S state, Iterable<Recorded> events) {
        S now = state;
        for (Recorded event : events) {
            now = apply(now, event);
        }
        return now;
    }
}
