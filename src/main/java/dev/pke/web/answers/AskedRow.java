package dev.pke.web.answers;

import java.util.List;

/** One prompt: what the model said before any edit, and after each of the edits. */
public record AskedRow(
        String kind,
        String category,
        String promptId,
        String prompt,
        Said before,
        List<Said> after) {
    public AskedRow {
        after = List.copyOf(after);
    }

    /** What it is known by in an address. */
    public String key() {
        return kind + "/" + promptId;
    }
}
