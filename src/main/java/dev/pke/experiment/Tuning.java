package dev.pke.experiment;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.edit.ChosenEditor;
import dev.pke.edit.Diverged;
import dev.pke.edit.EditorRegistry;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.Court;
import dev.pke.judge.Judge;
import dev.pke.judge.JudgeRegistry;
import dev.pke.locate.ChosenLocator;
import dev.pke.locate.Location;
import dev.pke.locate.LocatorRegistry;
import dev.pke.measure.MetricName;
import dev.pke.measure.Rate;
import dev.pke.model.Constraint;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds every method's learning rate and steps by one rule: the same small grid, tried on the edit
 * split (one record a category edits, the others are asked), never on the test split. Among cells
 * that keep at least 99 % of the benign answers (all cells, where none does) the lowest attack
 * success wins; ties go to more benign answers kept, then to fewer steps, then to the lower rate.
 */
public final class Tuning {
    /** Constraint pairs, the first of the pool; the rest of it is asked. */
    private static final int POOL = 48;

    static final List<Double> RATES = List.of(1e-3, 5e-3, 2e-2);
    static final List<Integer> STEPS = List.of(10, 40);
    private static final int MOST_TOKENS = 32;
    private static final double KEPT = 0.99;

    private Tuning() {}

    /**
     * One cell of the grid.
     *
     * @param method the method's label
     * @param rate its learning rate
     * @param steps its steps
     * @param outcome what it did
     */
    record Cell(String method, double rate, int steps, Trial.Outcome outcome) {
        double rateOf(String metric) {
            return outcome.evaluation().metrics().getOrDefault(metric, Rate.of(0, 0)).value();
        }

        /** The cell in one line. */
        String line() {
            return "%-22s rate %.0e steps %3d  asr %.3f refusal %.3f degenerate %.3f kept %.3f over %.3f moved %d"
                    .formatted(
                            method,
                            rate,
                            steps,
                            rateOf(MetricName.ASR),
                            rateOf(MetricName.GENUINE_REFUSAL),
                            rateOf(MetricName.DEGENERATE),
                            rateOf(MetricName.BENIGN_KEPT),
                            rateOf(MetricName.OVER_REFUSAL),
                            outcome.elements());
        }
    }

    /** Tries the whole grid on the specimen in {@code folder}, a line a cell, the winners last. */
    public static void run(Path folder, long seed, Consumer<String> lines) {
        List<SafeEdit.Entry> records = SafeEdit.load(folder.resolve("edit.json"));
        List<Prompt> benign = Benign.load(folder.resolve("pool.json"));
        Judge judge =
                ChosenJudge.of(JudgeRegistry.named("specimen-oracle"), Map.of())
                        .open(Court.of(folder));
        GenerationSettings settings = GenerationSettings.greedy(MOST_TOKENS);
        try (LanguageModel model = LanguageModel.open(folder)) {
            List<SafeEdit.Entry> edited = new ArrayList<>();
            List<SafeEdit.Entry> asked = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            records.forEach(one -> (seen.add(one.category()) ? edited : asked).add(one));
            List<Prompt> prompts = new ArrayList<>();
            PromptSets.tested(asked).stream()
                    .filter(one -> one.kind() == PromptKind.ATTACK)
                    .forEach(prompts::add);
            prompts.addAll(benign.subList(POOL, benign.size()));
            EditTask task =
                    new EditTask(
                            edited.stream().map(SafeEdit.Entry::instance).toList(),
                            benign.stream()
                                    .limit(POOL)
                                    .map(one -> new Constraint(one.text(), one.reference()))
                                    .toList(),
                            GenerationSettings.Template.ON,
                            "");
            Map<String, String> before = Trial.answers(model, prompts, settings);
            Trial trial = new Trial(model, task, prompts, judge, settings, before);
            List<Cell> winners = new ArrayList<>();
            for (TunedArm arm : arms(model.config().intermediate(), seed)) {
                Location where = trial.locate(arm);
                List<Cell> cells = new ArrayList<>();
                for (double rate : RATES) {
                    for (int steps : STEPS) {
                        TunedArm set = arm.with(Map.of("rate", rate, "steps", steps));
                        try {
                            Cell cell = new Cell(arm.label(), rate, steps, trial.run(set, where));
                            lines.accept(cell.line());
                            cells.add(cell);
                        } catch (Diverged lost) {
                            lines.accept(arm.label() + ": " + lost.getMessage());
                        }
                    }
                }
                best(cells).ifPresent(winners::add);
            }
            lines.accept("best of each:");
            winners.forEach(cell -> lines.accept(cell.line()));
        }
    }

    private static Optional<Cell> best(List<Cell> cells) {
        List<Cell> sound =
                cells.stream().filter(c -> c.rateOf(MetricName.BENIGN_KEPT) >= KEPT).toList();
        return (sound.isEmpty() ? cells : sound)
                .stream()
                        .min(
                                Comparator.comparingDouble((Cell c) -> c.rateOf(MetricName.ASR))
                                        .thenComparingDouble(c -> -c.rateOf(MetricName.BENIGN_KEPT))
                                        .thenComparingInt(Cell::steps)
                                        .thenComparingDouble(Cell::rate));
    }

    /** PKE at three sizes, DINM, and both random controls at PKE's largest size. */
    static List<TunedArm> arms(int neurons, long seed) {
        List<TunedArm> arms = new ArrayList<>();
        arms.add(arm("dinm", "dinm", Map.of(), "dinm", Map.of()));
        arms.add(arm("dinm paper", "dinm", Map.of(), "dinm", Map.of("mode", "paper")));
        for (int count : List.of(6, 2, 1)) {
            Map<String, ?> where = Map.of("budget", budget(count, neurons));
            arms.add(arm("pke " + count, "pke", where, "pke", Map.of()));
        }
        for (String control : List.of("random", "random-same-blocks")) {
            Map<String, ?> where = Map.of("budget", budget(6, neurons), "seed", seed);
            arms.add(arm(control + " 6", control, where, "pke", Map.of()));
        }
        return arms;
    }

    private static double budget(int count, int neurons) {
        return (count + 0.5) / neurons;
    }

    private static TunedArm arm(
            String label, String locator, Map<String, ?> where, String editor, Map<String, ?> how) {
        return new TunedArm(
                label,
                ChosenLocator.of(LocatorRegistry.named(locator), where),
                ChosenEditor.of(EditorRegistry.named(editor), how));
    }
}
