package dev.pke.bench;

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
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packing;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import me.tongfei.progressbar.ProgressBar;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * The measurements of a model on random tokens: each the median of some rounds after a first one.
 * Side by side with them, if asked for, the same work as PyTorch does it without any saving: plain
 * weights, and the reference's edit loop.
 *
 * @param folder the model's
 * @param options where and in what precision
 * @param sequences side by side
 * @param prompt tokens of each prompt
 * @param answer tokens of each answer
 * @param steps of an edit
 * @param rounds of each measurement
 * @param against whether the plain way is measured too
 */
public record ModelBench(
        Path folder,
        ModelOptions options,
        int sequences,
        int prompt,
        int answer,
        int steps,
        int rounds,
        Against against) {
    public enum Against {
        NOTHING,
        PLAIN
    }

    /** The shape of the edit that the reference loop was timed on. */
    private static final int EDIT_TOKENS = 160;

    private static final int CONSTRAINT_TOKENS = 122;
    private static final int ANSWER_TOKENS = 40;

    public void run(BiConsumer<String, String> sink) {
        sink.accept("to the first token, libtorch's start included", seconds(firstToken()));
        Map<String, Double> plain = new HashMap<>();
        if (against == Against.PLAIN) {
            try (LanguageModel model = LanguageModel.open(folder, options.with(Packing.none()))) {
                model.weights().touch();
                plain.put("forward", forward(model));
                plain.put("greedy", generation(model, answer));
                for (int block : blocks(model)) {
                    PlainLoop loop = new PlainLoop(model, dinmTokens(model), block, steps);
                    plain.put("dinm " + block, median(loop::run));
                }
            }
        }
        ours(plain, sink);
        sink.accept("peak memory of the process", peak());
    }

    /** What a process that has done nothing yet needs for a token of one short prompt. */
    private double firstToken() {
        long start = System.nanoTime();
        try (LanguageModel model = LanguageModel.open(folder, options)) {
            model.generateUnstopped(texts(model, 1, 16), GenerationSettings.greedy(1));
            return since(start);
        }
    }

    private void ours(Map<String, Double> plain, BiConsumer<String, String> sink) {
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
            double forward = forward(model);
            sink.accept(
                    "forward %dx%d, all logits".formatted(sequences, prompt),
                    perSecond(forward, sequences * prompt, "tokens/s")
                            + ratio(plain.get("forward"), forward));
            generate(model, plain, sink);
            for (int block : blocks(model)) {
                DinmTokens tokens = dinmTokens(model);
                double took = dinm(model, tokens, block);
                sink.accept(
                        "DINM, block %d of %d, %d steps, whole edit"
                                .formatted(block, model.config().blocks(), steps),
                        perSecond(took, steps, "steps/s")
                                + ratio(plain.get("dinm " + block), took));
            }
            pke(model, sink);
        }
    }

    /** The last and the middle one. */
    private static List<Integer> blocks(LanguageModel model) {
        return List.of(model.config().blocks() - 1, model.config().blocks() / 2);
    }

    private static String ratio(@Nullable Double plain, double ours) {
        return plain == null
                ? ""
                : String.format(Locale.ROOT, ", plain %s: x %.2f", seconds(plain), plain / ours);
    }

    private double forward(LanguageModel model) {
        TokenBatch batch = TokenBatch.right(texts(model, sequences, prompt), model.pad());
        return median(() -> {
            try (var _ = Scope.open()) {
                NDArray logits = model.logits(batch, Padding.UNSEEN);
                logits.get(0).get(0).get(0).getFloat();
            }
        });
    }

    private void generate(
            LanguageModel model, Map<String, Double> plain, BiConsumer<String, String> sink) {
        double first = generation(model, 1);
        double whole = generation(model, answer);
        sink.accept("prefill", perSecond(first, sequences * prompt, "tokens/s"));
        sink.accept("decode", perSecond(whole - first, sequences * (answer - 1), "tokens/s"));
        sink.accept(
                "greedy %dx%d after %d".formatted(sequences, answer, prompt),
                perSecond(whole, sequences * answer, "tokens/s")
                        + ratio(plain.get("greedy"), whole));
    }

    private double generation(LanguageModel model, int tokens) {
        List<int[]> prompts = texts(model, sequences, prompt);
        GenerationSettings settings = GenerationSettings.greedy(tokens).batches(sequences);
        return median(() -> model.generateUnstopped(prompts, settings));
    }

    private static DinmTokens dinmTokens(LanguageModel model) {
        List<int[]> edit = texts(model, 1, EDIT_TOKENS);
        List<int[]> kept = texts(model, 1, CONSTRAINT_TOKENS);
        return DinmTokens.of(edit, tail(edit), kept, tail(kept), model.pad());
    }

    private double dinm(LanguageModel model, DinmTokens tokens, int block) {
        var settings = DinmEditor.Hparams.KEYS.with(Map.of("steps", steps));
        List<Region> region = List.of(new Region(block, List.of(0)));
        return median(() -> DinmEditor.edit(model, tokens, region, settings, EditListener.none()));
    }

    private void pke(LanguageModel model, BiConsumer<String, String> sink) {
        List<TokenPair> safe = pairs(model, 11);
        EditTokens tokens = new EditTokens(safe, pairs(model, 12), pairs(model, 13));
        List<Location> found = new ArrayList<>();
        double located;
        // Minutes on a large model.
        try (ProgressBar bar = new ProgressBar("PKE locate", -1)) {
            Progress shown = (what, done, of) -> bar.maxHint(of).stepTo(done).setExtraMessage(what);
            var settings = PkeLocator.Hparams.KEYS.usual();
            located =
                    median(() ->
                            found.add(new PkeLocator().locate(model, tokens, settings, shown)));
        }
        sink.accept("PKE locate, 2 instances", seconds(located));
        var settings = PkeEditor.Hparams.KEYS.with(Map.of("steps", steps, "stop", 0));
        double edited =
                median(() ->
                        new PkeEditor()
                                .edit(
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
