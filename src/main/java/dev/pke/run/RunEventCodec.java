package dev.pke.run;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.WireObject;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

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
    private static final Map<Class<? extends Fact>, String> NAMES =
            FactForms.ALL.entrySet().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    each -> each.getValue().kind(), Map.Entry::getKey));

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
            NAMES.entrySet().stream()
                    .filter(each -> Milestone.class.isAssignableFrom(each.getKey()))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toUnmodifiableSet());

    /** What writes: made when first a fact is, for names and reading need none of it. */
    private static final class Writer {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        private Writer() {}
    }

    private RunEventCodec() {}

    /** The wire names of all facts that can be read. */
    public static Set<String> types() {
        return FactForms.ALL.keySet();
    }

    /** The wire names of the facts that the list of runs is made of. */
    public static Set<String> milestones() {
        return MILESTONES;
    }

    /** Whether a run has few facts of a wire name. */
    static boolean isRare(String type) {
        FactForms.Form form = FactForms.ALL.get(type);
        return form == null || !COMMON.contains(form.kind());
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

    /** A remark's data, written by hand: waking Jackson takes longer than the rest of its verb. */
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
                remark == null ? Writer.MAPPER.convertValue(fact, Map.class) : remark);
    }

    /** The fact that an event records, or a {@link DamagedEvent}. */
    public static Fact decode(Recorded event) {
        try {
            return decode(event, CanonicalJson.parse(event.data()));
        } catch (MalformedJson malformed) {
            throw new DamagedEvent(event, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** As {@link #decode(Recorded)}, its data parsed already. */
    public static Fact decode(Recorded event, @Nullable Object data) {
        FactForms.Form form = FactForms.ALL.get(event.type());
        if (form == null) {
            throw new DamagedEvent(event, "its type is unknown", null);
        }
        try {
            return WireObject.of(data, form.read());
        } catch (IllegalArgumentException damaged) {
            throw new DamagedEvent(event, String.valueOf(damaged.getMessage()), damaged);
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
