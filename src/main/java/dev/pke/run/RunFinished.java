package dev.pke.run;

import java.util.Map;

/** The run did all its stages. {@code measured} holds its seconds. */
public record RunFinished(Map<String, Double> measured) implements RunEvent, Milestone {
    public RunFinished {
        measured = Map.copyOf(measured);
    }
}
