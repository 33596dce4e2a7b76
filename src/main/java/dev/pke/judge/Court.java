package dev.pke.judge;

import dev.pke.judge.remote.Exchange;
import dev.pke.judge.remote.Source;

import java.nio.file.Path;

/**
 * What judges may lean on besides what they are told.
 *
 * @param specimen the folder of the model that is judged, whose files an oracle knows by heart
 * @param remote models elsewhere
 */
public record Court(Path specimen, Exchange remote) {
    /** Where nobody elsewhere is asked. */
    public static Court of(Path specimen) {
        return new Court(specimen, new Exchange(Source.none()));
    }
}
