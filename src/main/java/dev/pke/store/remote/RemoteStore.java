package dev.pke.store.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Append;
import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.fault.UserError;
import dev.pke.store.remote.Uplink.Answer;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The streams of runs at a server: read, and appended to under an expected version. */
public final class RemoteStore implements EventStore {
    private static final String RUN = "run/";

    private final Uplink server;

    public RemoteStore(Uplink server) {
        this.server = server;
    }

    @Override
    public List<Recorded> append(String stream, ExpectedVersion expected, List<NewEvent> events) {
        Append append = new Append(stream, expected, events);
        if (!(expected instanceof ExpectedVersion.Exactly exactly)) {
            throw new IllegalArgumentException("a run at a server is appended to at a version");
        }
        StringBuilder body = new StringBuilder("{\"expectedVersion\":").append(exactly.version());
        body.append(",\"events\":");
        String before = "[";
        for (NewEvent event : append.events()) {
            body.append(before).append("{\"id\":").append(CanonicalJson.write(event.id()));
            body.append(",\"type\":").append(CanonicalJson.write(event.type()));
            body.append(",\"data\":").append(event.data()).append('}');
            before = ",";
        }
        body.append("]}");
        Answer answer = server.send("POST", path(stream), body.toString().getBytes(UTF_8));
        if (answer.status() != 200) {
            throw server.refused(answer);
        }
        return recorded(stream, append.events(), answer.json());
    }

    /** The events as the server says that it has recorded them. */
    private static List<Recorded> recorded(String stream, List<NewEvent> events, Map<?, ?> answer) {
        List<Recorded> recorded = new ArrayList<>();
        if (answer.get("positions") instanceof List<?> positions
                && answer.get("hashes") instanceof List<?> hashes
                && answer.get("at") instanceof String at
                && answer.get("version") instanceof Number last
                && positions.size() == events.size()
                && hashes.size() == events.size()) {
            long version = last.longValue() - events.size();
            for (int i = 0; i < events.size(); i++) {
                NewEvent event = events.get(i);
                long position = positions.get(i) instanceof Number n ? n.longValue() : 0;
                byte[] hash = HexFormat.of().parseHex(String.valueOf(hashes.get(i)));
                recorded.add(
                        new Recorded(
                                position,
                                stream,
                                version + i + 1,
                                event.id(),
                                event.type(),
                                at,
                                event.data(),
                                hash));
            }
            return recorded;
        }
        throw new UserError("the server's answer can't be read; is it of this program's version?");
    }

    private static String path(String stream) {
        if (!stream.startsWith(RUN)) {
            throw new UserError("a worker writes runs alone, not " + stream);
        }
        return "api/runs/" + stream.substring(RUN.length()) + "/events";
    }

    @Override
    public List<Recorded> readStream(String stream, long afterVersion, int limit) {
        if (!stream.startsWith(RUN)) {
            return List.of(); // what others said of it is not the worker's affair
        }
        List<Recorded> events = new ArrayList<>();
        long after = afterVersion;
        while (events.size() < limit) { // a server may give less at a time than is asked for
            List<Recorded> page = page(stream, after, limit - events.size());
            if (page.isEmpty()) {
                break;
            }
            events.addAll(page);
            after = page.getLast().version();
        }
        return events;
    }

    private List<Recorded> page(String stream, long after, int limit) {
        String query = "?after=" + after + "&limit=" + limit;
        Answer answer = server.send("GET", path(stream) + query, new byte[0]);
        if (answer.status() != 200) {
            throw server.refused(answer);
        }
        List<Recorded> events = new ArrayList<>();
        if (CanonicalJson.parse(new String(answer.body(), UTF_8).strip()) instanceof List<?> all) {
            all.forEach(each -> events.add(event(each)));
        }
        return events;
    }

    private static Recorded event(Object each) {
        if (each instanceof Map<?, ?> map
                && map.get("position") instanceof Number position
                && map.get("version") instanceof Number version) {
            return new Recorded(
                    position.longValue(),
                    String.valueOf(map.get("stream")),
                    version.longValue(),
                    String.valueOf(map.get("event_id")),
                    String.valueOf(map.get("type")),
                    String.valueOf(map.get("at")),
                    CanonicalJson.write(map.get("data")),
                    HexFormat.of().parseHex(String.valueOf(map.get("hash"))));
        }
        throw new UserError("the server's answer holds no event: " + each);
    }

    @Override
    public List<Recorded> readAll(long afterPosition, int limit) {
        throw ownRunAlone();
    }

    @Override
    public List<Recorded> readBackwards(long beforePosition, int limit) {
        throw ownRunAlone();
    }

    @Override
    public List<Recorded> readType(String type, long afterPosition, int limit) {
        throw ownRunAlone();
    }

    @Override
    public long head() {
        throw ownRunAlone();
    }

    @Override
    public Subscription follow(long afterPosition, Consumer<Recorded> sink) {
        throw ownRunAlone();
    }

    private static UserError ownRunAlone() {
        return new UserError("a worker elsewhere reads its own run alone");
    }

    @Override
    public void close() {
        // a connection that nobody uses ends by itself
    }
}
