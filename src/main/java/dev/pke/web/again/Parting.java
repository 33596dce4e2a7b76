package dev.pke.web.again;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Replayed.Divergence;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.Told;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.seen.WordDiff;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where record and replay parted: the event, the field, and what each says, word by word.
 *
 * @param covered whether it is what a model said, and may be unsafe
 * @param follows how many events of the record come after it
 */
public record Parting(
        long version,
        String type,
        String field,
        String href,
        String then,
        String about,
        boolean covered,
        List<WordDiff.Span> recorded,
        List<WordDiff.Span> replayed,
        long follows) {
    static Parting of(ViewedRun viewed, Divergence parted) {
        Told<Fact> event = viewed.view().ofVersion(parted.version());
        String was = text(parted.recorded());
        String is = text(parted.replayed());
        return new Parting(
                parted.version(),
                parted.type(),
                parted.field(),
                event == null ? "" : viewed.event(event.position()),
                event == null ? "" : "/runs/" + viewed.run() + "?pos=" + event.position(),
                about(event),
                event == null || event.fact() instanceof PromptAnswered,
                WordDiff.first(was, is),
                WordDiff.second(was, is),
                Math.max(0, viewed.view().versions() - parted.version()));
    }

    private static String about(@Nullable Told<Fact> event) {
        return event != null && event.fact() instanceof PromptAnswered said
                ? said.kind() + ", " + said.phase().wire() + " the edit, prompt " + said.promptId()
                : "";
    }

    /** A JSON text's own text; anything else as it stands. */
    private static String text(String json) {
        try {
            return CanonicalJson.parse(json) instanceof String text ? text : json;
        } catch (MalformedJson plain) {
            return json;
        }
    }
}
