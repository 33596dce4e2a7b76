package dev.pke.audit.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A signature over every file of a model's folder, in the form of OpenSSF Model Signing 1.0: an
 * in-toto statement in a DSSE envelope in a Sigstore bundle, signed by a key. Its own tool checks
 * it: {@code model_signing verify key FOLDER --signature FOLDER/model.sig --public-key KEY.pub}.
 */
public final class FolderSignature {
    /** What the signature is called inside the folder that it signs. */
    public static final String FILE = "model.sig";

    private static final String TYPE = "application/vnd.in-toto+json";
    private static final List<String> LEFT_OUT =
            List.of(FILE, ".git", ".gitattributes", ".github", ".gitignore");

    private FolderSignature() {}

    /** Signs all files of a folder, and says so in it; how many there are. */
    public static int write(Path folder, SigningKey key) {
        try {
            Map<String, byte[]> files = digests(folder);
            Files.writeString(folder.resolve(FILE), bundle(statement(folder, files), key));
            return files.size();
        } catch (IOException e) {
            throw new UserError(folder + " can't be signed: " + e.getMessage(), e);
        }
    }

    /** Every file's digest by its path, in the order of the paths. */
    private static Map<String, byte[]> digests(Path folder) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (LEFT_OUT.contains(name.split("/", -1)[0]) || Files.isDirectory(file)) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    throw new UserError(file + " is a link, and only what is here can be signed");
                }
                try (InputStream in = Files.newInputStream(file)) {
                    found.put(name, HexFormat.of().parseHex(Sha256.hex(in)));
                }
            }
        }
        return found;
    }

    private static String statement(Path folder, Map<String, byte[]> files) {
        MessageDigest all = Sha256.digest();
        List<Object> resources = new ArrayList<>();
        files.forEach((name, digest) -> {
            all.update(digest);
            resources.add(Map.of("algorithm", "sha256", "digest", hex(digest), "name", name));
        });
        Object serialization =
                Map.of(
                        "method",
                        "files",
                        "hash_type",
                        "sha256",
                        "allow_symlinks",
                        false,
                        "ignore_paths",
                        LEFT_OUT);
        String called = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Object subject = Map.of("name", called, "digest", Map.of("sha256", hex(all.digest())));
        return CanonicalJson.write(
                Map.of(
                        "_type",
                        "https://in-toto.io/Statement/v1",
                        "subject",
                        List.of(subject),
                        "predicateType",
                        "https://model_signing/signature/v1.0",
                        "predicate",
                        Map.of("serialization", serialization, "resources", resources)));
    }

    private static String bundle(String statement, SigningKey key) {
        byte[] payload = statement.getBytes(UTF_8);
        String said =
                "DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " " + statement;
        byte[] pem = key.publicKey().pem().getBytes(US_ASCII);
        Object signature = Map.of("sig", base64(key.signature(said.getBytes(UTF_8))), "keyid", "");
        Object material =
                Map.of(
                        "publicKey",
                        Map.of("hint", hex(Sha256.digest().digest(pem))),
                        "tlogEntries",
                        List.of());
        Object envelope =
                Map.of(
                        "payload",
                        base64(payload),
                        "payloadType",
                        TYPE,
                        "signatures",
                        List.of(signature));
        return CanonicalJson.write(
                Map.of(
                        "mediaType",
                        "application/vnd.dev.sigstore.bundle.v0.3+json",
                        "verificationMaterial",
                        material,
                        "dsseEnvelope",
                        envelope));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
