package dev.pke.edit.turn;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Edits that add up: each is made on the model as those before it left it. */
public final class Turns {
    private Turns() {}

    /**
     * One change that comes to all of them; the model is left as it was.
     *
     * @param turns how many
     * @param turn what the how-manieth changes in the model as it stands then
     */
    public static Delta of(LanguageModel model, int turns, IntFunction<Delta> turn) {
        List<Delta> made = new ArrayList<>();
        try (var _ = Scope.open()) {
            Map<String, NDArray> last = new LinkedHashMap<>();
            try {
                for (int i = 0; i < turns; i++) {
                    Delta one = turn.apply(i);
                    one.apply(model.weights());
                    made.add(one);
                }
                for (Delta each : made) {
                    for (String name : each.changes().keySet()) {
                        last.computeIfAbsent(name, model::leaf);
                    }
                }
            } finally {
                made.reversed().forEach(each -> each.revert(model.weights()));
            }
            return model.weights().delta(Patch.tensors(last));
        }
    }
}
