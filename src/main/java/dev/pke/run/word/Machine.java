package dev.pke.run.word;

import java.util.Map;

/**
 * What decides whether two runs can be bit-equal: {@code fingerprint} is the SHA-256 over {@code
 * facts} (engine and its version, device, dtype, thread count, processor model, ...).
 */
public record Machine(String fingerprint, Map<String, String> facts) {
    public Machine {
        Check.sha256("fingerprint", fingerprint);
        facts = Map.copyOf(facts);
    }

    /** Reads where it ran. */
    public static Machine of(WireObject it) {
        return new Machine(it.text("fingerprint"), it.map("facts", WireObject::text));
    }
}
