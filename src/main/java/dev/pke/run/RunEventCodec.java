package dev.pke.run;

import static java.util.Map.entry;

import dev.pke.event.CanonicalJson;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Erased;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EditLearned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.WireForm;
import dev.pke.run.word.WireObject;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The wire form of facts: a stable name with a version, never a class name, and RFC 8785 JSON. A
 * stored event of an unknown type, or one whose data does not fit its type exactly, throws a {@link
 * DamagedEvent}; it is never skipped. Non-finite numbers are the strings "NaN", "Infinity" and
 * "-Infinity". Any thread may use it.
 */
public final class RunEventCodec {
    private static final Map<String, Class<? extends Fact>> TYPES =
            Map.ofEntries(
                    entry("run-registered.v1", RunRegistered.class),
                    entry("model-fingerprinted.v1", ModelFingerprinted.class),
                    entry("dataset-pinned.v1", DatasetPinned.class),
                    entry("stage-started.v1", StageStarted.class),
                    entry("stage-finished.v1", StageFinished.class),
                    entry("prompt-answered.v1", PromptAnswered.class),
                    entry("remote-answered.v1", RemoteAnswered.class),
                    entry("evaluation-finished.v1", EvaluationFinished.class),
                    entry("layer-scored.v1", LayerScored.class),
                    entry("neurons-scored.v1", NeuronsScored.class),
                    entry("region-chosen.v1", RegionChosen.class),
                    entry("step-taken.v1", StepTaken.class),
                    entry("edit-learned.v1", EditLearned.class),
                    entry("neurons-changed.v1", NeuronsChanged.class),
                    entry("neuron-described.v1", NeuronDescribed.class),
                    entry("block-examined.v1", BlockExamined.class),
                    entry("checkpoint-saved.v1", CheckpointSaved.class),
                    entry("run-finished.v1", RunFinished.class),
                    entry("run-failed.v1", RunFailed.class),
                    entry("run-cancelled.v1", RunCancelled.class),
                    entry("run-resumed.v1", RunResumed.class),
                    entry("replayed.v1", Replayed.class),
                    entry("noted.v1", Noted.class),
                    entry("tagged.v1", Tagged.class),
                    entry("archived.v1", Archived.class),
                    entry("unarchived.v1", Unarchived.class),
                    entry("erased.v1", Erased.class),
                    entry("bundle-imported.v1", BundleImported.class),
                    entry("acted.v1", Acted.class));

    private static final Map<Class<? extends Fact>, String> NAMES =
            TYPES.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /** Those of which a run has some by the thousand. */
    private static final Set<Class<? extends Fact>> COMMON =
            Set.of(
                    PromptAnswered.class,
                    RemoteAnswered.class,
                    LayerScored.class,
                    NeuronsScored.class,
                    StepTaken.class,
                    NeuronDescribed.class,
                    BlockExamined.class);

    private static final Set<String> MILESTONES =
            TYPES.entrySet().stream()
                    .filter(each -> Milestone.class.isAssignableFrom(each.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());

    /** What reads and writes: made when first a fact is, for names alone need none of it. */
    private static final class Mappers {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        private static final JsonMapper STRICT =
                JsonMapper.builder()
                        .addModule(new WireForm())
                        .enable(
                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .withCoercionConfig(
                                LogicalType.Textual,
                                text ->
                                        text.setCoercion(
                                                        CoercionInputShape.Integer,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Float,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Boolean,
                                                        CoercionAction.Fail))
                        .build();

        /** As strict, for records whose parts may be null. */
        private static final JsonMapper SAME =
                STRICT.rebuild()
                        .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .build();

        private static final Map<String, ObjectReader> READERS =
                TYPES.entrySet().stream()
                        .filter(each -> FactForms.of(each.getValue()) == null)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        each -> STRICT.readerFor(each.getValue())));

        private Mappers() {}
    }

    private RunEventCodec() {}

    /** The wire names of all facts that can be read. */
    public static Set<String> types() {
        return TYPES.keySet();
    }

    /** The wire names of the facts that the list of runs is made of. */
    public static Set<String> milestones() {
        return MILESTONES;
    }

    /** Whether a run has few facts of a wire name. */
    static boolean isRare(String type) {
        return !COMMON.contains(TYPES.get(type));
    }

    /** The wire name of a fact. */
    public static String typeOf(Fact fact) {
        return nameOf(fact.getClass());
    }

    /** The wire name of a kind of facts. */
    public static String nameOf(Class<? extends Fact> kind) {
        return Objects.requireNonNull(NAMES.get(kind), kind::getName);
    }

    /** The fact as an event that a store accepts, under an id of the caller's. */
    public static NewEvent encode(String id, Fact fact) {
        return new NewEvent(id, typeOf(fact), json(fact));
    }

    /** A remark's data, written by hand for the same reason that it is read so. */
    private static @Nullable Map<String, String> remark(Object fact) {
        return switch (fact) {
            case Noted it -> Map.of("run", it.run(), "author", it.author(), "text", it.text());
            case Tagged it -> Map.of("run", it.run(), "author", it.author(), "tag", it.tag());
            default -> null;
        };
    }

    /** The fact's data as canonical JSON. */
    public static String json(Object fact) {
        Map<?, ?> remark = remark(fact);
        return CanonicalJson.write(
                remark == null ? Mappers.MAPPER.convertValue(fact, Map.class) : remark);
    }

    /** The fact that an event records, or a {@link DamagedEvent}. */
    public static Fact decode(Recorded event) {
        Class<? extends Fact> kind = TYPES.get(event.type());
        if (kind == null) {
            throw new DamagedEvent(event, "its type is unknown", null);
        }
        Function<WireObject, Fact> form = FactForms.of(kind);
        try {
            return form == null ? bound(event) : WireObject.read(event.data(), form);
        } catch (IllegalArgumentException damaged) {
            throw new DamagedEvent(event, String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private static Fact bound(Recorded event) {
        ObjectReader reader = Objects.requireNonNull(Mappers.READERS.get(event.type()));
        try {
            @Nullable Fact fact = reader.readValue(event.data());
            if (fact == null) {
                throw new IllegalArgumentException("its data is null");
            }
            return fact;
        } catch (JacksonException damaged) {
            throw new IllegalArgumentException(damaged.getOriginalMessage(), damaged);
        }
    }

    /** What {@link #json} made the text of; an IllegalArgumentException if it does not fit. */
    static <T> T read(String json, Class<T> form) {
        try {
            return Mappers.SAME.readValue(json, form);
        } catch (JacksonException other) {
            throw new IllegalArgumentException(other.getOriginalMessage(), other);
        }
    }

    /** As {@link #decode}, for a stream {@code run/...}, where nothing else may be. */
    public static RunEvent decodeRun(Recorded event) {
        if (decode(event) instanceof RunEvent fact) {
            return fact;
        }
        throw new DamagedEvent(event, "it has no place in a run", null);
    }
}
