package dev.pke.audit.sign;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The public half of a signing key: what an auditor holds to check heads. */
public final class VerifyingKey {
    /** What DER has before an uncompressed point of P-256. */
    private static final byte[] PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int POINT_BYTES = 64;

    private final PublicKey key;

    VerifyingKey(PublicKey key) {
        if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
            throw new UserError("a key for heads is ECDSA on P-256, this one is " + key);
        }
        if (!isOnCurve(ec)) {
            throw new UserError("this key is no point of P-256");
        }
        this.key = key;
    }

    /** Whether y² = x³ + ax + b, which Java does not ask. */
    private static boolean isOnCurve(ECPublicKey key) {
        EllipticCurve curve = key.getParams().getCurve();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return curve.getField() instanceof ECFieldFp prime
                && y.pow(2).subtract(right).mod(prime.getP()).signum() == 0;
    }

    /** Reads a public key in PEM. */
    public static VerifyingKey read(Path file) {
        try {
            return parse(Texts.read(file), file.toString());
        } catch (IOException e) {
            throw new UserError(file + ": the public key can't be read: " + e);
        }
    }

    public static VerifyingKey parse(String pem, String where) {
        try {
            byte[] der = SigningKey.Pem.read("PUBLIC KEY", pem, where);
            if (der.length != PREFIX.length + POINT_BYTES
                    || !Arrays.equals(PREFIX, 0, PREFIX.length, der, 0, PREFIX.length)) {
                throw new UserError(where + ": not an ECDSA public key on P-256");
            }
            return new VerifyingKey(
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new UserError(where + ": not an EC public key: " + e.getMessage());
        }
    }

    /** The key as PEM. */
    public String pem() {
        return SigningKey.Pem.write("PUBLIC KEY", key.getEncoded());
    }

    /** SHA-256 of the key's DER bytes, lowercase hex: what two people compare by telephone. */
    public String fingerprint() {
        return HexFormat.of().formatHex(digest());
    }

    /** The key id of signature lines: the fingerprint's first four bytes. */
    public int id() {
        return ByteBuffer.wrap(digest()).getInt();
    }

    private byte[] digest() {
        return Sha256.digest().digest(key.getEncoded());
    }

    /** Whether {@code der} is this key's signature of {@code text}. */
    public boolean holds(byte[] text, byte[] der) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(text);
            return check.verify(der);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
