package dev.pke.web.diff;

import dev.pke.diff.PairedPart;
import dev.pke.diff.PairedValue;
import dev.pke.diff.RecordedEdit;
import dev.pke.diff.RecordedModel;
import dev.pke.diff.RecordedPair;
import dev.pke.diff.TensorPair;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Two models, or one neuron, as JSON: what the pages of this room show. */
final class DiffJson {
    private DiffJson() {}

    static Map<String, Object> of(RecordedPair pair) {
        Map<String, Object> all = new TreeMap<>();
        all.put("a", model(pair.a()));
        all.put("b", model(pair.b()));
        all.put("oneBase", pair.isOneBase());
        all.put("same", pair.same());
        all.put("differing", pair.elements());
        all.put("tensors", pair.tensors().stream().map(DiffJson::tensor).toList());
        return all;
    }

    private static Map<String, Object> model(RecordedModel model) {
        RecordedEdit edit = model.edit();
        boolean before = model.when() == RecordedModel.When.BEFORE;
        Map<String, Object> one = new TreeMap<>();
        one.put("name", model.name());
        one.put("run", edit.run());
        one.put("digest", before ? edit.digestBefore() : edit.digestAfter());
        one.put(
                "proven",
                before ? edit.digestBefore().equals(edit.base().fact().digest()) : edit.isProven());
        return one;
    }

    private static Map<String, Object> tensor(TensorPair pair) {
        Map<String, Object> one = new TreeMap<>();
        one.put("name", pair.name());
        one.put("kind", pair.kind().name().toLowerCase(Locale.ROOT));
        one.put("digestA", pair.digestA());
        one.put("digestB", pair.digestB());
        if (pair.kind() == TensorPair.Kind.VALUES) {
            one.put("elements", pair.elements());
            one.putAll(part(pair.values().whole()));
            one.remove("neuron");
            one.put("neurons", pair.values().neurons().stream().map(DiffJson::part).toList());
        }
        return one;
    }

    private static Map<String, Object> part(PairedPart part) {
        Map<String, Object> one = new TreeMap<>();
        one.put("neuron", part.neuron());
        one.put("movedByAOnly", part.onlyA());
        one.put("movedByBOnly", part.onlyB());
        one.put("movedByBoth", part.both());
        one.put("differing", part.differing());
        one.put("l2", part.l2());
        one.put("largest", part.largest());
        one.put("relativeToTheMoved", part.relative());
        return one;
    }

    static Map<String, Object> neuron(RecordedEdit edit, NeuronPlace place) {
        RecordedPair pair =
                RecordedPair.of(
                        new RecordedModel(edit, RecordedModel.When.BEFORE),
                        new RecordedModel(edit, RecordedModel.When.AFTER));
        List<Object> tensors = new ArrayList<>();
        for (TensorPair tensor : pair.tensors()) {
            List<PairedValue> values =
                    tensor.block() == place.block() && tensor.width() > 0
                            ? tensor.values().of(place.neuron())
                            : List.of();
            if (!values.isEmpty()) {
                tensors.add(
                        Map.of(
                                "tensor",
                                tensor.name(),
                                "dtype",
                                tensor.dtype(),
                                "values",
                                values.stream().map(DiffJson::value).toList()));
            }
        }
        return Map.of(
                "run",
                edit.run(),
                "block",
                place.block(),
                "neuron",
                place.neuron(),
                "tensors",
                tensors);
    }

    private static Map<String, Object> value(PairedValue value) {
        Map<String, Object> one = new TreeMap<>();
        one.put("place", value.place());
        one.put("within", value.within());
        one.put("old", number(value.a()));
        one.put("new", number(value.b()));
        one.put("oldBits", value.hexA());
        one.put("newBits", value.hexB());
        return one;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : Double.toString(value);
    }
}
