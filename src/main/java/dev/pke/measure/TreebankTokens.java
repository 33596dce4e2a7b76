package dev.pke.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words as NLTK's {@code word_tokenize} cuts English: sentences end at . ? ! before white space (no
 * learned abbreviations), each then cut by the Penn Treebank's rules in their order.
 */
final class TreebankTokens {
    private record Rule(Pattern pattern, String by) {
        static Rule of(String regex, String by) {
            return new Rule(Pattern.compile(regex), by);
        }
    }

    private static final List<Rule> OPENING =
            List.of(
                    Rule.of("([«“‘„]|`+)", " $1 "),
                    Rule.of("^\"", "``"),
                    Rule.of("(``)", " $1 "),
                    Rule.of("([ (\\[{<])(\"|'{2})", "$1 `` "),
                    Rule.of("(?i)(')(?!re|ve|ll|m|t|s|d|n)(\\w)\\b", "$1 $2"),
                    Rule.of("([^.])(\\.)([\\])}>\"'»”’ ]*)\\s*\\z", "$1 $2 $3 "),
                    Rule.of("([:,])([^\\d])", " $1 $2"),
                    Rule.of("([:,])\\z", " $1 "),
                    Rule.of("\\.{2,}", " $0 "),
                    Rule.of("[;@#$%&]", " $0 "),
                    Rule.of("[?!]", " $0 "),
                    Rule.of("([^'])' ", "$1 ' "),
                    Rule.of("[*]", " $0 "),
                    Rule.of("[\\]\\[(){}<>]", " $0 "),
                    Rule.of("--", " -- "));

    private static final List<Rule> CLOSING =
            List.of(
                    Rule.of("([»”’])", " $1 "),
                    Rule.of("''", " '' "),
                    Rule.of("\"", " '' "),
                    Rule.of("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
                    Rule.of("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
                    Rule.of("(?i)\\b(can)(not)\\b", " $1 $2 "),
                    Rule.of("(?i)\\b(d)('ye)\\b", " $1 $2 "),
                    Rule.of("(?i)\\b(gim|lem)(me)\\b", " $1 $2 "),
                    Rule.of("(?i)\\b(gon|wan)(na)\\b", " $1 $2 "),
                    Rule.of("(?i)\\b(got)(ta)\\b", " $1 $2 "),
                    Rule.of("(?i)\\b(more)('n)\\b", " $1 $2 "),
                    Rule.of("(?i) ('t)(is|was)\\b", " $1 $2 "));

    private TreebankTokens() {}

    /** The tokens of a text, in order. */
    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        for (String sentence : sentences(text)) {
            String cut = sentence;
            for (Rule rule : OPENING) {
                cut = rule.pattern().matcher(cut).replaceAll(rule.by());
            }
            cut = " " + cut + " ";
            for (Rule rule : CLOSING) {
                cut = rule.pattern().matcher(cut).replaceAll(rule.by());
            }
            for (String token : cut.strip().split("\\s+", -1)) {
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
            }
        }
        return tokens;
    }

    private static List<String> sentences(String text) {
        List<String> out = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String word : text.strip().split("(?<=\\s)", -1)) {
            open.append(word);
            if (word.strip().matches("(?s).*[.?!][\"')\\]}»”’]*")) {
                out.add(open.toString().strip());
                open.setLength(0);
            }
        }
        if (!open.toString().isBlank()) {
            out.add(open.toString().strip());
        }
        return out;
    }
}
