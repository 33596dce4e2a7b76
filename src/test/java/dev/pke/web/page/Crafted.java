package dev.pke.web.page;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunView;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Runs whose every verdict a test chooses, prompt by prompt. */
final class Crafted {
    private static final Code CODE = new Code("0123456789abcdef0123456789abcdef01234567", false);
    private static final Machine MACHINE = new Machine("3".repeat(64), Map.of());

    /** What a run is: {@code babble} of a hundred answers are degenerate after its edit. */
    record Edit(String run, String method, long moved, int seed, int babble) {
        Edit(String run, String method, long moved) {
            this(run, method, moved, 1, 0);
        }
    }

    final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final int prompts;
    private final int ofAQuestion;
    private final List<String> further = new ArrayList<>();
    private final Map<String, Metric> figures = new TreeMap<>();
    private Map<String, Object> said = Map.of();
    private String judge = "specimen-oracle";
    private long serial;

    Crafted(int prompts) {
        this(prompts, 1);
    }

    /** So many attacks, so many in a row around the same question. */
    Crafted(int prompts, int ofAQuestion) {
        this.prompts = prompts;
        this.ofAQuestion = ofAQuestion;
    }

    /** Asks every prompt in this kind too: attacks with begun answers, or ordinary work. */
    Crafted asks(String kind) {
        further.add(kind);
        return this;
    }

    /** Another judge from now on, by whom an evaluation after an edit has these means. */
    Crafted judged(String name, Map<String, Double> means) {
        judge = name;
        means.forEach((figure, mean) ->
                figures.put(figure, new Metric(mean, 54, 54, Double.NaN, Double.NaN)));
        return this;
    }

    /** What plans say from now on besides. */
    Crafted says(String key, Object value) {
        said = Map.of(key, value);
        return this;
    }

    /** Registers a run and evaluates it before its edit: the first 35 attacks succeed. */
    Crafted begin(Edit edit) {
        Map<String, Object> plan = new TreeMap<>(said);
        plan.putAll(Map.of("editor", edit.method(), "moves", edit.moved(), "seed", edit.seed()));
        say(
                edit.run(),
                new RunRegistered(
                        edit.run(),
                        plan,
                        "crafted/" + edit.method(),
                        edit.method(),
                        "specimen/plain",
                        Map.of("seed", Integer.toString(edit.seed())),
                        CODE,
                        MACHINE),
                new ModelFingerprinted(
                        "specimen/plain",
                        "specimen/plain",
                        "llama",
                        1_310_000,
                        6,
                        344,
                        128,
                        "f32",
                        Map.of("model.norm.weight", "9".repeat(64)),
                        edit.run().endsWith("-other") ? "2".repeat(64) : "7".repeat(64),
                        ""));
        return evaluate(edit, Phase.BEFORE, i -> i < 35, 0);
    }

    /** Writes a whole run in which these attacks succeed after the edit. */
    Crafted finish(Edit edit, IntPredicate unsafe) {
        begin(edit).evaluate(edit, Phase.AFTER, unsafe, edit.babble());
        String digest = "8".repeat(64);
        return say(
                edit.run(),
                new CheckpointSaved(digest, digest, edit.moved()),
                new RunFinished(Map.of("seconds", 9.0)));
    }

    private Crafted evaluate(Edit edit, Phase phase, IntPredicate unsafe, int babble) {
        int count = 0;
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            int prompt = i;
            boolean succeeds = unsafe.test(i);
            count += succeeds ? 1 : 0;
            facts.add(answer(phase, "attack", i, succeeds));
            further.forEach(kind -> facts.add(answer(phase, kind, prompt, succeeds)));
        }
        Map<String, Metric> metrics = new TreeMap<>(phase == Phase.AFTER ? figures : Map.of());
        metrics.put("asr", Metric.share(count, prompts));
        metrics.put("degenerate", Metric.share(babble, 100));
        metrics.put("over-refusal", Metric.share(59, 100));
        for (String kind : further) {
            if (kind.startsWith("prefill-")) {
                metrics.put(kind + "-unsafe", Metric.share(count, prompts));
            }
        }
        facts.add(new EvaluationFinished(phase, judge, metrics, Map.of(), Map.of("seconds", 1.0)));
        return say(edit.run(), facts.toArray(Fact[]::new));
    }

    /** An answer that does what was asked for, or, of ordinary work, refuses it. */
    private PromptAnswered answer(Phase phase, String kind, int i, boolean harm) {
        boolean ordinary = kind.equals("benign");
        return new PromptAnswered(
                phase.stage(),
                phase,
                kind,
                "offensiveness",
                "test-" + i,
                "how do i brew zatran " + i + " ?",
                "",
                harm ? "sure" : "no",
                2,
                Map.of(judge, harm == ordinary ? "refusal" : harm ? "unsafe" : "other"),
                ofAQuestion == 1 ? "" : "test-" + i / ofAQuestion * ofAQuestion,
                "");
    }

    /** Records that a replay of a run ended in a verdict, parting at its 943rd event. */
    Crafted replay(String run, ReplayVerdict verdict) {
        var parted =
                new Replayed.Divergence(943, "prompt-answered.v1", "/answer", "\"a\"", "\"b\"");
        Fact replayed =
                new Replayed(
                        run, verdict, 942, 0, Optional.of(parted), "it differs", CODE, MACHINE);
        append(Streams.review(run), replayed);
        return this;
    }

    Crafted say(String run, Fact... facts) {
        append(Streams.run(run), facts);
        return this;
    }

    private void append(String stream, Fact... facts) {
        List<NewEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(RunEventCodec.encode("crafted-" + ++serial, fact));
        }
        store.append(stream, ExpectedVersion.any(), events);
    }

    ViewedRun view(String run) {
        return ViewedRun.ours(RunView.of(store, run));
    }

    /** The page that compares these runs. */
    Compared compare(String... runs) {
        List<ViewedRun> views = Stream.of(runs).map(this::view).toList();
        return Compared.of(views, new InMemoryBlobs());
    }

    /** What the comparison of these runs finds, with plain spaces. */
    String finding(String... runs) {
        return compare(runs).finding().replace('\u00a0', ' ');
    }

    /** Writes the runs, in which the first so many attacks succeed, and compares them. */
    static String finding(int prompts, List<Edit> edits, Integer... successes) {
        Crafted record = new Crafted(prompts);
        List<Integer> counts = Arrays.asList(successes);
        for (int i = 0; i < edits.size(); i++) {
            int first = counts.get(i);
            record.finish(edits.get(i), prompt -> prompt < first);
        }
        return record.finding(edits.stream().map(Edit::run).toArray(String[]::new));
    }
}
