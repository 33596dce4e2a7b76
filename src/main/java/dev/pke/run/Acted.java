package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.run.word.Check;
import dev.pke.run.word.Streams;
import dev.pke.run.word.WireObject;

import java.util.List;
import java.util.Set;

/**
 * Someone did something that the record should remember who did: {@code actor} is who signed in,
 * what a token is called, or whom the machine's system knows; {@code through} which of these let
 * them ({@code user}, {@code token}, {@code local}); {@code subject} what it was done to. Its place
 * is the stream {@code access/log}.
 */
public record Acted(String actor, String through, String action, String subject) implements Fact {
    /** What there is to be done. */
    public static final Set<String> ACTIONS =
            Set.of(
                    "run-started",
                    "run-cancelled",
                    "run-received",
                    "replay-asked",
                    "noted",
                    "tagged",
                    "token-made",
                    "token-revoked",
                    "bundle-imported",
                    "run-archived",
                    "run-returned",
                    "texts-erased");

    public Acted {
        Check.text("actor", actor);
        Check.text("through", through);
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException("no action is named " + action);
        }
    }

    /** Puts it on the record under a new event id. */
    public void writeTo(EventStore store, String id) {
        store.append(
                Streams.ACCESS, ExpectedVersion.any(), List.of(RunEventCodec.encode(id, this)));
    }

    /** Reads who did what. */
    static Acted of(WireObject it) {
        return new Acted(
                it.text("actor"), it.text("through"), it.text("action"), it.text("subject"));
    }
}
