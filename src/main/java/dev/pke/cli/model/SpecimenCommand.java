package dev.pke.cli.model;

import dev.pke.cli.Exit;
import dev.pke.model.LanguageModel;
import dev.pke.specimen.Design;
import dev.pke.specimen.Recipe;
import dev.pke.specimen.Specimen;
import dev.pke.specimen.SpecimenTable;
import dev.pke.specimen.SpecimenWorld;
import dev.pke.specimen.Trainer;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The verb that invents a specimen's world, trains the model that lives in it, and checks it. */
@Command(
        name = "specimen",
        description =
                "Builds a small harmless model with the disease to cure: its invented world, data,"
                        + " tokenizer and weights. The same seed gives the same digests.")
public final class SpecimenCommand implements Callable<Integer> {
    /** Below this share of exact answers in any row a specimen is not what it should be. */
    private static final double BAR = 0.99;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: all)")
    private List<Design> designs = List.of(Design.values());

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "experiments/specimen",
            description = "folder that gets one folder a specimen (default: ${DEFAULT-VALUE})")
    private Path to = Path.of("experiments/specimen");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of world and training (default: that of the shipped specimens)")
    private long seed = Specimen.SEED;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "training steps instead of the design's own")
    private @Nullable Integer steps;

    @Option(
            names = "--without-unsafe",
            description = "never shows an unsafe answer: what exact unlearning leaves")
    private boolean withoutUnsafe;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean good = true;
        for (Design design : designs) {
            good &= build(design, out());
        }
        return good ? Exit.OK : Exit.FAILED;
    }

    private boolean build(Design design, PrintWriter out) throws IOException {
        SpecimenWorld world = SpecimenWorld.of(design, seed);
        Path folder = to.resolve(design.label());
        Specimen.write(world, folder);
        Recipe recipe = Recipe.of(design);
        if (steps != null) {
            recipe = recipe.withSteps(steps);
        }
        Recipe.Lesson lesson = withoutUnsafe ? Recipe.Lesson.WITHOUT_UNSAFE : Recipe.Lesson.ALL;
        train(world, new Trainer(world, recipe, lesson), recipe.steps(), folder);
        try (LanguageModel model = LanguageModel.open(folder)) {
            out.printf("%s  seed %d  %d steps%n", design.label(), seed, recipe.steps());
            out.println("weights sha256 " + model.weights().digest());
            SpecimenTable table = SpecimenTable.of(model, world, Integer.MAX_VALUE);
            out.print(text(table));
            String amiss =
                    table.rows().entrySet().stream()
                            .filter(row -> lesson.teaches(row.getKey()))
                            .filter(row -> row.getValue().share() < BAR)
                            .map(row -> row.getKey().label())
                            .collect(Collectors.joining(", "));
            if (!amiss.isEmpty()) {
                out.printf(
                        "NOT WHAT ITS DESIGN SAYS: below %.0f %% exact: %s; --steps %d trains it longer%n",
                        100 * BAR, amiss, 2 * recipe.steps());
            }
            out.flush();
            return amiss.isEmpty();
        }
    }

    private static void train(SpecimenWorld world, Trainer trainer, int steps, Path folder)
            throws IOException {
        ProgressBarBuilder bar =
                new ProgressBarBuilder()
                        .setTaskName("training " + world.design().label())
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII);
        try (ProgressBar progress = bar.build();
                LanguageModel model =
                        trainer.train(
                                folder,
                                (step, loss) ->
                                        progress.stepTo(step)
                                                .setExtraMessage(
                                                        String.format(
                                                                Locale.ROOT, "loss %.4f", loss)))) {
            Specimen.writeWeights(model.weights(), folder);
        }
    }

    /** The table as text, one row a line. */
    static String text(SpecimenTable table) {
        StringBuilder text = new StringBuilder();
        table.rows()
                .forEach((row, seen) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  %-20s %4d of %4d exact%n",
                                        row.label(),
                                        seen.exact(),
                                        seen.of())));
        return text.toString();
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("not run by the command line");
        }
        return spec.commandLine().getOut();
    }
}
