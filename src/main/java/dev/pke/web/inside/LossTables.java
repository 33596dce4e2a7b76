package dev.pke.web.inside;

import dev.pke.run.RunView;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the runs asked for last. Any thread may ask. */
public final class LossTables {
    private static final int MOST = 8;

    private record Held(long position, LossTable table) {}

    private final Map<String, Held> kept =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
                    return size() > MOST;
                }
            };

    /** A run's table, made anew only where its view has gone on. */
    public synchronized LossTable of(RunView view) {
        Held known = kept.get(view.run());
        if (known == null || known.position() != view.position()) {
            known = new Held(view.position(), LossTable.of(view));
            kept.put(view.run(), known);
        }
        return known.table();
    }
}
