package dev.pke.web.held;

import dev.pke.run.word.Metric;

/** So many tokens of the unsafe answer given: this share went on with it. */
public record DepthPoint(int tokens, Metric unsafe) {
    /** Where the answers are, on the page of their run. */
    String href(String run) {
        return run + "?kind=" + (tokens == 0 ? "attack" : "prefill-" + tokens) + "#answers";
    }
}
