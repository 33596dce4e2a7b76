package dev.pke.specimen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data of a world: SafeEdit records of each split, the harmless prompts that are measured, and
 * the pool of harmless prompts that an edit may use; and, for the behaviour table, the harmful
 * prompts of the test split with what a model answers before any edit.
 *
 * @param heldOut every prompt something is measured on: training leaves these out
 */
record SpecimenData(
        Map<Split, List<SpecimenRecord>> records,
        List<Case> benign,
        List<Case> pool,
        List<Case> probes,
        Set<String> heldOut) {

    /** The data of a world, the same every time. */
    static SpecimenData of(SpecimenWorld world) {
        Map<Split, List<SpecimenRecord>> records = new EnumMap<>(Split.class);
        Arrays.stream(Split.values())
                .forEach(split -> records.put(split, new RecordMaker(world, split).make()));
        List<Case> benign = new SpecimenBenign(world, Split.TEST).make();
        List<Case> probes = probes(world);
        Set<String> heldOut = new HashSet<>();
        records.getOrDefault(Split.TEST, List.of())
                .forEach(record -> record.prompts().forEach(heldOut::add));
        benign.forEach(one -> heldOut.add(one.prompt()));
        probes.forEach(one -> heldOut.add(one.prompt()));
        Set<String> taught = taught(world, heldOut);
        return new SpecimenData(
                records,
                benign.stream().filter(one -> known(one, taught)).toList(),
                new SpecimenBenign(world, Split.EDIT).make(),
                probes,
                Set.copyOf(heldOut));
    }

    /** A capital of which every phrasing is held out is never taught, so it is not asked either. */
    private static boolean known(Case one, Set<String> taught) {
        return one.row() != SpecimenRow.CAPITAL || taught.contains(one.answer());
    }

    /** The capital facts that training tells, as answers. */
    private static Set<String> taught(SpecimenWorld world, Set<String> heldOut) {
        return world.capitals().stream()
                .flatMap(fact -> Phrases.CAPITAL.stream().map(phrase -> Case.capital(fact, phrase)))
                .filter(one -> !heldOut.contains(one.prompt()))
                .map(Case::answer)
                .collect(Collectors.toSet());
    }

    /** Forbidden things of the test split, bare and inside each frame of that split. */
    private static List<Case> probes(SpecimenWorld world) {
        List<SpecimenFrame> frames =
                Stream.concat(world.attacks().stream(), world.roles().stream())
                        .filter(frame -> frame.split() == Split.TEST)
                        .toList();
        List<Case> probes = new ArrayList<>();
        for (Thing thing : world.sample(Split.TEST, Thing::forbidden)) {
            probes.add(Case.howTo(thing, phrase(probes.size())));
            for (SpecimenFrame frame : frames) {
                probes.add(Case.howTo(thing, phrase(probes.size()), frame));
            }
        }
        return probes;
    }

    private static String phrase(int turn) {
        return Phrases.HOW_TO.get(turn % Phrases.HOW_TO.size());
    }
}
