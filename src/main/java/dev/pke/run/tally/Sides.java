package dev.pke.run.tally;

import dev.pke.run.word.WireObject;

/** A tensor's digest before an edit and after it. */
record Sides(String before, String after) {
    static Sides of(WireObject it) {
        return new Sides(EditManifest.sha(it, "before"), EditManifest.sha(it, "after"));
    }
}
