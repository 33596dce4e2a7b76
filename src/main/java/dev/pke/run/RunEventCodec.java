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
import dev.pke.run.word.Figure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** What a record leaves out where it says nothing, and what that means, by wire name. */
    private static final Map<String, Map<String, String>> LEFT_OUT =
            Map.of(
                    "model-fingerprinted.v1", Map.of("compute", ""),
                    "prompt-answered.v1", Map.of("begun", "", "cluster", "", "texts", ""),
                    "dataset-pinned.v1", Map.of("contaminated", ""));

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
                        .addModule(
                                new SimpleModule()
                                        .addDeserializer(double.class, new Figure(double.class))
                                        .addDeserializer(Double.class, new Figure(Double.class)))
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

    /** The fact's data as canonical JSON. */
    public static String json(Object fact) {
        return CanonicalJson.write(Mappers.MAPPER.convertValue(fact, Map.class));
    }

    /** The fact that an event records, or a {@link DamagedEvent}. */
    public static Fact decode(Recorded event) {
        ObjectReader reader = Mappers.READERS.get(event.type());
        if (reader == null) {
            throw new DamagedEvent(event, "its type is unknown", null);
        }
        try {
            String data = filled(event.data(), LEFT_OUT.getOrDefault(event.type(), Map.of()));
            @Nullable Fact fact = reader.readValue(data.getBytes(StandardCharsets.UTF_8));
            if (fact == null) {
                throw new DamagedEvent(event, "its data is null", null);
            }
            return fact;
        } catch (JacksonException damaged) {
            throw new DamagedEvent(event, damaged.getOriginalMessage(), damaged);
        }
    }

    /**
     * The data with the texts that it leaves out. A key that is nowhere in it, which is seen
     * without reading it, is written in front, all such at once: most events of a log are such
     * answers.
     */
    private static String filled(String data, Map<String, String> leftOut) {
        StringBuilder front = new StringBuilder("{");
        String rest = data;
        for (Map.Entry<String, String> each : leftOut.entrySet()) {
            String said = '"' + each.getKey() + "\":";
            if (!rest.contains(said)) {
                front.append(said).append('"').append(each.getValue()).append("\",");
            } else if (Mappers.STRICT.readTree(rest) instanceof ObjectNode object
                    && !object.has(each.getKey())) {
                rest = object.put(each.getKey(), each.getValue()).toString();
            }
        }
        boolean holdsMore = front.length() > 1 && rest.startsWith("{") && rest.length() > 2;
        return holdsMore ? front.append(rest, 1, rest.length()).toString() : rest;
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
