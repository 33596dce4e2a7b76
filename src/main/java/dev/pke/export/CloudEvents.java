package dev.pke.export;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * Events for other systems: one JSON object a line with the attributes of CloudEvents 1.0. The
 * chain's own fields travel as the extensions {@code sequence} (the position, in decimal), {@code
 * streamversion} and {@code chainhash} (hex).
 */
public final class CloudEvents {
    private CloudEvents() {}

    /** One event as a line, without its end; {@code origin} is the log's, as in its heads. */
    public static String line(Recorded event, String origin) {
        Map<String, @Nullable Object> line = new TreeMap<>();
        line.put("specversion", "1.0");
        line.put("id", event.eventId());
        line.put("source", "/" + origin);
        line.put("subject", event.stream());
        line.put("type", "dev.pke." + event.type());
        line.put("time", event.at());
        line.put("datacontenttype", "application/json");
        line.put("data", CanonicalJson.parse(event.data()));
        line.put("sequence", Long.toString(event.position()));
        line.put("streamversion", event.version());
        line.put("chainhash", event.hashHex());
        return CanonicalJson.write(line);
    }
}
