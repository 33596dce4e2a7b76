package dev.pke.event;

import java.util.regex.Pattern;

/** The limits of everything that is appended, the same for every store. */
public final class Limits {
    /** Longest event id, stream name or event type, in characters. */
    public static final int NAME = 200;

    /** Longest data of one event, in UTF-16 units. */
    public static final int DATA = 8 << 20;

    /** Most events of one append. */
    public static final int BATCH = 10_000;

    /** Longest data of all events of one append together, in UTF-16 units. */
    public static final int BATCH_DATA = 64 << 20;

    /** Most events of one read. */
    public static final int PAGE = 10_000;

    private static final Pattern STREAM = Pattern.compile("[a-z][a-z0-9-]*/[A-Za-z0-9._:-]+");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*\\.v[1-9]\\d*");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]+");

    private Limits() {}

    /** The stream name if it is one, such as {@code run/20261120-pke-ab12}. */
    public static String stream(String name) {
        return check("stream", name, STREAM, "kind/id, such as run/20261120-pke-ab12");
    }

    /** The event type if it is one, such as {@code step-taken.v1}. */
    public static String type(String name) {
        return check("type", name, TYPE, "words-with-hyphens.vN, such as step-taken.v1");
    }

    /** The event id if it is one. */
    public static String id(String id) {
        if (isPlain(id)) {
            return id;
        }
        return check("event id", id, ID, "letters, digits and . _ : / -");
    }

    /** The page size if a read may ask for it. */
    public static int page(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("a page of " + limit + "; 1 to " + PAGE);
        }
        return limit;
    }

    /** What nearly all ids are; the pattern decides about the others, and says what is wrong. */
    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '-' && c <= ':') && c != '_') { // - . / digits :
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= NAME;
    }

    private static String check(String what, String name, Pattern form, String like) {
        if (name.length() > NAME) {
            throw new IllegalArgumentException(
                    what + " of " + name.length() + " characters; at most " + NAME);
        }
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " " + CanonicalJson.write(name) + " is not of the form " + like);
        }
        return name;
    }
}
