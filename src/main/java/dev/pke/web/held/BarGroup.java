package dev.pke.web.held;

import java.util.List;

/** The bars of one model. */
public record BarGroup(String model, List<MethodBar> bars) {
    public BarGroup {
        bars = List.copyOf(bars);
    }
}
