package dev.pke.run;

import java.util.Map;

/**
 * The model as found, before anything: its shape, and a SHA-256 per tensor; {@code digest} is over
 * all of them.
 */
public record ModelFingerprinted(
        String name,
        String folder,
        String architecture,
        long parameters,
        int blocks,
        int neuronsPerBlock,
        int hidden,
        String dtype,
        Map<String, String> digests,
        String digest)
        implements RunEvent {
    public ModelFingerprinted {
        Check.text("name", name);
        Check.text("architecture", architecture);
        Check.text("dtype", dtype);
        Check.atLeast("parameters", 1, parameters);
        Check.atLeast("blocks", 1, blocks);
        Check.atLeast("neuronsPerBlock", 1, neuronsPerBlock);
        Check.atLeast("hidden", 1, hidden);
        Check.sha256("digest", digest);
        digests.forEach(Check::sha256);
        digests = Map.copyOf(digests);
    }
}
