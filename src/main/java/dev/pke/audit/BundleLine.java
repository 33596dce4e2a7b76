package dev.pke.audit;

import dev.pke.audit.sign.Texts;
import dev.pke.event.CanonicalJson;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * One event of a bundle with what proves it.
 *
 * @param previous the chain hash before it, 32 bytes
 * @param proof RFC 6962 inclusion proof, from the leaf upward
 */
@SuppressWarnings("ArrayRecordComponent") // lines are not compared
record BundleLine(Recorded event, byte[] previous, List<byte[]> proof) {
    private static final Set<String> FIELDS = Set.of("event", "hash", "previous", "proof");
    private static final Set<String> ENVELOPE =
            Set.of("at", "data", "event_id", "position", "stream", "type", "version");

    /** Reads one line, which must be canonical JSON; {@code number} names it in errors. */
    static BundleLine parse(byte[] line, long number) {
        String where = "line " + number + " of " + BundleManifest.EVENTS;
        String text;
        try {
            text = Texts.decode(line);
        } catch (IOException e) {
            throw new UserError(where + " is not UTF-8", e);
        }
        int fault = CanonicalJson.firstFault(text);
        if (fault >= 0) {
            throw new UserError(where + " is not canonical JSON (RFC 8785) at offset " + fault);
        }
        JsonFields fields = JsonFields.parse(text, where);
        JsonFields event = fields.exactly(FIELDS).object("event").exactly(ENVELOPE);
        return new BundleLine(
                new Recorded(
                        event.count("position"),
                        event.text("stream"),
                        event.count("version"),
                        event.text("event_id"),
                        event.text("type"),
                        event.text("at"),
                        CanonicalJson.write(event.object("data").map()),
                        fields.hash("hash")),
                fields.hash("previous"),
                fields.hashes("proof"));
    }
}
