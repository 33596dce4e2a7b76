package dev.pke.diff;

import dev.pke.fault.UserError;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large whole tensors are, which no record says: read from the model's folder where that is
 * here, and only from tensors whose digests are those of the record.
 */
public final class TensorNorms {
    /** Bytes; a reader waits for them, at about a gigabyte a second. */
    private static final long MOST = 256L << 20;

    private TensorNorms() {}

    /** The norms of the tensors that could be read, by name; none of a folder that is not here. */
    public static Map<String, Double> of(Path folder, Map<String, String> digests) {
        Map<String, Double> norms = new TreeMap<>();
        try (Tensors tensors = FolderTensors.open(folder)) {
            long left = MOST;
            for (Map.Entry<String, String> wanted : digests.entrySet()) {
                TensorBytes tensor = tensors.tensors().get(wanted.getKey());
                left -= tensor == null ? 0 : tensor.bytes().byteSize();
                boolean same =
                        tensor != null
                                && left >= 0
                                && TensorDiff.digest(tensor).equals(wanted.getValue());
                if (tensor != null && same) {
                    norms.put(wanted.getKey(), TensorDiff.norm(tensor));
                }
            }
        } catch (UserError notHere) {
            return Map.of();
        }
        return norms;
    }
}
