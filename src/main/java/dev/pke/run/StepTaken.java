package dev.pke.run;

import java.util.Map;

/** One optimiser step, from 1: every loss term by name, and the gradient's norm. */
public record StepTaken(
        int step, Map<String, Double> losses, double gradientNorm, Map<String, Double> measured)
        implements RunEvent {
    public StepTaken {
        Check.atLeast("step", 1, step);
        losses = Map.copyOf(losses);
        measured = Map.copyOf(measured);
    }
}
