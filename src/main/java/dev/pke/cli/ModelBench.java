package dev.pke.cli;

import ai.djl.ndarray.NDArray;

import dev.pke.edit.DinmEditor;
import dev.pke.edit.DinmTokens;
import dev.pke.edit.EditListener;
import dev.pke.edit.PkeEditor;
import dev.pke.locate.Location;
import dev.pke.locate.PkeLocator;
import dev.pke.locate.Progress;
import dev.pke.model.EditTokens;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.ModelOptions;
import dev.pke.model.Padding;
import dev.pke.model.Region;
import dev.pke.model.Scope;
import dev.pke.model.TokenBatch;
import dev.pke.model.TokenPair;
import dev.pke.model.Torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * The measurements of a model on random tokens: each the median of some rounds after a first one.
 *
 * @param folder the model's
 * @param options where and in what precision
 * @param sequences side by side
 * @param prompt tokens of each prompt
 * @param answer tokens of each answer
 * @param steps of an edit
 * @param rounds of each measurement
 */
record ModelBench(
        Path folder,
        ModelOptions options,
        int sequences,
        int prompt,
        int answer,
        int steps,
        int rounds) {
    /** The shape of the edit that the reference loop was timed on. */
    private static final int EDIT_TOKENS = 160;

    private static final int CONSTRAINT_TOKENS = 122;
    private static final int ANSWER_TOKENS = 40;

    void run(BiConsumer<String, String> sink) {
        long start = System.nanoTime();
        try (LanguageModel model = LanguageModel.open(folder, options)) {
            sink.accept("threads", String.valueOf(Torch.threads()));
            sink.accept("open (map)", seconds(since(start)));
            long touching = System.nanoTime();
            model.weights().touch();
            double touched = since(touching);
            double rate = model.weights().bytes() / 1e9 / touched;
            sink.accept(
                    "touch every page",
                    String.format(Locale.ROOT, "%s, %.1f GB/s", seconds(touched), rate));
            forward(model, sink);
            generate(model, sink);
            int last = model.config().blocks() - 1;
            dinm(model, last, "last block", sink);
            dinm(model, model.config().blocks() / 2, "middle block", sink);
            pke(model, sink);
        }
        sink.accept("peak memory of the process", peak());
    }

    private void forward(LanguageModel model, BiConsumer<String, String> sink) {
        TokenBatch batch = TokenBatch.right(texts(model, sequences, prompt), model.pad());
        double took =
                median(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.done();
                        NDArray logits = model.logits(batch, Padding.UNSEEN);
                        logits.get(0).get(0).get(0).getFloat();
                    }
                });
        String what = "forward %dx%d, all logits".formatted(sequences, prompt);
        sink.accept(what, perSecond(took, sequences * prompt, "tokens/s"));
    }

    private void generate(LanguageModel model, BiConsumer<String, String> sink) {
        List<int[]> prompts = texts(model, sequences, prompt);
        GenerationSettings one = GenerationSettings.greedy(1).batches(sequences);
        GenerationSettings all = GenerationSettings.greedy(answer).batches(sequences);
        double first = median(() -> model.generateUnstopped(prompts, one));
        double whole = median(() -> model.generateUnstopped(prompts, all));
        sink.accept("prefill", perSecond(first, sequences * prompt, "tokens/s"));
        sink.accept("decode", perSecond(whole - first, sequences * (answer - 1), "tokens/s"));
        sink.accept(
                "greedy %dx%d after %d".formatted(sequences, answer, prompt),
                perSecond(whole, sequences * answer, "tokens/s"));
    }

    private void dinm(
            LanguageModel model, int block, String where, BiConsumer<String, String> sink) {
        List<int[]> edit = texts(model, 1, EDIT_TOKENS);
        List<int[]> kept = texts(model, 1, CONSTRAINT_TOKENS);
        DinmTokens tokens = DinmTokens.of(edit, tail(edit), kept, tail(kept), model.pad());
        var settings = new DinmEditor().defaults().with(Map.of("steps", steps));
        List<Region> region = List.of(new Region(block, List.of(0)));
        double took =
                median(() -> DinmEditor.edit(model, tokens, region, settings, EditListener.none()));
        String what = "DINM, %s, %d steps, whole edit".formatted(where, steps);
        sink.accept(what, perSecond(took, steps, "steps/s"));
    }

    private void pke(LanguageModel model, BiConsumer<String, String> sink) {
        List<TokenPair> safe = pairs(model, 11);
        EditTokens tokens = new EditTokens(safe, pairs(model, 12), pairs(model, 13));
        List<Location> found = new ArrayList<>();
        double located =
                median(() ->
                        found.add(
                                PkeLocator.locate(
                                        model,
                                        tokens,
                                        new PkeLocator().defaults(),
                                        Progress.none())));
        sink.accept("PKE locate, 2 instances", seconds(located));
        var settings = new PkeEditor().defaults().with(Map.of("steps", steps, "stop", 0));
        double edited =
                median(() ->
                        PkeEditor.edit(
                                model,
                                tokens,
                                found.getLast().regions(),
                                settings,
                                EditListener.none()));
        sink.accept("PKE edit, %d steps".formatted(steps), perSecond(edited, steps, "steps/s"));
    }

    private static List<TokenPair> pairs(LanguageModel model, long seed) {
        List<TokenPair> pairs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int[] ids = text(model, EDIT_TOKENS / 2, 100 * seed + i);
            int cut = ids.length - ANSWER_TOKENS / 2;
            // The same prompt for both answers of an instance.
            int[] head = text(model, cut, i);
            pairs.add(new TokenPair(head, Arrays.copyOfRange(ids, cut, ids.length)));
        }
        return pairs;
    }

    private static List<int[]> tail(List<int[]> texts) {
        return texts.stream()
                .map(t -> Arrays.copyOfRange(t, t.length - ANSWER_TOKENS, t.length))
                .toList();
    }

    private static List<int[]> texts(LanguageModel model, int count, int tokens) {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(model, tokens, i));
        }
        return texts;
    }

    private static int[] text(LanguageModel model, int tokens, long seed) {
        return new SplittableRandom(seed).ints(tokens, 3, model.config().vocab()).toArray();
    }

    /** Seconds of the median round, after one that warms up where there are several. */
    private double median(Runnable work) {
        if (rounds > 1) {
            work.run();
        }
        double[] took = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            work.run();
            took[i] = since(start);
        }
        Arrays.sort(took);
        return took[rounds / 2];
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String perSecond(double seconds, int count, String unit) {
        return String.format(Locale.ROOT, "%s, %.1f %s", seconds(seconds), count / seconds, unit);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    private static String peak() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1e6)
                    .map(gb -> String.format(Locale.ROOT, "%.2f GB (mapped weights included)", gb))
                    .findFirst()
                    .orElse("not told here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
