package dev.pke.web.list;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.ListedRun;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tells models apart: not what they are called but their digests, so that two folders of the
 * same weights are one model. Each name is looked up once, by a run that has it. Any thread.
 */
public final class ModelKeys {
    /** A model is fingerprinted among a run's first events. */
    private static final int FIRST = 40;

    private final EventStore store;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    public ModelKeys(EventStore store) {
        this.store = store;
    }

    /** The model a run began from; its name where that is all that is known. */
    public String of(ListedRun run) {
        String name = run.summary().model();
        String known = digests.get(name);
        if (known == null && run.origin() == null) {
            known = digest(run.run());
            if (!known.isEmpty()) {
                digests.put(name, known);
            }
        }
        return known == null || known.isEmpty() ? name : known;
    }

    private String digest(String run) {
        String type = RunEventCodec.nameOf(ModelFingerprinted.class);
        for (Recorded event : store.readStream(Streams.run(run), 0, FIRST)) {
            if (event.type().equals(type)
                    && RunEventCodec.decode(event) instanceof ModelFingerprinted model) {
                return model.digest();
            }
        }
        return "";
    }
}
