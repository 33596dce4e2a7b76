package dev.pke.locate;

import dev.pke.model.weights.Region;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a locator says the harm sits, and everything it measured to say so.
 *
 * @param regions at most one a block, blocks ascending
 * @param tables name to [block][neuron] (or [instance][block]) of f32 scores
 * @param layers numbers about whole blocks
 * @param threshold the lowest score that was chosen, NaN where nothing was ranked
 */
public record Location(
        List<Region> regions,
        Map<String, float[][]> tables,
        List<LayerScore> layers,
        double threshold) {
    /** Checks that something was found. */
    public Location {
        regions = List.copyOf(regions);
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        layers = List.copyOf(layers);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a location needs a region");
        }
    }

    /** The number of neurons in all regions. */
    public int neurons() {
        return regions.stream().mapToInt(region -> region.neurons().size()).sum();
    }
}
