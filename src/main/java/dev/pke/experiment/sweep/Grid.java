package dev.pke.experiment.sweep;

import dev.pke.data.SafeEdit;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEdit;
import dev.pke.experiment.plan.Protocol;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The grid of a plan: each method with each combination of the varied keys' values, the last key
 * changing fastest. A method without one of the keys is not varied by it; cells that say the same
 * are one.
 */
public final class Grid {
    /** Schedulers take no more either. */
    private static final int MOST_CELLS = 10_000;

    private final List<Arm> arms;
    private final List<Axis> axes;
    private final List<Cell> cells = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();

    private Grid(List<Arm> arms, List<Axis> axes) {
        this.arms = arms;
        this.axes = axes;
    }

    /**
     * All cells in order, every one of them read and its data drawn once.
     *
     * @param arms the methods, one at least
     * @throws UserError in one line, for the first mistake in a key, a value or the data
     */
    public static List<Cell> of(List<Arm> arms, List<Axis> axes) {
        Grid grid = new Grid(arms, axes);
        grid.check();
        arms.forEach(grid::take);
        return List.copyOf(grid.cells);
    }

    private void check() {
        long cells = arms.size();
        Set<String> keys = new HashSet<>();
        for (Axis axis : axes) {
            if (!keys.add(axis.key())) {
                throw new UserError("--vary " + axis.key() + " is said twice: say it once");
            }
            if (arms.stream().allMatch(arm -> VariedKey.paths(arm.draft(), axis.key()).isEmpty())) {
                List<String> words =
                        VariedKey.words(arms.getFirst().draft()).stream()
                                .filter(word -> !word.equals(axis.key())) // not drawn here
                                .toList();
                throw new UserError(
                        "--vary %s: the plan has no such key%s"
                                .formatted(axis.key(), Nearest.hint(axis.key(), words)));
            }
            cells = Math.min(cells * axis.values().size(), MOST_CELLS + 1L);
        }
        if (cells > MOST_CELLS) {
            throw new UserError("more than " + MOST_CELLS + " cells: vary less at a time");
        }
    }

    private void take(Arm arm) {
        Map<String, String> at = new LinkedHashMap<>();
        if (!arm.label().isEmpty()) {
            at.put("method", arm.label());
        }
        take(arm.draft(), 0, at);
    }

    private void take(WrittenPlan draft, int axis, Map<String, String> at) {
        if (axis == axes.size()) {
            add(draft, at);
            return;
        }
        String key = axes.get(axis).key();
        List<String> paths = VariedKey.paths(draft, key);
        if (paths.isEmpty()) {
            take(draft, axis + 1, at);
            return;
        }
        for (Object value : axes.get(axis).values()) {
            WrittenPlan set = draft;
            for (String path : paths) {
                set = set.with(path, value);
            }
            Map<String, String> more = new LinkedHashMap<>(at);
            more.put(key, value instanceof Double x ? CanonicalJson.write(x) : "" + value);
            take(set, axis + 1, more);
        }
    }

    /** How many runs a plan is whose instances are edited apart; 0 where it is one run itself. */
    private static int apart(Plan plan) {
        PlannedEdit edit = plan.edit();
        if (edit == null || edit.protocol() != Protocol.SINGLE || edit.instances().nth() > 0) {
            return 0;
        }
        int instances = edit.instances().places(SafeEdit.load(edit.instances().data())).size();
        return instances > 1 ? instances : 0;
    }

    private void add(WrittenPlan draft, Map<String, String> at) {
        String what = Cell.words(at);
        String name = draft.at("name") + (what.isEmpty() ? "" : " " + what);
        String file = draft.file() + (what.isEmpty() ? "" : " with " + what);
        Plan plan = draft.with("name", name).called(file).plan();
        String missing = plan.missing();
        if (!missing.isEmpty()) {
            throw new UserError(file + ": " + missing);
        }
        int apart = apart(plan);
        for (int nth = 1; nth <= apart; nth++) {
            Map<String, String> more = new LinkedHashMap<>(at);
            more.put("nth", String.valueOf(nth));
            add(draft.with("edit.instances.nth", nth), more);
        }
        if (apart == 0 && digests.add(plan.digest())) {
            // a draw that the data can't give is told before the first cell begins
            var _ = PlannedData.read(plan);
            cells.add(new Cell(cells.size(), at, draft, plan));
        }
    }
}
