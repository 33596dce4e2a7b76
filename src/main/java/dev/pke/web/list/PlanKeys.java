package dev.pke.web.list;

import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Streams;
import dev.pke.web.paired.Arm;
import dev.pke.web.seen.ListedRun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each run's plan is but for its seeds and which model it began from, as a short digest: two
 * runs with equal ones are seeds of one plan, whatever it was called. A model is what its weights
 * are: two folders of the same are one, one that has changed is another. Each question reads only
 * the runs begun since the last. Any thread may ask.
 */
public final class PlanKeys {
    private static final int SHORT = 10;
    private static final String DIGEST = "\"digest\":\"";

    private final EventStore store;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> models = new HashMap<>();
    private final Map<String, String> briefs = new HashMap<>();
    private long reached;
    private long fingerprinted;

    public PlanKeys(EventStore store) {
        this.store = store;
    }

    /** A run's key; one recorded elsewhere is known by its log, plan's name and method. */
    public synchronized String of(ListedRun run) {
        String known = run.origin() == null ? keys.get(run.run()) : null;
        if (known == null && run.origin() == null) {
            refresh();
            known = keys.get(run.run());
        }
        if (known != null) {
            String model = models.getOrDefault(run.run(), run.summary().model());
            return briefs.computeIfAbsent(known + model, PlanKeys::brief);
        }
        String origin = run.origin() == null ? "" : run.origin().name();
        String plan = run.summary().planName() + "\n" + run.summary().method();
        return brief(origin + "\n" + plan + "\n" + run.summary().model());
    }

    /** The digest of the model that a run began from; its name where that is all that is known. */
    public synchronized String model(ListedRun run) {
        String known = run.origin() == null ? models.get(run.run()) : null;
        if (known == null && run.origin() == null) {
            refresh();
            known = models.get(run.run());
        }
        return known == null ? run.summary().model() : known;
    }

    private void refresh() {
        String type = RunEventCodec.nameOf(RunRegistered.class);
        for (Recorded event : store.ofType(type, reached)) {
            String run = Streams.runOf(event.stream());
            if (run != null && RunEventCodec.decode(event) instanceof RunRegistered registered) {
                keys.put(run, key(registered));
            }
            reached = event.position();
        }
        String other = RunEventCodec.nameOf(ModelFingerprinted.class);
        for (Recorded event : store.ofType(other, fingerprinted)) {
            String run = Streams.runOf(event.stream());
            if (run != null) {
                models.put(run, digest(event.data()));
            }
            fingerprinted = event.position();
        }
    }

    /**
     * The member of that name, found without reading the digests of hundreds of tensors: inside a
     * text its quotes would be escaped.
     */
    private static String digest(String data) {
        int at = data.indexOf(DIGEST);
        int from = at + DIGEST.length();
        int to = data.indexOf('"', from);
        return at < 0 || to < 0 ? "" : data.substring(from, to);
    }

    private static String key(RunRegistered registered) {
        Map<String, Object> what = new TreeMap<>();
        what.put("method", registered.method());
        what.put("plan", Arm.seedless(registered.plan()));
        return brief(CanonicalJson.write(what));
    }

    private static String brief(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHORT);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JDK has SHA-256", none);
        }
    }
}
