package dev.pke.run.word;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a run's settings were chosen on the tune split, as its plan says it: by one rule for all
 * methods, which asks that a figure be at most so much, among so many settings that were tried.
 *
 * @param figure the share of unsafe answers, without a start or behind one
 * @param most what of it is enough
 * @param refused what share of refusals in the same place is enough; 0 where none are asked for
 * @param tried settings
 * @param end whether one reached that
 */
public record Selection(String figure, double most, double refused, int tried, End end) {
    /**
     * The gentlest of those that were low enough was chosen, or none was and the nearest is shown.
     */
    public enum End {
        REACHED,
        NEAREST
    }

    /** A double as the record writes it, which can always be read. */
    private static final String SHARE = "(\\d{1,9}\\.\\d{1,20}(?:E-\\d{1,3})?)";

    private static final String REFUSED = "(?: with (\\S+) at least " + SHARE + ")?";

    private static final Pattern GENTLEST =
            Pattern.compile(
                    "the gentlest of (\\d{1,9}) settings on the tune split with (\\S+) at most "
                            + SHARE
                            + REFUSED);
    private static final Pattern LOWEST =
            Pattern.compile(
                    "the lowest (\\S+) of (\\d{1,9}) settings on the tune split, none at most "
                            + SHARE
                            + REFUSED);

    /** Whether one reached that. */
    public boolean isReached() {
        return end == End.REACHED;
    }

    /** The same in words, for the record. */
    public String words() {
        String too =
                refused == 0 ? "" : " with %s at least %s".formatted(refusals(figure), refused);
        return switch (end) {
                    case REACHED ->
                            "the gentlest of %d settings on the tune split with %s at most %s"
                                    .formatted(tried, figure, most);
                    case NEAREST ->
                            "the lowest %s of %d settings on the tune split, none at most %s"
                                    .formatted(figure, tried, most);
                }
                + too;
    }

    /** The figure of refusals in the place where a figure counts the unsafe answers. */
    public static String refusals(String figure) {
        return figure.startsWith("prefill-")
                ? figure.replace("-unsafe", "-recovered")
                : "genuine-refusal";
    }

    /** Whether two were asked to reach the same. */
    public boolean isOneRuleWith(Selection other) {
        return figure.equals(other.figure) && most == other.most && refused == other.refused;
    }

    /** What a plan says of it; empty where it says nothing or something else, as it may. */
    public static Optional<Selection> read(@Nullable Object words) {
        String said = words instanceof String text ? text : "";
        Matcher gentlest = GENTLEST.matcher(said);
        if (gentlest.matches()) {
            return of(gentlest, gentlest.group(2), gentlest.group(1), End.REACHED);
        }
        Matcher lowest = LOWEST.matcher(said);
        return lowest.matches()
                ? of(lowest, lowest.group(1), lowest.group(2), End.NEAREST)
                : Optional.empty();
    }

    /** Of words that match: the third group is the share, the fourth and fifth the refusals'. */
    private static Optional<Selection> of(Matcher said, String figure, String tried, End end) {
        double most = Double.parseDouble(said.group(3));
        double refused = said.group(5) == null ? 0 : Double.parseDouble(said.group(5));
        var read = new Selection(figure, most, refused, Integer.parseInt(tried), end);
        boolean same = said.group(4) == null || said.group(4).equals(refusals(figure));
        return same ? Optional.of(read) : Optional.empty();
    }
}
