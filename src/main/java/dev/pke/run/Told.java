package dev.pke.run;

import dev.pke.event.Blobs;
import dev.pke.event.Recorded;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

/** A fact, and where and when the record says it: what every view of a run is folded from. */
public record Told<F extends Fact>(long position, String at, F fact) {
    /** Reads an event, once; one that is damaged or in another's stream is a DamagedEvent. */
    static Told<Fact> of(Recorded event) {
        return of(event, Blobs.none());
    }

    /** As above, with the texts that lie apart in blobs. */
    static Told<Fact> of(Recorded event, Blobs blobs) {
        Fact fact = Texts.joined(RunEventCodec.decode(event), blobs);
        boolean fits =
                switch (fact) {
                    case RunEvent _ -> Streams.isRunStream(event.stream());
                    case ReviewEvent _ -> Streams.isReviewStream(event.stream());
                    case BundleImported _, Acted _ -> Streams.runOf(event.stream()) == null;
                };
        if (!fits) {
            throw new DamagedEvent(event, "it has no place in " + event.stream(), null);
        }
        return new Told<>(event.position(), event.at(), fact);
    }

    /** The same where the fact is of a kind, else null. */
    public <G extends Fact> @Nullable Told<G> as(Class<G> kind) {
        return kind.isInstance(fact) ? new Told<>(position, at, kind.cast(fact)) : null;
    }

    /** The fact's wire name. */
    public String type() {
        return RunEventCodec.typeOf(fact);
    }
}
