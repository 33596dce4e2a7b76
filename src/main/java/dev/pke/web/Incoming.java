package dev.pke.web;

import dev.pke.event.CanonicalJson;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.HashChain;
import dev.pke.event.MalformedJson;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.run.DamagedEvent;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.Refusal;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events that a worker elsewhere sends for one run, checked: {@code {"expectedVersion": n,
 * "events": [{"id", "type", "data"}, …]}}. Each must be a run's event in its exact form; an event's
 * data is put into canonical form here, so a worker may write its JSON as it likes.
 */
record Incoming(ExpectedVersion expected, List<NewEvent> newEvents, List<RunEvent> facts) {
    private static final int MOST = 1000;

    Incoming {
        newEvents = List.copyOf(newEvents);
        facts = List.copyOf(facts);
    }

    /** What a request's body says; {@link Refusal} where it is amiss. */
    static Incoming read(String run, byte[] body) {
        Map<?, ?> request = object(body);
        if (!(request.get("events") instanceof List<?> list) || list.isEmpty()) {
            throw Refusal.bad("“events” must be a list of at least one event.");
        }
        if (list.size() > MOST) {
            throw Refusal.bad("At most " + MOST + " events a request, not " + list.size() + ".");
        }
        if (!(request.get("expectedVersion") instanceof Number version)
                || version.longValue() < 0
                || version.doubleValue() != version.longValue()) {
            throw Refusal.bad("“expectedVersion” must be the run's last version; 0 for a new run.");
        }
        List<NewEvent> events = new ArrayList<>();
        List<RunEvent> facts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            NewEvent event = event(object(list.get(i), "events[" + i + "]"), i);
            if (!ids.add(event.id())) {
                throw new Refusal(409, "events[" + i + "] has the id of one before it.");
            }
            events.add(event);
            facts.add(fact(run, event, i));
        }
        return new Incoming(ExpectedVersion.exactly(version.longValue()), events, facts);
    }

    /** The JSON object that a request's body is; {@link Refusal} where it is none. */
    static Map<?, ?> object(byte[] body) {
        return object(parse(text(body)), "the body");
    }

    private static NewEvent event(Map<?, ?> each, int index) {
        if (!(each.get("id") instanceof String id)
                || !(each.get("type") instanceof String type)
                || !(each.get("data") instanceof Map<?, ?> data)) {
            throw Refusal.bad("events[" + index + "] needs “id”, “type” and an object “data”.");
        }
        try {
            return new NewEvent(id, type, CanonicalJson.write(data));
        } catch (IllegalArgumentException unfit) {
            throw Refusal.bad("events[" + index + "]: " + unfit.getMessage());
        }
    }

    private static RunEvent fact(String run, NewEvent event, int index) {
        var draft =
                new Recorded(
                        1,
                        Streams.run(run),
                        1,
                        event.id(),
                        event.type(),
                        "1970-01-01T00:00:00.000Z",
                        event.data(),
                        new byte[HashChain.BYTES]);
        try {
            RunEvent fact = RunEventCodec.decodeRun(draft);
            if (fact instanceof RunEvent.RunRegistered registered
                    && !registered.run().equals(run)) {
                throw Refusal.bad(
                        "events["
                                + index
                                + "] registers "
                                + registered.run()
                                + ", not "
                                + run
                                + ".");
            }
            return fact;
        } catch (DamagedEvent damaged) {
            throw Refusal.bad("events[" + index + "]: " + damaged.getMessage());
        }
    }

    /** The body as text: what is no UTF-8 is refused, not replaced. */
    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException broken) {
            throw Refusal.bad("The body is not UTF-8.");
        }
    }

    private static @Nullable Object parse(String body) {
        try {
            return CanonicalJson.parseWhole(body);
        } catch (MalformedJson broken) {
            throw Refusal.bad("The body is not JSON: " + broken.getMessage());
        }
    }

    private static Map<?, ?> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw Refusal.bad(what + " must be a JSON object.");
    }
}
