package dev.pke.audit;

import dev.pke.audit.RawLog.RawEvent;
import dev.pke.event.Accepted;
import dev.pke.event.CanonicalJson;
import dev.pke.event.HashChain;
import dev.pke.event.Limits;
import dev.pke.event.MalformedJson;
import dev.pke.event.Recorded;
import dev.pke.run.DamagedEvent;
import dev.pke.run.Fact;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The check of neighbouring rows, each for itself and behind the hash before it, on one thread.
 * Parts are independent because each begins with the stored hash before it: the chain holds if it
 * holds inside every part.
 */
final class LogPart {
    private static final byte[] NONE = HashChain.start();

    private final Report report;
    private final List<Row> rows = new ArrayList<>();
    private byte[] before;
    private final Latest streams = new Latest();
    private final Latest types = new Latest();
    private final Latest times = new Latest();
    private String goodStream = "";
    private String goodAt = "";

    /** A row that could be read, and its fact if it could be understood. */
    record Row(Recorded event, @Nullable Fact fact) {}

    /** A column's latest text, which its neighbour mostly has too. */
    private static final class Latest {
        private byte[] utf8 = {};
        private String text = "";

        String text(byte[] next) throws CharacterCodingException {
            if (!Arrays.equals(next, utf8)) {
                text = LogPart.text(next);
                utf8 = next;
            }
            return text;
        }
    }

    private LogPart(byte[] before, Report report) {
        this.before = before;
        this.report = report;
    }

    /** Checks rows; {@code before} is the row before the first, null at the log's beginning. */
    static List<Row> check(@Nullable RawEvent before, List<RawEvent> rows, Report report) {
        byte[] hash = before == null ? NONE : before.hash();
        LogPart part = new LogPart(hash == null ? NONE : hash, report);
        for (RawEvent row : rows) {
            part.row(row);
        }
        return part.rows;
    }

    private void row(RawEvent raw) {
        byte[] hash = raw.hash();
        Recorded event = decoded(raw);
        if (event == null || hash == null) {
            before = NONE;
            return;
        }
        Fact fact = null;
        Object data = data(event);
        if (data != null) {
            if (!Arrays.equals(HashChain.next(before, event), hash)) {
                report.wrong(
                        event.position(),
                        "its hash does not follow from it and the hash before it:"
                                + " this event, or the order or hash before it, was changed");
            }
            fact = fact(event, data, report);
        }
        before = hash;
        rows.add(new Row(event, fact));
    }

    private @Nullable Recorded decoded(RawEvent raw) {
        byte[] stream = raw.stream();
        byte[] eventId = raw.eventId();
        byte[] type = raw.type();
        byte[] time = raw.at();
        byte[] data = raw.data();
        byte[] hash = raw.hash();
        if (!raw.sound()
                || stream == null
                || eventId == null
                || type == null
                || time == null
                || data == null
                || hash == null) {
            report.wrong(
                    raw.position(),
                    "a column has another storage type than the schema's, or is too long: queries"
                            + " for it would not find this event");
            return null;
        }
        try {
            return new Recorded(
                    raw.position(),
                    streams.text(stream),
                    raw.version(),
                    text(eventId),
                    types.text(type),
                    times.text(time),
                    text(data),
                    hash);
        } catch (CharacterCodingException e) {
            report.wrong(raw.position(), "a column is not UTF-8");
            return null;
        }
    }

    /** Strict: bytes that are no UTF-8 become U+FFFD at first, and are then looked at again. */
    private static String text(byte[] utf8) throws CharacterCodingException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        }
        return text;
    }

    private @Nullable Object data(Recorded event) {
        // neighbours are mostly of one stream and one moment
        boolean alike = event.stream().equals(goodStream) && event.at().equals(goodAt);
        Object data = alike ? dataBeyond(event, report) : data(event, report);
        if (data != null) {
            goodStream = event.stream();
            goodAt = event.at();
        }
        return data;
    }

    /** What lies in a well-formed event; null, and said, where envelope or spelling is amiss. */
    static @Nullable Object data(Recorded event, Report report) {
        try {
            Limits.stream(event.stream());
        } catch (IllegalArgumentException e) {
            report.wrong(event.position(), String.valueOf(e.getMessage()));
            return null;
        }
        if (!Accepted.isExact(event.at())) {
            report.wrong(event.position(), "at is not an RFC 3339 UTC time with three decimals");
            return null;
        }
        return dataBeyond(event, report);
    }

    /** As {@link #data}, where the stream's name and the time are known to be good. */
    private static @Nullable Object dataBeyond(Recorded event, Report report) {
        String fault;
        try {
            Limits.id(event.eventId());
            if (event.data().length() <= Limits.DATA) {
                return CanonicalJson.parseCanonical(event.data());
            }
            fault = "its data is longer than " + Limits.DATA + " UTF-16 units";
        } catch (MalformedJson e) {
            fault = "data is not canonical JSON (RFC 8785) at offset " + e.offset();
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
        }
        report.wrong(event.position(), fault);
        return null;
    }

    /** What an event says by its data; null, and said, if that can't be understood. */
    static @Nullable Fact fact(Recorded event, Object data, Report report) {
        try {
            return RunEventCodec.decode(event, data);
        } catch (DamagedEvent e) {
            report.wrong(event.position(), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
