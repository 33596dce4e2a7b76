package dev.pke.audit.sign;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head with the signatures below it, as a C2SP signed note (c2sp.org/signed-note): what can be
 * kept outside the machine and compared with the log later.
 */
public record SignedHead(Head head, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final Pattern LINE =
            Pattern.compile("\u2014 ([!-*,-~]+) ([A-Za-z0-9+/]+={0,2})");

    /**
     * One signature line.
     *
     * @param keyId the first four bytes of a SHA-256 of the key, as registered for its type
     * @param der what follows them: an ECDSA signature as ASN.1 DER, or a witness's cosignature
     */
    @SuppressWarnings("ArrayRecordComponent") // signatures are not compared
    public record Signature(String name, int keyId, byte[] der) {
        String line() {
            byte[] packed = ByteBuffer.allocate(4 + der.length).putInt(keyId).put(der).array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(packed) + "\n";
        }
    }

    /** Takes a copy of the signatures. */
    public SignedHead {
        signatures = List.copyOf(signatures);
    }

    /** The whole note. */
    public String text() {
        StringBuilder out = new StringBuilder(head.text()).append('\n');
        signatures.forEach(s -> out.append(s.line()));
        return out.toString();
    }

    /** Reads a head file; a user error says what is wrong with it. */
    public static SignedHead read(Path file) {
        try {
            return parse(Texts.read(file), file.toString());
        } catch (IOException e) {
            throw new UserError(file + ": can't be read as a head: " + e.getMessage());
        }
    }

    /** Reads a whole note; {@code where} names it in errors. */
    public static SignedHead parse(String note, String where) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new UserError(where + ": not a signed note: no blank line below the text");
        }
        String below = note.substring(blank + 2);
        List<Signature> signatures = new ArrayList<>();
        if (!below.isEmpty()) {
            if (!below.endsWith("\n")) {
                throw new UserError(where + ": the last signature line does not end");
            }
            for (String line : below.substring(0, below.length() - 1).split("\n", -1)) {
                signatures.add(signature(line, where));
            }
        }
        return new SignedHead(Head.parse(note.substring(0, blank + 1), where), signatures);
    }

    private static Signature signature(String line, String where) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            byte[] packed = decoded(parts.group(2));
            if (packed.length > 4) {
                ByteBuffer in = ByteBuffer.wrap(packed);
                int keyId = in.getInt();
                byte[] der = new byte[packed.length - 4];
                in.get(der);
                return new Signature(parts.group(1), keyId, der);
            }
        }
        throw new UserError(where + ": not a signature line: " + line);
    }

    /** The bytes of canonical base64; none if it is not that. */
    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The UTF-8 bytes that the signatures cover. */
    public byte[] signed() {
        return head.text().getBytes(StandardCharsets.UTF_8);
    }
}
