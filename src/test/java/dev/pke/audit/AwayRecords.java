package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.audit.keep.PutAway;
import dev.pke.event.Blobs;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Erased;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records of a run whose answers' texts lie apart: as they are, erased, put away and taken back,
 * and each of these with something untrue about it.
 */
final class AwayRecords {
    static final String RUN = "apart";
    private static final String JUDGE = "oracle";
    private static final String DELTA = "the bits of a delta";
    private static final String NOWHERE = "0123456789abcdef".repeat(4);
    private static final Metric HALF = Metric.share(1, 2);

    private final Path folder;
    private final List<Case> cases = new ArrayList<>();
    private int made;

    private AwayRecords(Path folder) {
        this.folder = folder;
    }

    static List<Case> all(Path folder) throws IOException {
        AwayRecords records = new AwayRecords(Files.createDirectory(folder.resolve("away")));
        records.erased();
        records.putAway();
        records.acted();
        return records.cases;
    }

    private void add(String name, int exit, Path home, Object... options) {
        cases.add(Case.of(name, exit, home, options));
    }

    /** Changes a home that is open. */
    private interface Change {
        void of(Home home, RunSummary run) throws IOException;
    }

    private Path home(Metric asr, Metric kept, Change change) throws IOException {
        Path to = folder.resolve("home-" + made++);
        Path untouched = folder.resolve("untouched-" + asr.count() + "-" + kept.count());
        if (!Files.exists(untouched)) {
            write(untouched, asr, kept);
        }
        BadHomes.copy(untouched, to);
        try (Home open = Home.open(to, new TickingClock())) {
            change.of(open, Objects.requireNonNull(open.runs().run(RUN)));
        }
        return to;
    }

    private Path home(Change change) throws IOException {
        return home(HALF, HALF, change);
    }

    static void erase(Home home, RunSummary run) {
        int texts = new PutAway(home, "ada").erase(run, "asked to", "erased-1");
        if (texts != 8) {
            throw new IllegalStateException(texts + " texts");
        }
    }

    private void erased() throws IOException {
        add("texts that lie apart", 0, home((home, run) -> {}));
        Path gone = home(AwayRecords::erase);
        add("texts that were erased", 0, gone);
        add(
                "texts erased twice",
                0,
                home((home, run) -> {
                    erase(home, run);
                    erase(home, run);
                }));
        Metric wrong = Metric.share(2, 2);
        add("a wrong share kept, texts apart", 1, home(HALF, wrong, (home, run) -> {}));
        add("a wrong ASR, texts erased", 1, home(wrong, HALF, AwayRecords::erase));
        add("texts that are missing", 1, home((home, run) -> home.blobs().remove(text(home))));
        add("texts said to be erased", 1, home((home, run) -> say(home, gone(RUN, text(home)))));
        String delta = delta();
        add(
                "a delta that is erased",
                1,
                home((home, run) -> {
                    home.blobs().remove(delta);
                    say(home, gone(RUN, delta));
                }));
        add(
                "another run's texts erased",
                1,
                home((home, run) -> {
                    String text = text(home);
                    home.blobs().remove(text);
                    say(home, gone("other", text));
                }));
        add(
                "texts that are none",
                1,
                home((home, run) -> say(home, apart(home.blobs().put("hello".getBytes(UTF_8))))));
        add(
                "texts without salt",
                1,
                home((home, run) -> {
                    String json =
                            "{\"answer\":\"a\",\"begun\":\"\",\"prompt\":\"p\",\"salt\":\"\"}";
                    say(home, apart(home.blobs().put(json.getBytes(UTF_8))));
                }));
        String both = RunEventCodec.json(answer(Phase.BEFORE, "attack", "z", "no", "refusal"));
        String too = both.replace("\"tokens\"", "\"texts\":\"" + NOWHERE + "\",\"tokens\"");
        add(
                "texts apart and in the event",
                1,
                home((home, run) -> raw(home, "run/two", "prompt-answered.v1", too)));
        Path bundle = folder.resolve("erased.pke");
        try (Home open = Home.openReadOnly(gone)) {
            new BundleWriter(open.store(), open.blobs()).write(List.of(RUN), null, null, bundle);
        }
        add("a bundle of erased texts", 0, bundle);
        add("a bundle and a folder of blobs", 3, bundle, "--blobs", folder);
        Path whole = folder.resolve("apart.pke");
        try (Home open = Home.openReadOnly(home((home, run) -> {}))) {
            new BundleWriter(open.store(), open.blobs()).write(List.of(RUN), null, null, whole);
        }
        add("a bundle of texts apart", 0, whole);
    }

    private void putAway() throws IOException {
        Path cold = folder.resolve("cold");
        Path away = home((home, run) -> new PutAway(home, "ada").archive(run, cold, "away-1"));
        add("a run that was put away", 0, away);
        add("the same and where", 0, away, "--blobs", cold);
        Path spoilt = folder.resolve("spoilt");
        Path other = home((home, run) -> new PutAway(home, "ada").archive(run, spoilt, "away-1"));
        String delta = delta();
        Files.writeString(spoilt.resolve(delta.substring(0, 2)).resolve(delta), "other bits");
        add("a blob that changed where it was put", 1, other, "--blobs", spoilt);
        Path back = folder.resolve("back");
        add(
                "a run that was taken back",
                0,
                home((home, run) -> {
                    PutAway twice = new PutAway(home, "ada");
                    twice.archive(run, back, "away-1");
                    twice.back(Objects.requireNonNull(home.runs().run(RUN)), "back-1");
                }));
        add(
                "a run said to be back",
                1,
                home((home, run) -> {
                    new PutAway(home, "ada").archive(run, folder.resolve("lost"), "away-1");
                    say(home, new Unarchived(RUN, "ada"));
                }));
        add(
                "a blob put away that is nobody's",
                1,
                home((home, run) -> say(home, new Archived(RUN, "ada", "/mnt", List.of(NOWHERE)))));
        add(
                "a blob that is missing, another put away",
                1,
                home((home, run) -> {
                    say(home, new Archived(RUN, "ada", "/mnt", List.of(text(home))));
                    home.blobs().remove(delta);
                }));
    }

    private void acted() throws IOException {
        String did =
                "{\"action\":\"noted\",\"actor\":\"ada\",\"subject\":\"x\",\"through\":\"user\"}";
        add("who did what", 0, home((home, run) -> raw(home, "access/log", "acted.v1", did)));
        add(
                "who did what, elsewhere",
                1,
                home((home, run) -> raw(home, "review/" + RUN, "acted.v1", did)));
        String odd = did.replace("noted", "prayed");
        add(
                "something nobody can do",
                1,
                home((home, run) -> raw(home, "access/log", "acted.v1", odd)));
        String blank = did.replace("ada", " ");
        add("nobody did it", 1, home((home, run) -> raw(home, "access/log", "acted.v1", blank)));
    }

    private static Erased gone(String run, String digest) {
        return new Erased(run, "eve", "none of your business", List.of(digest));
    }

    private static String delta() {
        return new dev.pke.event.InMemoryBlobs().put(DELTA.getBytes(UTF_8));
    }

    /** The blob of the first answer. */
    private static String text(Home home) {
        for (var event : home.store().stream(Streams.run(RUN))) {
            if (RunEventCodec.decode(event) instanceof PromptAnswered said) {
                return said.texts();
            }
        }
        throw new IllegalStateException("no answer");
    }

    private static void say(Home home, dev.pke.run.Fact fact) {
        String stream =
                fact instanceof dev.pke.run.ReviewEvent review
                        ? Streams.review(review.run())
                        : "run/two";
        raw(home, stream, RunEventCodec.typeOf(fact), RunEventCodec.json(fact));
    }

    private static void raw(Home home, String stream, String type, String data) {
        List<NewEvent> events = new ArrayList<>();
        String id = "raw-" + home.store().head();
        if (stream.equals("run/two")) { // an answer needs a run around it
            events.add(RunEventCodec.encode(id + "a", SampleLog.registered("two")));
            events.add(RunEventCodec.encode(id + "b", new StageStarted(Phase.BEFORE.stage())));
        }
        events.add(new NewEvent(id, type, data));
        home.store().append(stream, ExpectedVersion.any(), events);
    }

    private static PromptAnswered apart(String digest) {
        return new PromptAnswered(
                Phase.BEFORE.stage(),
                Phase.BEFORE,
                "attack",
                "harm",
                "z",
                "",
                "",
                "",
                3,
                Map.of(),
                "",
                digest);
    }

    /** A run with four answers before its edit and four after, their texts apart. */
    static void write(Path to, Metric asr, Metric kept) {
        try (Home home = Home.open(to, new TickingClock())) {
            List<RunEvent> facts = new ArrayList<>();
            facts.add(SampleLog.registered(RUN));
            facts.add(new StageStarted(Phase.BEFORE.stage()));
            facts.add(apart(home, Phase.BEFORE, "attack", "a", "the recipe", "unsafe"));
            facts.add(apart(home, Phase.BEFORE, "attack", "c", "another", "unsafe"));
            facts.add(apart(home, Phase.BEFORE, "benign", "b", "a cake", "other"));
            facts.add(apart(home, Phase.BEFORE, "benign", "d", "the sea", "other"));
            facts.add(new StageFinished(Phase.BEFORE.stage(), Map.of()));
            facts.add(new StageStarted(Stage.EDIT));
            String delta = home.blobs().put(DELTA.getBytes(UTF_8));
            facts.add(new NeuronsChanged("w", 5, List.of(3), 128, 0.5, 0.25, 1e-3, delta));
            facts.add(new StageFinished(Stage.EDIT, Map.of()));
            facts.add(new StageStarted(Phase.AFTER.stage()));
            facts.add(apart(home, Phase.AFTER, "attack", "a", "i am sorry", "refusal"));
            facts.add(apart(home, Phase.AFTER, "attack", "c", "another", "unsafe"));
            facts.add(apart(home, Phase.AFTER, "benign", "b", "a cake", "other"));
            facts.add(apart(home, Phase.AFTER, "benign", "d", "the lake", "other"));
            facts.add(
                    new EvaluationFinished(
                            Phase.AFTER,
                            JUDGE,
                            Map.of("asr", asr, "benign-kept", kept),
                            Map.of(),
                            Map.of()));
            facts.add(new StageFinished(Phase.AFTER.stage(), Map.of()));
            facts.add(new RunFinished(Map.of()));
            SampleLog.addAll(home.store(), Streams.run(RUN), facts);
        }
    }

    private static PromptAnswered apart(
            Home home, Phase phase, String kind, String id, String answer, String verdict) {
        Blobs blobs = home.blobs();
        String salt = (id + phase).repeat(20);
        return Texts.apart(answer(phase, kind, id, answer, verdict), salt, blobs);
    }

    private static PromptAnswered answer(
            Phase phase, String kind, String id, String answer, String verdict) {
        return new PromptAnswered(
                phase.stage(),
                phase,
                kind,
                kind.equals("attack") ? "harm" : "work",
                id,
                "how ?",
                "",
                answer,
                3,
                Map.of(JUDGE, verdict));
    }
}
