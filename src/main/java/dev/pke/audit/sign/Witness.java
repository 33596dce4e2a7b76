package dev.pke.audit.sign;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Someone else who remembers the last head it saw of each log, and cosigns a later one (C2SP
 * cosignature/v1) only if the log goes on from there. Its key is Ed25519 in a file that only its
 * owner may read; what others need lies beside it as {@code FILE.pub}, and what it has seen in
 * {@code FILE.seen}.
 */
public final class Witness {
    private final PrivateKey secret;
    private final WitnessKey open;
    private final Path seen;

    private Witness(PrivateKey secret, WitnessKey open, Path seen) {
        this.secret = secret;
        this.open = open;
        this.seen = seen;
    }

    /** Makes a key under a name and writes it; refuses to overwrite. */
    public static Witness create(String name, Path file, SecureRandom random) {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("Ed25519");
            maker.initialize(255, random);
            KeyPair pair = maker.generateKeyPair();
            byte[] der = pair.getPublic().getEncoded();
            WitnessKey made =
                    WitnessKey.of(name, Arrays.copyOfRange(der, der.length - 32, der.length));
            WitnessKey open = WitnessKey.read(made.text());
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            String pem = SigningKey.Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded());
            Files.writeString(file, pem, StandardOpenOption.TRUNCATE_EXISTING);
            Files.writeString(beside(file, ".pub"), open.text() + "\n");
            return new Witness(pair.getPrivate(), open, beside(file, ".seen"));
        } catch (IOException e) {
            throw new UserError(file + ": the witness's key can't be written: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    /** Reads a key file; one that others may read is refused. */
    public static Witness read(Path file) {
        try {
            if (!List.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                    .containsAll(Files.getPosixFilePermissions(file))) {
                throw new UserError(
                        file + ": only its owner may read a witness's key: chmod 600 " + file);
            }
            byte[] der = SigningKey.Pem.read("PRIVATE KEY", Texts.read(file), file.toString());
            PrivateKey secret =
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
            WitnessKey open = WitnessKey.read(beside(file, ".pub").toString());
            return new Witness(secret, open, beside(file, ".seen"));
        } catch (IOException e) {
            throw new UserError(file + ": the witness's key can't be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new UserError(file + ": no Ed25519 private key: " + e.getMessage(), e);
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    /** What others hold of it. */
    public WitnessKey open() {
        return open;
    }

    /** The largest head it has cosigned of a log. */
    public Optional<SignedHead> last(String origin) {
        return SignedHeads.seen(seen, origin).all().stream()
                .max(Comparator.comparingLong(each -> each.head().size()));
    }

    /**
     * Adds its cosignature below a head that was verified against {@link #last}, and remembers it.
     * A head smaller than the last, or of its size with another root, is refused.
     */
    public SignedHead cosign(SignedHead head, Clock clock) {
        last(head.head().origin())
                .map(SignedHead::head)
                .ifPresent(before -> {
                    if (before.size() > head.head().size()
                            || (before.size() == head.head().size()
                                    && !before.equals(head.head()))) {
                        throw new UserError(
                                "%s has cosigned a head of %d events of this log, which this one does not"
                                                .formatted(open.name(), before.size())
                                        + " follow");
                    }
                });
        long seconds = clock.instant().getEpochSecond();
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(WitnessKey.signed(head, seconds));
            byte[] bytes = signer.sign();
            byte[] timed =
                    ByteBuffer.allocate(Long.BYTES + bytes.length)
                            .putLong(seconds)
                            .put(bytes)
                            .array();
            var mine = new SignedHead.Signature(open.name(), open.id(), timed);
            if (!open.holds(head, mine)) {
                throw new UserError("the public key beside the witness's key is not its own");
            }
            List<SignedHead.Signature> all = new ArrayList<>(head.signatures());
            all.removeIf(each -> each.keyId() == open.id());
            all.add(mine);
            SignedHead cosigned = new SignedHead(head.head(), all);
            SignedHeads.seen(seen, head.head().origin()).keep(cosigned);
            return cosigned;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cosigning failed", e);
        }
    }
}
