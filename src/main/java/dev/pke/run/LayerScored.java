package dev.pke.run;

import java.util.Map;

/** One block's scores by name: {@code share} of the path, {@code distance} of the states, ... */
public record LayerScored(int block, Map<String, Double> scores) implements RunEvent {
    public LayerScored {
        Check.atLeast("block", 0, block);
        scores = Map.copyOf(scores);
    }
}
