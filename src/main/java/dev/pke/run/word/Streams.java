package dev.pke.run.word;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * The names of the streams: {@code run/{id}}, {@code review/{run}}, {@code import/{id}}, and one
 * more.
 */
public final class Streams {
    private static final String RUN = "run/";
    private static final String REVIEW = "review/";
    private static final String IMPORT = "import/";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

    /** Where it stands who did what. */
    public static final String ACCESS = "access/log";

    private Streams() {}

    public static String run(String run) {
        return RUN + checkRun(run);
    }

    public static String review(String run) {
        return REVIEW + checkRun(run);
    }

    public static String imported(String id) {
        return IMPORT + checkRun(id);
    }

    /** The run that a stream is about, or null: {@code run/x} and {@code review/x} are about x. */
    public static @Nullable String runOf(String stream) {
        if (stream.startsWith(RUN)) {
            return stream.substring(RUN.length());
        }
        return stream.startsWith(REVIEW) ? stream.substring(REVIEW.length()) : null;
    }

    public static boolean isRunStream(String stream) {
        return stream.startsWith(RUN);
    }

    public static boolean isReviewStream(String stream) {
        return stream.startsWith(REVIEW);
    }

    /** Whether a text has the form of a run's id. */
    public static boolean isRun(String id) {
        return ID.matcher(id).matches();
    }

    /** The id itself, or an IllegalArgument: lowercase letters, digits, dot, dash; 80 at most. */
    public static String checkRun(String id) {
        if (!isRun(id)) {
            throw new IllegalArgumentException("not a run id: " + id);
        }
        return id;
    }
}
