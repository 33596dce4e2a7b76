package dev.pke.run.query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, a value in quotes, an operator or a bracket of a query, and where it begins.
 *
 * @param operator null where it is none
 */
record Token(Kind kind, String text, int at, @Nullable Operator operator) {
    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    /** Whether it is one of the words that join clauses, however written. */
    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** The tokens of a query, the last one its end. */
    static List<Token> of(String query) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '(' || c == ')') {
                tokens.add(new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, "" + c, at++, null));
            } else if (c == '"') {
                int end = query.indexOf('"', at + 1);
                if (end < 0) {
                    throw new BadQuery(query, at, "this quotation mark is never closed");
                }
                tokens.add(new Token(Kind.QUOTED, query.substring(at + 1, end), at, null));
                at = end + 1;
            } else {
                Token next = operator(query, at);
                next = next == null ? word(query, at) : next;
                tokens.add(next);
                at += next.text().length();
            }
        }
        tokens.add(new Token(Kind.END, "", query.length(), null));
        return tokens;
    }

    private static @Nullable Token operator(String query, int at) {
        if (query.charAt(at) == ':') {
            return new Token(Kind.OPERATOR, ":", at, Operator.EQUAL);
        }
        for (Operator each : Operator.values()) {
            if (query.startsWith(each.sign(), at)) {
                return new Token(Kind.OPERATOR, each.sign(), at, each);
            }
        }
        return null;
    }

    private static Token word(String query, int at) {
        int end = at + 1;
        while (end < query.length() && isOfWord(query.charAt(end))) {
            end++;
        }
        return new Token(Kind.WORD, query.substring(at, end), at, null);
    }

    /** A colon ends a field's name but not a time such as 17:05, which must stand in quotes. */
    private static boolean isOfWord(char c) {
        return !Character.isWhitespace(c) && "()\"=<>~:!".indexOf(c) < 0;
    }
}
