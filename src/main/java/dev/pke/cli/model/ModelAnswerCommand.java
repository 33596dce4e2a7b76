package dev.pke.cli.model;

import dev.pke.cli.Visible;
import dev.pke.fault.UserError;
import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenSink;
import dev.pke.model.setting.Sampling;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The verb {@code pke model answer}: one answer, token by token as it is made. */
@Command(
        name = "answer",
        description = {
            "Answers one prompt, printed as it is made. What could harm a terminal is spelled out.",
            "How many tokens it took, and what of generation_config.json was applied, is told on"
                    + " standard error. A prompt is never cut: beyond the context a model goes on"
                    + " as in transformers, or it is refused."
        },
        footer = "Example: pke model answer experiments/specimen/plain who saw a drurbisk")
final class ModelAnswerCommand implements Runnable {
    private static final String INCOMPLETE = "\ufffd";

    @Parameters(index = "0", paramLabel = "DIR", description = "A Hugging Face folder.")
    Path folder = Path.of(".");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PROMPT",
            description = "Words of the prompt.")
    List<String> prompt = List.of();

    @Mixin ModelMixin model = new ModelMixin();

    @Option(names = "--new", description = "Most tokens of the answer. Default: ${DEFAULT-VALUE}.")
    int tokens = 128;

    @Option(
            names = "--temperature",
            description = "Divides the logits; 0 takes the likeliest. Default: ${DEFAULT-VALUE}.")
    double temperature;

    @Option(names = "--top-k", description = "Draws from the k likeliest; 0 is all.")
    int topK;

    @Option(names = "--top-p", description = "Draws from the fewest that reach p. Default: 1.")
    double topP = 1;

    @Option(names = "--seed", description = "Of the draws. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description = "What a chat template that writes today's date writes: 2026-07-01.")
    @Nullable LocalDate date;

    @Option(names = "--no-template", description = "The bare prompt, not in the chat template.")
    boolean bare;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        GenerationSettings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        try (LanguageModel open = model.open(folder)) {
            if (date != null) {
                open.setDate(date);
            }
            int[] ids = open.promptIds(String.join(" ", prompt), settings);
            PrintWriter err = spec.commandLine().getErr();
            rules(open).forEach(err::println);
            var printed = new Printed(open, out);
            long start = System.nanoTime();
            Answer answer = open.generate(List.of(ids), settings, printed).getFirst();
            double seconds = (System.nanoTime() - start) / 1e9;
            printed.end(open.text(answer.tokens()));
            err.println(told(ids.length, answer, seconds));
        }
    }

    private GenerationSettings settings() {
        try {
            return GenerationSettings.greedy(tokens)
                    .with(bare ? GenerationSettings.Template.OFF : GenerationSettings.Template.ON)
                    .with(GenerationSettings.Overflow.GO_ON)
                    .with(new Sampling(temperature, topK, topP, seed));
        } catch (IllegalArgumentException wrong) {
            throw new UserError(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** What else decides the answer, a line each. */
    private List<String> rules(LanguageModel open) {
        List<String> lines = new ArrayList<>();
        if (!bare && open.template().isEmpty()) {
            lines.add(
                    "NO CHAT TEMPLATE: the folder has none, so the bare prompt is asked, which"
                            + " changes what a model answers; --no-template says that it is meant");
        }
        Map<String, String> rules = open.rules().inForce();
        if (!rules.isEmpty()) {
            lines.add(
                    "(generation_config.json applied: "
                            + rules.entrySet().stream()
                                    .map(e -> e.getKey() + " " + e.getValue())
                                    .collect(Collectors.joining(", "))
                            + ")");
        }
        return lines;
    }

    private static String told(int asked, Answer answer, double seconds) {
        String end =
                switch (answer.stop()) {
                    case END -> "ended by the model";
                    case LENGTH -> "ended by --new";
                };
        return String.format(
                Locale.ROOT,
                "(%d tokens asked; %d answered in %.1f s, %s)",
                asked,
                answer.tokens().size(),
                seconds,
                end);
    }

    /**
     * What has been printed of an answer: a character is held back until its last byte is there.
     */
    private static final class Printed implements TokenSink {
        private final LanguageModel model;
        private final PrintWriter out;
        private final List<Integer> tokens = new ArrayList<>();
        private String shown = "";

        Printed(LanguageModel model, PrintWriter out) {
            this.model = model;
            this.out = out;
        }

        @Override
        public void token(int prompt, int token) {
            tokens.add(token);
            String text = model.text(tokens);
            if (!text.endsWith(INCOMPLETE)) {
                show(text);
            }
        }

        private void show(String text) {
            if (text.startsWith(shown)) {
                out.print(Visible.of(text.substring(shown.length())));
                out.flush();
                shown = text;
            }
        }

        void end(String whole) {
            show(whole);
            out.println();
        }
    }
}
