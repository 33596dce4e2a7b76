package dev.pke.audit;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A head with the signatures below it, as a C2SP signed note (c2sp.org/signed-note): what can be
 * kept outside the machine and compared with the log later.
 */
public record SignedHead(Head head, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MAX_BYTES = 1 << 20;

    /**
     * One signature line.
     *
     * @param keyId the first four bytes of the SHA-256 of the key, as registered for type 0x02
     * @param der ECDSA signature as ASN.1 DER
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
            if (Files.size(file) > MAX_BYTES) {
                throw new UserError(file + ": larger than 1 MiB, not a head");
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UserError(file + ": can't be read as a head: " + e.getMessage());
        }
    }

    /** Reads a whole note; {@code where} names it in errors. */
    static SignedHead parse(String note, String where) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new UserError(where + ": not a signed note: no blank line below the text");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2).lines().toList()) {
            signatures.add(signature(line, where));
        }
        return new SignedHead(Head.parse(note.substring(0, blank + 1), where), signatures);
    }

    private static Signature signature(String line, String where) {
        String[] parts = line.split(" ", -1);
        try {
            byte[] packed = Base64.getDecoder().decode(parts[parts.length - 1]);
            if (parts.length == 3 && line.startsWith(DASH) && packed.length > 4) {
                byte[] der = new byte[packed.length - 4];
                ByteBuffer in = ByteBuffer.wrap(packed);
                int keyId = in.getInt();
                in.get(der);
                return new Signature(parts[1], keyId, der);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message
        }
        throw new UserError(where + ": not a signature line: " + line);
    }

    /** The UTF-8 bytes that the signatures cover. */
    byte[] signed() {
        return head.text().getBytes(StandardCharsets.UTF_8);
    }
}
