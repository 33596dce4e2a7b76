package dev.pke.run;

/** A note or a tag as it stands on the record: what was said of a run, by whom and when. */
public record Remark(long position, String at, String author, Kind kind, String text) {
    /** What a remark is. */
    public enum Kind {
        NOTE,
        TAG
    }

    static Remark of(Told<?> told, String author, Kind kind, String text) {
        return new Remark(told.position(), told.at(), author, kind, text);
    }
}
