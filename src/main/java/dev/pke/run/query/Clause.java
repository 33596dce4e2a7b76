package dev.pke.run.query;

import java.util.List;
import java.util.Locale;

/** A part of a query: what a line must be to be found. */
sealed interface Clause {
    boolean matches(Line line);

    /** The same in words. */
    String told();

    /** Every part holds; every line does where there is none. */
    record All(List<Clause> parts) implements Clause {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Line line) {
            return parts.stream().allMatch(part -> part.matches(line));
        }

        @Override
        public String told() {
            return parts.isEmpty() ? "every run" : join(parts, " and ");
        }
    }

    /** One part at least holds. */
    record Any(List<Clause> parts) implements Clause {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Line line) {
            return parts.stream().anyMatch(part -> part.matches(line));
        }

        @Override
        public String told() {
            return join(parts, " or ");
        }
    }

    /** The part does not hold. */
    record Not(Clause part) implements Clause {
        @Override
        public boolean matches(Line line) {
            return !part.matches(line);
        }

        @Override
        public String told() {
            return "not " + (part instanceof Test ? part.told() : "(" + part.told() + ")");
        }
    }

    /** A field held against a value; false where the run has no such figure. */
    record Test(Field field, Operator operator, String value, double number) implements Clause {
        @Override
        public boolean matches(Line line) {
            if (field.isNumber()) {
                double here = field.number(line);
                return !Double.isNaN(here) && operator.holds(Double.compare(here, number));
            }
            List<String> words = field.words(line);
            return switch (operator) {
                case EQUAL -> words.stream().anyMatch(word -> fits(word, value));
                case UNEQUAL -> words.stream().noneMatch(word -> fits(word, value));
                case HOLDS -> words.stream().anyMatch(word -> lower(word).contains(lower(value)));
                default ->
                        words.stream().anyMatch(word -> operator.holds(cut(word).compareTo(value)));
            };
        }

        /** As much of a word as the value says, so that a day holds all its minutes. */
        private String cut(String word) {
            return word.length() <= value.length() ? word : word.substring(0, value.length());
        }

        @Override
        public String told() {
            String what = field.isShare() ? percent(number) : value;
            return field.title() + ' ' + operator.told() + ' ' + what;
        }
    }

    /** Text that stands anywhere in what a run is called. */
    record Word(String text) implements Clause {
        @Override
        public boolean matches(Line line) {
            return Field.named(line).stream().anyMatch(name -> lower(name).contains(lower(text)));
        }

        @Override
        public String told() {
            return "called “" + text + "”";
        }
    }

    /** Equal but for case; a {@code *} stands for anything. */
    private static boolean fits(String word, String pattern) {
        String here = lower(word);
        String wanted = lower(pattern);
        if (wanted.indexOf('*') < 0) {
            return here.equals(wanted);
        }
        String[] parts = wanted.split("\\*", -1);
        if (!here.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = here.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return here.length() - last.length() >= from && here.endsWith(last);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.3f", 100 * share);
        return text.replaceFirst("\\.?0+$", "") + "\u00a0%";
    }

    private static String join(List<Clause> parts, String by) {
        return parts.stream()
                .map(part ->
                        part instanceof Any || part instanceof All
                                ? "(" + part.told() + ")"
                                : part.told())
                .reduce((a, b) -> a + by + b)
                .orElse("");
    }
}
