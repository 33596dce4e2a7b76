package dev.pke.model.jinja;

import dev.pke.model.jinja.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** How two values are held against each other: by size, or whether one is in the other. */
@FunctionalInterface
interface Comparing {
    Set<String> OPERATORS = Set.of("==", "!=", "<", ">", "<=", ">=");

    boolean holds(@Nullable Object a, @Nullable Object b);

    /** What stands next, if it compares. */
    static @Nullable Comparing read(TokenReader tokens) {
        Token token = tokens.peek();
        if (token.kind() == Kind.OPERATOR && OPERATORS.contains(token.text())) {
            tokens.next();
            return (a, b) -> Values.compare(token.text(), a, b);
        }
        if (tokens.skipWord("in")) {
            return (a, b) -> Values.contains(b, a);
        }
        if (token.is(Kind.NAME, "not") && tokens.second().is(Kind.NAME, "in")) {
            tokens.next();
            tokens.next();
            return (a, b) -> !Values.contains(b, a);
        }
        return null;
    }

    /** Both comparisons of a chain. */
    static Expression both(Expression first, Expression second) {
        return s -> Values.truth(first.value(s)) && Values.truth(second.value(s));
    }
}
