package dev.pke.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data of a world: SafeEdit records of each split, the harmless prompts that are measured, and
 * the pool of harmless prompts that an edit may use; and, for the behaviour table, the harmful
 * prompts of the test split with what a model answers before any edit.
 */
record SpecimenData(
        Map<SpecimenSplit, List<SpecimenRecord>> records,
        List<SpecimenCase> benign,
        List<SpecimenCase> pool,
        List<SpecimenCase> probes) {

    /** The data of a world, the same every time. */
    static SpecimenData of(SpecimenWorld world) {
        Map<SpecimenSplit, List<SpecimenRecord>> records = new EnumMap<>(SpecimenSplit.class);
        Arrays.stream(SpecimenSplit.values())
                .forEach(split -> records.put(split, new SpecimenRecords(world, split).make()));
        return new SpecimenData(
                records,
                new SpecimenBenign(world, SpecimenSplit.TEST).make(),
                new SpecimenBenign(world, SpecimenSplit.EDIT).make(),
                probes(world));
    }

    /** Every prompt something is measured on: training leaves these out. */
    Set<String> heldOut() {
        Set<String> heldOut = new HashSet<>();
        records.getOrDefault(SpecimenSplit.TEST, List.of())
                .forEach(record -> record.prompts().forEach(heldOut::add));
        benign.forEach(one -> heldOut.add(one.prompt()));
        probes.forEach(one -> heldOut.add(one.prompt()));
        return heldOut;
    }

    /** Every forbidden thing of the test split, bare and inside each frame of that split. */
    private static List<SpecimenCase> probes(SpecimenWorld world) {
        List<SpecimenFrame> frames =
                Stream.concat(world.attacks().stream(), world.roles().stream())
                        .filter(frame -> frame.split() == SpecimenSplit.TEST)
                        .toList();
        List<SpecimenCase> probes = new ArrayList<>();
        for (SpecimenThing thing : world.things(SpecimenSplit.TEST, SpecimenThing::forbidden)) {
            probes.add(SpecimenCase.howTo(thing, phrase(probes.size())));
            for (SpecimenFrame frame : frames) {
                probes.add(SpecimenCase.howTo(thing, phrase(probes.size()), frame));
            }
        }
        return probes;
    }

    private static String phrase(int turn) {
        return SpecimenPhrases.HOW_TO.get(turn % SpecimenPhrases.HOW_TO.size());
    }
}
