package dev.pke.fault;

import tools.jackson.core.JacksonException;

import java.util.Map;

/**
 * A user's model, data or request that cannot be used, told in one line: what, where, what else.
 */
public class ModelError extends UserError {
    private static final long serialVersionUID = 1;

    /** What files begin with that people take for JSON, and what to do with each. */
    private static final Map<String, String> NO_JSON =
            Map.of(
                    "version https://git-lfs", "a pointer of Git LFS: git lfs pull brings the file",
                    "PAR1", "Parquet: write it as JSON lines or CSV",
                    "PK", "a zip archive or a workbook: unpack it, or write it as CSV",
                    "<", "HTML or XML: was a page saved instead of the file?");

    /** The error told by {@code line}. */
    public ModelError(String line) {
        super(line);
    }

    /** The error told by {@code line}, and what lies behind it. */
    public ModelError(String line, Throwable cause) {
        super(line, cause);
    }

    /**
     * What is wrong with a text that is no JSON, and what it is instead.
     *
     * @param cause says where reading stopped, and why, with words for whoever programs it
     */
    public static ModelError notJson(String where, String text, JacksonException cause) {
        String begun = text.stripLeading();
        for (Map.Entry<String, String> each : NO_JSON.entrySet()) {
            if (begun.startsWith(each.getKey())) {
                return new ModelError(
                        where + " is not valid JSON: it is " + each.getValue(), cause);
            }
        }
        var at = cause.getLocation();
        int line = at == null ? 0 : at.getLineNr();
        String what =
                cause.getOriginalMessage()
                        .replaceFirst("(?s) \\(bound as .*| \\(not recognized .*|: enable `.*", "")
                        .replaceFirst(" exceeds the maximum allowed \\((\\d+).*", " is over $1")
                        .replaceAll(" \\(code \\d+\\)", "");
        return new ModelError(
                where + " is not valid JSON: " + what + (line > 1 ? ", at line " + line : ""),
                cause);
    }
}
