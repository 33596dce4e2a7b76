package dev.pke.run.query;

import dev.pke.event.EventStore;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.word.Selection;

import java.util.List;

/**
 * The points of one frontier: runs on one model whose settings were chosen by one rule on the tune
 * split, as their plans say. Asks the record for one kind of events alone.
 */
public final class Frontiers {
    private static final String KEY = "selection";

    private final EventStore store;

    public Frontiers(EventStore store) {
        this.store = store;
    }

    /** The runs that are points beside this one, itself among them; empty if it is no point. */
    public List<String> with(RunRegistered run) {
        return Selection.read(run.plan().get(KEY))
                .map(rule -> with(rule, run.model()))
                .orElse(List.of());
    }

    private List<String> with(Selection rule, String model) {
        return Registered.runs(
                store,
                KEY,
                one ->
                        one.model().equals(model)
                                && Selection.read(one.plan().get(KEY))
                                        .filter(rule::isOneRuleWith)
                                        .isPresent());
    }
}
