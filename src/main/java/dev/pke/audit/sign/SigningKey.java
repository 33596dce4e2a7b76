package dev.pke.audit.sign;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The private key that signs heads: ECDSA on P-256, PKCS#8 in PEM, in a file outside the home that
 * only its owner may read (mode 0600). Its public half lies beside it as {@code FILE.pub}.
 */
public final class SigningKey {
    private final PrivateKey secret;
    private final VerifyingKey open;

    private SigningKey(PrivateKey secret, VerifyingKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** Makes a new pair and writes it; refuses to overwrite. */
    public static SigningKey create(Path file, SecureRandom random) {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = maker.generateKeyPair();
            VerifyingKey open = new VerifyingKey(pair.getPublic());
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var secretMode =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, secretMode);
            String pem = Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded());
            Files.writeString(file, pem, StandardOpenOption.TRUNCATE_EXISTING);
            Files.writeString(publicFile(file), open.pem());
            return new SigningKey(pair.getPrivate(), open);
        } catch (IOException e) {
            throw new UserError(file + ": the signing key can't be written: " + e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /** Reads a key file; one that others may read, or that lies inside the home, is refused. */
    public static SigningKey read(Path file, Path home) {
        try {
            Path real = file.toRealPath();
            if (real.startsWith(home.toRealPath())) {
                throw new UserError(
                        file + ": a signing key inside the home proves nothing; keep it elsewhere");
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(real);
            if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                    .containsAll(mode)) {
                throw new UserError(
                        "%s: mode is %s; only its owner may read a signing key: chmod 600 %s"
                                .formatted(file, PosixFilePermissions.toString(mode), file));
            }
            byte[] der = Pem.read("PRIVATE KEY", Files.readString(real), file.toString());
            PrivateKey secret =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new SigningKey(secret, VerifyingKey.read(publicFile(file)));
        } catch (IOException e) {
            throw new UserError(file + ": the signing key can't be read: " + e);
        } catch (GeneralSecurityException e) {
            throw new UserError(file + ": not an EC private key (PKCS#8 PEM): " + e.getMessage());
        }
    }

    /** Where the public half of a key file lies. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** The public half. */
    public VerifyingKey publicKey() {
        return open;
    }

    /** This key's signature over bytes, in DER. */
    public byte[] signature(byte[] over) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(secret);
            signer.update(over);
            byte[] der = signer.sign();
            if (!open.holds(over, der)) {
                throw new UserError("the public key beside the signing key is not its own");
            }
            return der;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** Adds this key's signature below a head, in place of an earlier one of the same key. */
    public SignedHead sign(SignedHead head) {
        String origin = head.head().origin();
        var mine = new SignedHead.Signature(origin, open.id(), signature(head.signed()));
        List<SignedHead.Signature> all = new ArrayList<>(head.signatures());
        all.removeIf(s -> s.keyId() == open.id());
        all.add(mine);
        return new SignedHead(head.head(), all);
    }

    /** PEM, as RFC 7468 has it. */
    static final class Pem {
        private Pem() {}

        static String write(String label, byte[] der) {
            String body =
                    java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
        }

        static byte[] read(String label, String pem, String where) {
            String begin = "-----BEGIN " + label + "-----";
            int from = pem.indexOf(begin);
            int to = pem.indexOf("-----END " + label + "-----");
            if (from < 0 || to < from) {
                throw new UserError(where + ": holds no PEM block named " + label);
            }
            String body = pem.substring(from + begin.length(), to);
            try {
                return java.util.Base64.getMimeDecoder()
                        .decode(body.getBytes(StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                throw new UserError(where + ": broken PEM: " + e.getMessage());
            }
        }
    }
}
