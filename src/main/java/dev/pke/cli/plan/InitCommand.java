package dev.pke.cli.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Exit;
import dev.pke.cli.NewFile;
import dev.pke.cli.Outside;
import dev.pke.cli.Terminal;
import dev.pke.cli.Visible;
import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.SafeEdit;
import dev.pke.experiment.outlook.Outlook;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.measure.HarmCategory;
import dev.pke.model.architecture.ModelConfig;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The verb {@code pke init}: a first plan for one's own model, with comments and its cost. */
@Command(
        name = "init",
        description = {
            "Writes a plan with a comment at every key, checks it and says what it will cost.",
            "What is not said is asked for at a terminal.",
            "--data: edit.json, test.json (SafeEdit's form), benign.json, pool.json."
        })
public final class InitCommand implements Callable<Integer> {
    private static final int MOST_TOKENS = 128;
    private static final int MOST_POOL = 48;

    @Option(names = "--model", paramLabel = "FOLDER", description = "A Hugging Face folder.")
    @Nullable String model;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where the four files lie.")
    @Nullable String data;

    @Option(names = "--method", paramLabel = "NAME", description = "As pke methods lists them.")
    @Nullable String method;

    @Option(
            names = "--to",
            paramLabel = "PLAN",
            defaultValue = "plan.yaml",
            description = "The plan's file (${DEFAULT-VALUE}).")
    Path to = Path.of("plan.yaml");

    @Mixin NewFile file = new NewFile();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path target = file.check(to);
        PlanDraft draft = draft(target, questions(out));
        String text = draft.text();
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        Plan plan = Plan.parse(target.toString(), text, folder, Outside.places());
        Outlook outlook = Outlook.of(plan, Outside.packing(), System::nanoTime);
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UserError(target + " can't be written: " + e.getMessage(), e);
        }
        OutlookText.lines(outlook).forEach(out::println);
        String file = PlanDraft.said(target.toString());
        out.println(Visible.of("written: " + target + "; now: pke run " + file));
        out.println(Visible.of("its rate and steps fit no model in particular: pke tune " + file));
        return outlook.isGood() ? Exit.OK : Exit.FAILED;
    }

    private Questions questions(PrintWriter out) {
        boolean asks = Terminal.watched() && model == null;
        return new Questions(
                asks ? new BufferedReader(new InputStreamReader(System.in, UTF_8)) : null, out);
    }

    private PlanDraft draft(Path target, Questions questions) {
        String usual = Shipped.specimens().stream().map(Path::toString).findFirst().orElse(null);
        boolean unsaid = model == null;
        Path folder =
                Outside.places()
                        .find(
                                Path.of(
                                        questions.ask(
                                                model,
                                                "the model's folder",
                                                "--model",
                                                Terminal.watched() ? usual : null)));
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            throw new UserError(folder + " has no config.json: it is no Hugging Face folder");
        }
        String beside = Files.exists(folder.resolve("edit.json")) ? folder.toString() : null;
        Path files = Path.of(questions.ask(data, "the folder of the data", "--data", beside));
        String how = questions.ask(unsaid ? method : given(), "the method", "--method", "pke");
        PlanDraft.Sources sources =
                new PlanDraft.Sources(
                        folder,
                        there(files, "edit.json"),
                        there(files, "test.json"),
                        there(files, "benign.json"),
                        there(files, "pool.json"));
        return new PlanDraft(target, how, sources, categories(sources.edit()), measures(sources));
    }

    private String given() {
        return method == null ? "pke" : method;
    }

    private static Path there(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    file
                            + " is not there; --data needs edit.json, test.json, benign.json, pool.json");
        }
        return file;
    }

    private static List<String> categories(Path edit) {
        Set<String> found =
                SafeEdit.load(edit).stream()
                        .map(SafeEdit.Entry::category)
                        .collect(Collectors.toSet());
        return found.containsAll(HarmCategory.NAMES)
                ? List.of()
                : HarmCategory.NAMES.stream().filter(found::contains).toList();
    }

    private static PlanDraft.Measures measures(PlanDraft.Sources sources) {
        int context = ModelConfig.read(sources.model()).context();
        int cores = Runtime.getRuntime().availableProcessors();
        boolean invented = Files.exists(sources.model().resolve("world.json"));
        List<Prompt> pool = Benign.load(sources.pool());
        return new PlanDraft.Measures(
                invented ? "specimen-oracle-2, refusal-phrases" : "refusal-phrases-2",
                Math.clamp(context / 3, 1, MOST_TOKENS),
                32,
                Math.min(8, Integer.highestOneBit(cores)),
                Math.min(MOST_POOL, pool.size()));
    }
}
