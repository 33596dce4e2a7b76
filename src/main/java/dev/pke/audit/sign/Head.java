package dev.pke.audit.sign;

import dev.pke.fault.UserError;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a log says of itself: its origin, how many events it has seen, and the RFC 6962 root over
 * their hashes. Its text is the body of a C2SP checkpoint (c2sp.org/tlog-checkpoint).
 *
 * @param origin {@code pke/} and the first 16 hex digits of the first event's hash
 * @param size events seen, 0 or more
 * @param root 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Head(String origin, long size, byte[] root) {
    private static final Pattern ORIGIN = Pattern.compile("pke/(empty|[0-9a-f]{16})");
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,14}");

    /** Checks its values. */
    public Head {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("origin: " + origin);
        }
        if (size < 0 || root.length != 32) {
            throw new IllegalArgumentException("size " + size + ", root bytes " + root.length);
        }
        root = root.clone();
    }

    /** The name of the log whose first event has this hash; null stands for an empty log. */
    public static String originOf(byte @org.jspecify.annotations.Nullable [] firstHash) {
        return "pke/" + (firstHash == null ? "empty" : HexFormat.of().formatHex(firstHash, 0, 8));
    }

    /** The three lines that a signature covers. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** The root in lowercase hex. */
    public String rootHex() {
        return HexFormat.of().formatHex(root);
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** Reads the lines above a checkpoint's blank line; {@code where} names the file in errors. */
    static Head parse(String text, String where) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new UserError(where + ": not a checkpoint: origin, size and root, one a line");
        }
        if (!SIZE.matcher(lines[1]).matches()) {
            throw new UserError(where + ": not a checkpoint: the tree size is " + lines[1]);
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            Head head = new Head(lines[0], Long.parseLong(lines[1]), root);
            if (lines.length == 4 && head.text().equals(text)) {
                return head;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(where + ": not a checkpoint: " + e.getMessage());
        }
        throw new UserError(where + ": not a checkpoint in its plain form (no extension lines)");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
