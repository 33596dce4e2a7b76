package dev.pke.experiment.sweep;

import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.WrittenPlan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One plan of a grid.
 *
 * @param index its place, from 0
 * @param at what it has in the place of the plan's own, by the words it was varied with
 * @param written its plan as written
 * @param plan what is run
 */
public record Cell(int index, Map<String, String> at, WrittenPlan written, Plan plan) {
    public Cell {
        at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
    }

    /** What is varied, in a few words: a method by its name alone. */
    public static String words(Map<String, String> at) {
        StringJoiner words = new StringJoiner(" ");
        at.forEach((key, value) -> words.add(key.equals("method") ? value : key + "=" + value));
        return words.toString();
    }

    /** What its plan is called. */
    public String name() {
        return plan.name();
    }

    /** By which it is found on the record, whatever it is called. */
    public String digest() {
        return plan.digest();
    }
}
