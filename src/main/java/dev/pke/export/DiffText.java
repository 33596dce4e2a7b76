package dev.pke.export;

import dev.pke.diff.BlockNumber;
import dev.pke.diff.CheckpointDiff;
import dev.pke.diff.TensorChange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A checkpoint diff as lines to read, as a JSON value, and as CSV. */
public final class DiffText {
    private static final int SHOWN = 5;

    private DiffText() {}

    /** The report: what changed first, then the proof that nothing else did. */
    public static List<String> lines(CheckpointDiff diff) {
        List<String> lines = new ArrayList<>();
        int same = 0;
        for (TensorChange tensor : diff.tensors()) {
            if (tensor.kind() == TensorChange.Kind.SAME) {
                same++;
            } else {
                describe(tensor, diff.evidence().get(tensor.name()), lines);
            }
        }
        lines.add(
                diff.same()
                        ? "the same: all %d tensors have equal digests".formatted(same)
                        : "%,d elements of %d tensors differ; the other %d tensors have equal digests"
                                .formatted(diff.changed(), diff.tensors().size() - same, same));
        lines.add("A " + diff.a() + (diff.digestA() == null ? "" : "  " + diff.digestA()));
        lines.add("B " + diff.b() + (diff.digestB() == null ? "" : "  " + diff.digestB()));
        return lines;
    }

    private static void describe(TensorChange tensor, @Nullable Long event, List<String> lines) {
        String kind = tensor.kind().name().toLowerCase(Locale.ROOT);
        if (tensor.kind() != TensorChange.Kind.CHANGED) {
            lines.add(
                    "%s  %s: %s -> %s"
                            .formatted(
                                    kind,
                                    tensor.name(),
                                    tensor.before().map(DiffText::form).orElse("nothing"),
                                    tensor.after().map(DiffText::form).orElse("nothing")));
            return;
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s  %s: %,d of %,d elements (%.4g %%), l2 %.4g, largest %.4g, relative"
                                + " to the tensor %.3g%s%s%s",
                        kind,
                        tensor.name(),
                        tensor.changed(),
                        tensor.elements(),
                        100 * tensor.share(),
                        tensor.l2(),
                        tensor.linf(),
                        tensor.relative(),
                        tensor.maxSteps() <= 1000 ? ", at most " + tensor.maxSteps() + " ulp" : "",
                        odd(tensor),
                        event == null ? "" : "; event " + event));
        for (TensorChange.Neuron neuron : tensor.neurons().stream().limit(SHOWN).toList()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "           neuron (%d, %d): %,d elements, l2 %.4g",
                            BlockNumber.of(tensor.name()),
                            neuron.index(),
                            neuron.changed(),
                            neuron.l2()));
        }
        if (tensor.neuronsChanged() > SHOWN) {
            lines.add("           and " + (tensor.neuronsChanged() - SHOWN) + " neurons more");
        }
    }

    private static String form(TensorChange.Side side) {
        return side.dtype() + " " + side.shape();
    }

    private static String odd(TensorChange tensor) {
        StringBuilder odd = new StringBuilder();
        if (tensor.nonFinite() > 0) {
            odd.append(", ").append(tensor.nonFinite()).append(" not finite");
        }
        if (tensor.nanPayloads() > 0) {
            odd.append(", ").append(tensor.nanPayloads()).append(" NaN with another payload");
        }
        if (tensor.signedZeros() > 0) {
            odd.append(", ").append(tensor.signedZeros()).append(" zeros with another sign");
        }
        return odd.toString();
    }

    /** The whole diff, unchanged tensors and their digests included. */
    public static Map<String, @Nullable Object> json(CheckpointDiff diff) {
        Map<String, @Nullable Object> out = new TreeMap<>();
        out.put("a", diff.a());
        out.put("b", diff.b());
        out.put("digestA", diff.digestA());
        out.put("digestB", diff.digestB());
        out.put("same", diff.same());
        out.put("changed", diff.changed());
        out.put(
                "tensors",
                diff.tensors().stream().map(t -> json(t, diff.evidence().get(t.name()))).toList());
        return out;
    }

    private static Map<String, @Nullable Object> json(TensorChange t, @Nullable Long event) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("name", t.name());
        out.put("kind", t.kind().name().toLowerCase(Locale.ROOT));
        out.put("before", t.before().map(DiffText::json).orElse(null));
        out.put("after", t.after().map(DiffText::json).orElse(null));
        if (t.kind() == TensorChange.Kind.CHANGED) {
            out.put("elements", t.elements());
            out.put("changed", t.changed());
            out.put("share", t.share());
            out.put("l2", t.l2());
            out.put("linf", t.linf());
            out.put("relativeToTheTensor", t.relative());
            out.put("maxSteps", t.maxSteps());
            out.put("nonFinite", t.nonFinite());
            out.put("nanPayloads", t.nanPayloads());
            out.put("signedZeros", t.signedZeros());
            out.put("block", BlockNumber.of(t.name()));
            out.put("neuronsChanged", t.neuronsChanged());
            out.put("neurons", t.neurons().stream().map(DiffText::json).toList());
            out.put("event", event);
        }
        return out;
    }

    private static Map<String, Object> json(TensorChange.Side side) {
        return Map.of("dtype", side.dtype(), "shape", side.shape(), "digest", side.digest());
    }

    private static Map<String, Object> json(TensorChange.Neuron neuron) {
        return Map.of("neuron", neuron.index(), "changed", neuron.changed(), "l2", neuron.l2());
    }

    /** One row a tensor, CSV with its heading. */
    public static String csv(CheckpointDiff diff) {
        StringBuilder out = new StringBuilder();
        out.append(
                Csv.row(
                        List.of(
                                "tensor",
                                "kind",
                                "elements",
                                "changed",
                                "share",
                                "l2",
                                "linf",
                                "relative to the tensor",
                                "max steps",
                                "not finite",
                                "nan payloads",
                                "signed zeros",
                                "neurons changed",
                                "digest before",
                                "digest after",
                                "event")));
        for (TensorChange t : diff.tensors()) {
            out.append(
                    Csv.row(
                            Arrays.asList(
                                    t.name(),
                                    t.kind().name().toLowerCase(Locale.ROOT),
                                    t.elements(),
                                    t.changed(),
                                    t.share(),
                                    t.l2(),
                                    t.linf(),
                                    t.relative(),
                                    t.maxSteps(),
                                    t.nonFinite(),
                                    t.nanPayloads(),
                                    t.signedZeros(),
                                    t.neuronsChanged(),
                                    t.before().map(TensorChange.Side::digest).orElse(null),
                                    t.after().map(TensorChange.Side::digest).orElse(null),
                                    diff.evidence().get(t.name()))));
        }
        return out.toString();
    }
}
