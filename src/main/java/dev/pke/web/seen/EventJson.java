package dev.pke.web.seen;

import dev.pke.event.CanonicalJson;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;

import java.util.List;
import java.util.Map;

/** Recorded events as the API writes them: the very text that is hashed, and its hash. */
public final class EventJson {
    private EventJson() {}

    /** The canonical object with one more member, {@code hash}, in hexadecimal. */
    public static String hashed(Recorded event) {
        String text = HashChain.canonical(event);
        return text.substring(0, text.length() - 1) + ",\"hash\":\"" + event.hashHex() + "\"}";
    }

    public static String list(List<Recorded> events) {
        var out = new StringBuilder("[");
        for (Recorded event : events) {
            out.append(out.length() == 1 ? "" : ",\n").append(hashed(event));
        }
        return out.append("]\n").toString();
    }

    /**
     * A server-sent event that says that something came, and of what kind: a bell, after which a
     * reader asks for what it shows. The position is its id, so that a client resumes behind it.
     */
    public static String bell(Recorded event) {
        String data =
                CanonicalJson.write(
                        Map.of(
                                "position",
                                event.position(),
                                "stream",
                                event.stream(),
                                "type",
                                event.type()));
        return "id: " + event.position() + "\ndata: " + data + "\n\n";
    }
}
