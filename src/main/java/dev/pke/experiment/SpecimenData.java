package dev.pke.experiment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data of a world: SafeEdit records of each split, the harmless prompts that are measured, and
 * the pool of harmless prompts that an edit may use.
 */
record SpecimenData(
        Map<SpecimenSplit, List<SpecimenRecord>> records,
        List<SpecimenCase> benign,
        List<SpecimenCase> pool) {

    /** The data of a world, the same every time. */
    static SpecimenData of(SpecimenWorld world) {
        Map<SpecimenSplit, List<SpecimenRecord>> records = new EnumMap<>(SpecimenSplit.class);
        Arrays.stream(SpecimenSplit.values())
                .forEach(split -> records.put(split, new SpecimenRecords(world, split).make()));
        return new SpecimenData(
                records,
                new SpecimenBenign(world, SpecimenSplit.TEST).make(),
                new SpecimenBenign(world, SpecimenSplit.EDIT).make());
    }

    /** Every prompt something is measured on: training leaves these out. */
    Set<String> heldOut() {
        Set<String> heldOut = new HashSet<>();
        records.getOrDefault(SpecimenSplit.TEST, List.of())
                .forEach(record -> record.prompts().forEach(heldOut::add));
        benign.forEach(one -> heldOut.add(one.prompt()));
        return heldOut;
    }
}
