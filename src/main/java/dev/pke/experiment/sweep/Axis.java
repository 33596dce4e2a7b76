package dev.pke.experiment.sweep;

import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * One key of a plan and the values it takes in turn, as told by {@code budget=0.003,0.006} or
 * {@code draw=1..5}.
 */
public record Axis(String key, List<Object> values) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
    private static final int MOST = 10_000;

    public Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads one.
     *
     * @throws UserError in one line
     */
    public static Axis parse(String said) {
        int equals = said.indexOf('=');
        String key = equals < 0 ? "" : said.substring(0, equals).strip();
        if (!key.matches("[a-z][a-z0-9.-]*")) {
            throw wrong(said, "must be KEY=VALUES, such as budget=0.003,0.006 or draw=1..5");
        }
        List<Object> values = new ArrayList<>();
        for (String each : pieces(said.substring(equals + 1))) {
            values.addAll(values(said, each.strip()));
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw wrong(said, "says a value twice");
        }
        return new Axis(key, values);
    }

    /** Whether it is told an editor, as how far and how long it goes, and not what it moves. */
    public boolean isSetting() {
        return VariedKey.isSetting(key);
    }

    private static List<Object> values(String said, String piece) {
        if (piece.isEmpty()) {
            throw wrong(said, "lacks a value between two commas or at an end");
        }
        Matcher range = RANGE.matcher(piece);
        if (!range.matches()) {
            return List.of(WrittenPlan.value(piece));
        }
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        if (to < from || to - from >= MOST) {
            throw wrong(said, "must go up, by at most " + MOST + " values");
        }
        return LongStream.rangeClosed(from, to).mapToObj(value -> (Object) value).toList();
    }

    /** What stands between commas that are in no brackets. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                pieces.add(text.substring(from, at));
                from = at + 1;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static UserError wrong(String said, String what) {
        return new UserError("--vary " + said + ": " + what);
    }
}
