package dev.pke.audit.sign;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an auditor holds of a witness: its name and Ed25519 key, in the form {@code NAME+ID+BASE64}
 * of C2SP signed notes, to check its cosignatures (cosignature/v1).
 */
public final class WitnessKey {
    /** The signature type of cosignature/v1. */
    static final byte TYPE = 0x04;

    private static final Pattern FORM =
            Pattern.compile("([!-*,-~]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final long LATEST_SECONDS = 253_402_300_799L; // the end of the year 9999

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private WitnessKey(String name, byte[] raw, PublicKey key) {
        this.name = name;
        this.raw = raw;
        this.key = key;
    }

    /** Reads a key: its text, or a file that holds it. */
    public static WitnessKey read(String given) {
        if (FORM.matcher(given).matches()) {
            return parse(given);
        }
        try {
            Path file = Path.of(given);
            if (Files.exists(file)) {
                return parse(Texts.read(file).strip());
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new UserError(given + ": can't be read as a witness's key: " + e.getMessage());
        }
        throw new UserError(given + ": neither a witness's key (NAME+ID+BASE64) nor a file of one");
    }

    private static WitnessKey parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (parts.matches()) {
            try {
                byte[] typed = Base64.getDecoder().decode(parts.group(3));
                if (typed.length == 1 + KEY_BYTES && typed[0] == TYPE) {
                    WitnessKey key = of(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
                    if (key.text().equals(text)) {
                        return key;
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new UserError("not a witness's key: " + text, e);
            }
        }
        throw new UserError("not a witness's key (NAME+ID+BASE64, type 4): " + text);
    }

    /** The key of a name and 32 bytes. */
    static WitnessKey of(String name, byte[] raw) {
        try {
            byte[] der = ByteBuffer.allocate(DER.length + KEY_BYTES).put(DER).put(raw).array();
            PublicKey key =
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
            return new WitnessKey(name, raw, key);
        } catch (GeneralSecurityException e) {
            throw new UserError("the key of witness " + name + " is no Ed25519 key: " + e, e);
        }
    }

    /** What a witness is called. */
    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ key). */
    public int id() {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(TYPE);
        return ByteBuffer.wrap(digest.digest(raw)).getInt();
    }

    /** The key as text, {@code NAME+ID+BASE64}. */
    public String text() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(TYPE).put(raw).array();
        return "%s+%08x+%s".formatted(name, id(), Base64.getEncoder().encodeToString(typed));
    }

    /** What a cosignature covers: its time and the head. */
    static byte[] signed(SignedHead head, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + head.head().text())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a line is this witness's cosignature of a head. */
    public boolean holds(SignedHead head, SignedHead.Signature line) {
        byte[] packed = line.der();
        if (packed.length != Long.BYTES + SIGNATURE_BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(packed).getLong();
        if (seconds < 0 || seconds > LATEST_SECONDS) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(signed(head, seconds));
            return check.verify(packed, Long.BYTES, SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** When a cosignature that holds says it was made. */
    public Instant when(SignedHead.Signature line) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(line.der()).getLong());
    }
}
