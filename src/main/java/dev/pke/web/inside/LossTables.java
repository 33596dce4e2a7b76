package dev.pke.web.inside;

import dev.pke.run.RunView;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of the runs asked for last, and the bands they were cut into: a million steps are gone
 * through once for what each reader looks at. Any thread may ask.
 */
public final class LossTables {
    private static final int MOST = 8;

    private static final int MOST_CUTS = 12; // of a few kilobytes each

    private record Cut(LossWindow window, int most) {}

    private record Held(long position, LossTable table, Map<Cut, LossBands> bands) {}

    private final Map<String, Held> kept = latest(MOST);

    /** A run's table, made anew only where its view has gone on. */
    private synchronized Held held(RunView view) {
        Held known = kept.get(view.run());
        if (known == null || known.position() != view.position()) {
            known = new Held(view.position(), LossTable.of(view), latest(MOST_CUTS));
            kept.put(view.run(), known);
        }
        return known;
    }

    /** What a window shows of a run, in at most so many stretches. */
    public LossBands of(RunView view, LossWindow window, int most) {
        Held held = held(view);
        Cut cut = new Cut(window, most);
        synchronized (held.bands()) {
            LossBands known = held.bands().get(cut);
            if (known == null) {
                known = LossBands.of(held.table(), window, most);
                held.bands().put(cut, known);
            }
            return known;
        }
    }

    private static <K, V> Map<K, V> latest(int most) {
        return new LinkedHashMap<>(most, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
