package dev.pke.diff;

import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

/**
 * One tensor that a run's edit changed, by what its record says.
 *
 * @param before its digest before the edit; "" where the model was found without such a tensor
 * @param after its digest after it; "" before the edited model is saved
 * @param event what moved it
 * @param moved its moved elements; null where they could not be read or are too many
 * @param axis where its neurons lie; null where it has none that are known
 */
public record RecordedTensor(
        String before,
        String after,
        Told<NeuronsChanged> event,
        @Nullable Moved moved,
        @Nullable NeuronAxis axis) {
    public String name() {
        return event.fact().tensor();
    }

    public int block() {
        return event.fact().block();
    }
}
