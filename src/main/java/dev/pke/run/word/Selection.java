package dev.pke.run.word;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a run's settings were chosen on the tune split, as its plan says it: by one rule for all
 * methods, which asks that a figure be at most so much, among so many settings that were tried.
 */
public record Selection(String figure, double most, int tried, End end) {
    /**
     * The gentlest of those that were low enough was chosen, or none was and the nearest is shown.
     */
    public enum End {
        REACHED,
        NEAREST
    }

    /** A double as the record writes it, which can always be read. */
    private static final String SHARE = "(\\d{1,9}\\.\\d{1,20}(?:E-\\d{1,3})?)";

    private static final Pattern GENTLEST =
            Pattern.compile(
                    "the gentlest of (\\d{1,9}) settings on the tune split with (\\S+) at most "
                            + SHARE);
    private static final Pattern LOWEST =
            Pattern.compile(
                    "the lowest (\\S+) of (\\d{1,9}) settings on the tune split, none at most "
                            + SHARE);

    /** The same in words, for the record. */
    public String words() {
        return switch (end) {
            case REACHED ->
                    "the gentlest of %d settings on the tune split with %s at most %s"
                            .formatted(tried, figure, most);
            case NEAREST ->
                    "the lowest %s of %d settings on the tune split, none at most %s"
                            .formatted(figure, tried, most);
        };
    }

    /** Whether two were asked to reach the same. */
    public boolean isOneRuleWith(Selection other) {
        return figure.equals(other.figure) && most == other.most;
    }

    /** What a plan says of it; empty where it says nothing or something else, as it may. */
    public static Optional<Selection> read(@Nullable Object words) {
        String said = words instanceof String text ? text : "";
        Matcher gentlest = GENTLEST.matcher(said);
        if (gentlest.matches()) {
            return of(gentlest.group(2), gentlest.group(3), gentlest.group(1), End.REACHED);
        }
        Matcher lowest = LOWEST.matcher(said);
        return lowest.matches()
                ? of(lowest.group(1), lowest.group(3), lowest.group(2), End.NEAREST)
                : Optional.empty();
    }

    private static Optional<Selection> of(String figure, String most, String tried, End end) {
        return Optional.of(
                new Selection(figure, Double.parseDouble(most), Integer.parseInt(tried), end));
    }
}
