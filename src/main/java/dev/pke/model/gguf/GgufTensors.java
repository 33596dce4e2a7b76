package dev.pke.model.gguf;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.CheckpointWriter;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The tensors of a GGUF file as a folder has them: by its names, in its order of rows. */
final class GgufTensors implements CheckpointWriter.Tensors {
    private final GgufFile file;
    private final GgufNames family;
    private final NavigableMap<String, GgufTensor> tensors;
    private final int head;
    private final Rounding rounding;
    private final DType dtype;

    /**
     * What will be written.
     *
     * @param head width of a head
     * @param wish the kind of number, or null for the narrowest that holds every weight exactly
     */
    GgufTensors(GgufFile file, GgufNames family, int head, @Nullable DType wish) {
        this.file = file;
        this.family = family;
        this.tensors = new TreeMap<>(family.rename(file));
        this.head = head;
        this.rounding = new Rounding(file.path());
        this.dtype = wish == null ? exact() : wish;
    }

    /** The matrices' kind where they are not quantised and all else fits it too, or f32. */
    private DType exact() {
        DType kind = file.tensor("token_embd.weight").type().dtype();
        for (GgufTensor each : tensors.values()) {
            boolean same = !each.type().isQuantised() && each.type().dtype() == kind;
            boolean vector = each.type() == BlockType.F32 && each.shape().size() == 1;
            boolean fits = same || (vector && holds(kind, each));
            if (!fits) {
                return DType.F32;
            }
        }
        return kind;
    }

    private boolean holds(DType kind, GgufTensor tensor) {
        boolean[] exact = {true};
        GgufData.read(
                file,
                tensor,
                piece -> {
                    ByteBuffer bits = rounding.bits(kind, finished(tensor, piece), tensor.name());
                    for (int i = 0; i < piece.length; i++) {
                        exact[0] &= kind.number(bits, i * kind.bytes()) == piece[i];
                    }
                });
        return exact[0];
    }

    DType dtype() {
        return dtype;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public DType dtype(String name) {
        return dtype;
    }

    @Override
    public List<Long> shape(String name) {
        return tensor(name).shape();
    }

    @Override
    public void read(String name, Consumer<ByteBuffer> sink) {
        GgufTensor tensor = tensor(name);
        if (!family.isPaired(tensor)) {
            GgufData.read(
                    file,
                    tensor,
                    piece -> sink.accept(rounding.bits(dtype, finished(tensor, piece), name)));
            return;
        }
        long width = tensor.elements() / tensor.shape().getFirst();
        int piece = Math.toIntExact(width * head);
        GgufData.read(
                file,
                tensor,
                piece,
                turned -> sink.accept(rounding.bits(dtype, halves(turned), name)));
    }

    private GgufTensor tensor(String name) {
        GgufTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelError(file.path() + ": no tensor becomes " + name);
        }
        return tensor;
    }

    private float[] finished(GgufTensor tensor, float[] piece) {
        if (family.isOneMore(tensor)) {
            for (int i = 0; i < piece.length; i++) {
                piece[i] -= 1;
            }
        }
        return piece;
    }

    /** A head's rows, whose pairs are neighbours, with the first of each pair first. */
    private float[] halves(float[] pairs) {
        int width = pairs.length / head;
        float[] rows = new float[pairs.length];
        for (int row = 0; row < head; row++) {
            int to = row % 2 * (head / 2) + row / 2;
            System.arraycopy(pairs, row * width, rows, to * width, width);
        }
        return rows;
    }

    /** Refuses tensors that are missing or of another shape than the config asks for. */
    void check(Map<String, List<Long>> wanted) {
        wanted.forEach((name, shape) -> {
            GgufTensor found = tensors.get(name);
            if (found == null) {
                throw new ModelError(file.path() + ": no tensor becomes " + name);
            }
            if (!found.shape().equals(shape)) {
                throw new ModelError(
                        "%s: tensor %s is %s, but its metadata asks for %s"
                                .formatted(file.path(), found.name(), found.shape(), shape));
            }
        });
        for (String name : tensors.keySet()) {
            if (!wanted.containsKey(name)) {
                throw new ModelError(
                        "%s: tensor %s is more than its metadata asks for"
                                .formatted(file.path(), tensor(name).name()));
            }
        }
    }

    /** Numbers of all tensors. */
    long parameters() {
        return tensors.values().stream().mapToLong(t -> TensorInfo.elements(t.shape())).sum();
    }
}
