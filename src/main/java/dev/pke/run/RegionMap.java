package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.RegionChosen;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the harm was found: the block x neuron grid, each block's scores, the digest of the whole
 * score table with its best neurons, and the regions that the edit may move.
 */
public final class RegionMap extends ReadModel<RegionMap.Part> {
    public RegionMap() {
        super(
                "region-map",
                Set.of(
                        "model-fingerprinted.v1",
                        "layer-scored.v1",
                        "neurons-scored.v1",
                        "region-chosen.v1"));
    }

    /** One piece of the map. */
    public sealed interface Part extends Entry {
        @Override
        default Stage stage() {
            return Stage.LOCATE;
        }
    }

    /** The grid. */
    public record Grid(long position, int blocks, int neuronsPerBlock) implements Part {
        @Override
        public String key() {
            return "grid";
        }

        @Override
        public Stage stage() {
            return Stage.FINGERPRINT;
        }
    }

    /** One block's scores by name. */
    public record Block(long position, int block, Map<String, Double> scores) implements Part {
        @Override
        public String key() {
            return "block/" + block;
        }
    }

    /** The score table: its blob, the arrays in it, and the best neurons, best first. */
    public record Table(
            long position,
            String digest,
            List<String> names,
            double max,
            double mean,
            List<NeuronsScored.Neuron> top)
            implements Part {
        @Override
        public String key() {
            return "table";
        }
    }

    /** One block's chosen neurons. */
    public record Region(long position, int block, List<Integer> neurons, double threshold)
            implements Part {
        @Override
        public String key() {
            return "region/" + block;
        }
    }

    /** The map as a page needs it; what is not known yet is null or empty. */
    public record View(
            @Nullable Grid grid, List<Block> blocks, @Nullable Table table, List<Region> regions) {}

    public static View view(Entries<Part> state) {
        List<Part> all = state.list();
        return new View(
                last(all, Grid.class),
                all(all, Block.class),
                last(all, Table.class),
                all(all, Region.class));
    }

    private static <P extends Part> List<P> all(List<Part> parts, Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <P extends Part> @Nullable P last(List<Part> parts, Class<P> kind) {
        List<P> all = all(parts, kind);
        return all.isEmpty() ? null : all.getLast();
    }

    @Override
    protected @Nullable Part entry(Entries<Part> state, Fact fact, Recorded event) {
        long position = event.position();
        if (fact instanceof ModelFingerprinted model) {
            return new Grid(position, model.blocks(), model.neuronsPerBlock());
        }
        if (fact instanceof LayerScored layer) {
            return new Block(position, layer.block(), layer.scores());
        }
        if (fact instanceof RegionChosen region) {
            return new Region(position, region.block(), region.neurons(), region.threshold());
        }
        return fact instanceof NeuronsScored scored
                ? new Table(
                        position,
                        scored.table(),
                        scored.names(),
                        scored.max(),
                        scored.mean(),
                        scored.top())
                : null;
    }

    @Override
    protected Class<? extends Part> form(String key) {
        return switch (key.substring(0, key.indexOf('/') < 0 ? key.length() : key.indexOf('/'))) {
            case "grid" -> Grid.class;
            case "block" -> Block.class;
            case "table" -> Table.class;
            case "region" -> Region.class;
            default -> throw new IllegalArgumentException("no region map entry is called " + key);
        };
    }
}
