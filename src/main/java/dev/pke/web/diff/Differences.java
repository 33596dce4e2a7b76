package dev.pke.web.diff;

import dev.pke.diff.RecordedEdit;
import dev.pke.diff.RecordedModel;
import dev.pke.diff.RecordedPair;
import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.word.Streams;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ChainWatch;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Makes the pages of this room from the record. Any thread may ask. */
public final class Differences {
    private static final int MOST_ALSO = 20;
    private static final int MOST_NAMED = 20;
    private static final int ALL_NEURONS = 400;
    private static final List<Class<? extends dev.pke.run.Fact>> NAMING =
            List.of(NeuronsScored.class, NeuronsChanged.class, CheckpointSaved.class);

    private final EventStore store;
    private final Blobs blobs;
    private final RunList runs;
    private final ChainWatch chain;
    private final Function<String, ViewedRun> views;
    private final Edits edits;

    /** Over a record; {@code views} gives a run that is there. */
    public Differences(
            EventStore store,
            Blobs blobs,
            RunList runs,
            ChainWatch chain,
            Function<String, ViewedRun> views) {
        this.store = store;
        this.blobs = blobs;
        this.runs = runs;
        this.chain = chain;
        this.views = views;
        this.edits = new Edits(blobs);
    }

    /** Two models; {@code tensor} is the one shown alone, with all its neurons, "" for none. */
    public DiffPage page(ModelName a, ModelName b, String tensor) {
        DiffSide left = side(a);
        DiffSide right = side(b);
        RecordedPair pair = RecordedPair.of(left.model(), right.model());
        if (!tensor.isEmpty() && pair.tensors().stream().noneMatch(t -> t.name().equals(tensor))) {
            throw Refusal.notFound("Neither model has a tensor of that name.");
        }
        boolean one = a.run().equals(b.run());
        var beside =
                new Beside(
                        left,
                        right,
                        one ? edits.norms(right.viewed(), right.model().edit()) : Map.of(),
                        one ? Scores.of(right.viewed().view(), blobs) : new Scores(null, Map.of()),
                        tensor.isEmpty() ? 0 : ALL_NEURONS);
        return DiffPage.of(pair, beside, tensor, proofs(left, right));
    }

    private DiffSide side(ModelName name) {
        ViewedRun viewed = views.apply(name.run());
        return DiffSide.of(viewed, new RecordedModel(edits.of(viewed), name.when()));
    }

    /** What the page rests on, each event with its path where it is on our own record. */
    private List<EventProof> proofs(DiffSide a, DiffSide b) {
        Map<String, EventProof> proofs = new LinkedHashMap<>();
        for (DiffSide side : List.of(a, b)) {
            RecordedEdit edit = side.model().edit();
            add(proofs, side.viewed(), "the model as found, every tensor’s digest", edit.base());
            edit.changed().values().stream()
                    .limit(MOST_NAMED)
                    .forEach(each ->
                            add(proofs, side.viewed(), each.name() + " moved", each.event()));
            if (edit.saved() != null) {
                add(proofs, side.viewed(), "the edited model’s digest", edit.saved());
            }
        }
        return List.copyOf(proofs.values());
    }

    private void add(Map<String, EventProof> proofs, ViewedRun viewed, String what, Told<?> told) {
        String href = viewed.event(told.position());
        proofs.computeIfAbsent(href, _ -> proof(viewed, what, told.position(), href));
    }

    private EventProof proof(ViewedRun viewed, String what, long position, String href) {
        Recorded event = viewed.origin() == null ? store.at(position) : null;
        if (event == null || position > chain.chain().verifiedTo()) {
            return EventProof.elsewhere(what, position, href);
        }
        return EventProof.of(what, event, href, chain.proof(position));
    }

    /** The same two models as JSON. */
    public String json(ModelName a, ModelName b) {
        RecordedPair pair = RecordedPair.of(side(a).model(), side(b).model());
        return CanonicalJson.write(DiffJson.of(pair)) + "\n";
    }

    /** One neuron of a run. */
    public NeuronPage neuron(ViewedRun viewed, NeuronPlace place) {
        return NeuronPage.of(
                viewed,
                edits.of(viewed),
                place,
                Scores.of(viewed.view(), blobs),
                also(viewed, place));
    }

    /** Every value of one neuron of a run, as JSON. */
    public String neuronJson(ViewedRun viewed, NeuronPlace place) {
        return CanonicalJson.write(DiffJson.neuron(edits.of(viewed), place)) + "\n";
    }

    /** Other runs of ours that moved the same neuron of a model of the same name. */
    private List<AlsoMoved> also(ViewedRun viewed, NeuronPlace place) {
        RunSummary own = viewed.view().summary();
        List<AlsoMoved> also = new ArrayList<>();
        if (own == null) {
            return also;
        }
        String type = RunEventCodec.nameOf(NeuronsChanged.class);
        for (Recorded event : store.ofType(type, 0)) {
            String run = Streams.runOf(event.stream());
            RunSummary other = run == null || run.equals(own.run()) ? null : runs.run(run);
            if (other != null
                    && other.model().equals(own.model())
                    && RunEventCodec.decode(event) instanceof NeuronsChanged changed
                    && changed.block() == place.block()
                    && changed.neurons().contains(place.neuron())
                    && also.stream().noneMatch(each -> each.run().equals(run))) {
                String words = Naming.method(other.method()) + ", " + other.planName();
                also.add(new AlsoMoved(other.run(), words, MethodStyle.of(other.method()).css()));
            }
            if (also.size() == MOST_ALSO) {
                break;
            }
        }
        return also;
    }

    /** One blob. */
    public BlobPage blob(String digest) {
        if (!digest.matches("[0-9a-f]{64}") || !blobs.has(digest)) {
            throw Refusal.notFound("There is no blob of that digest in this record.");
        }
        List<NamedBy> named = new ArrayList<>();
        for (Class<? extends dev.pke.run.Fact> kind : NAMING) {
            for (Recorded event : store.ofType(RunEventCodec.nameOf(kind), 0)) {
                if (named.size() < MOST_NAMED && event.data().contains(digest)) {
                    named.add(
                            new NamedBy(
                                    event.position(), event.type(), "/events/" + event.position()));
                }
            }
        }
        return BlobPage.of(Objects.requireNonNull(blobs), digest, named);
    }
}
