package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;

import java.util.ArrayList;
import java.util.List;

/** A note or a tag as it stands on the record: what was said of a run, by whom and when. */
public record Remark(long position, String at, String author, Kind kind, String text) {
    /** What a remark is. */
    public enum Kind {
        NOTE,
        TAG
    }

    /** All remarks among events, in their order. */
    public static List<Remark> of(Iterable<Recorded> events) {
        List<Remark> remarks = new ArrayList<>();
        for (Recorded event : events) {
            switch (event.type()) {
                case "noted.v1", "tagged.v1" -> remarks.add(of(event));
                default -> {}
            }
        }
        return remarks;
    }

    private static Remark of(Recorded event) {
        long position = event.position();
        return switch (RunEventCodec.decode(event)) {
            case Noted said ->
                    new Remark(position, event.at(), said.author(), Kind.NOTE, said.text());
            case Tagged said ->
                    new Remark(position, event.at(), said.author(), Kind.TAG, said.tag());
            case Fact other -> throw new DamagedEvent(event, "it is no remark: " + other, null);
        };
    }
}
