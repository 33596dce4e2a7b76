package dev.pke.audit;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The RFC 6962 proof that one tree is the beginning of another.
 *
 * @param first the smaller tree's size
 * @param second the larger tree's size
 */
record Consistency(long first, long second, List<byte[]> proof) {
    private static final Set<String> FIELDS = Set.of("first", "second", "proof");

    Consistency {
        proof = List.copyOf(proof);
    }

    /** As a JSON value. */
    Map<String, Object> json() {
        return Map.of(
                "first",
                first,
                "second",
                second,
                "proof",
                proof.stream().map(each -> HexFormat.of().formatHex(each)).toList());
    }

    /** Reads the proofs of a bundle: a list of them, or one alone as older bundles have it. */
    static List<Consistency> parse(String json) {
        List<Consistency> all = new ArrayList<>();
        try {
            Object value = CanonicalJson.parse(json);
            if (!CanonicalJson.write(value).equals(json)) {
                throw new UserError(BundleManifest.CONSISTENCY + " is not canonical JSON");
            }
            for (Object each : value instanceof List<?> many ? many : Arrays.asList(value)) {
                JsonFields link = JsonFields.of(each, BundleManifest.CONSISTENCY).exactly(FIELDS);
                all.add(
                        new Consistency(
                                link.count("first"), link.count("second"), link.hashes("proof")));
            }
        } catch (MalformedJson e) {
            throw new UserError(BundleManifest.CONSISTENCY + " is not JSON: " + e.getMessage(), e);
        }
        return all;
    }
}
