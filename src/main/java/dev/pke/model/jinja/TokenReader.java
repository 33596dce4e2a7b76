package dev.pke.model.jinja;

import dev.pke.model.jinja.Token.Kind;

import java.util.List;

/** The tokens of a template, read one after another. */
final class TokenReader {
    private final List<Token> tokens;
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token after the next one. */
    Token second() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        return tokens.get(at++);
    }

    /** Takes the next token if it is this operator. */
    boolean skip(String operator) {
        boolean found = peek().is(Kind.OPERATOR, operator);
        at += found ? 1 : 0;
        return found;
    }

    /** Takes the next token if it is this word. */
    boolean skipWord(String word) {
        boolean found = peek().is(Kind.NAME, word);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw new JinjaError("the template has '" + peek().text() + "' for '" + operator + "'");
        }
    }

    String name() {
        return take(Kind.NAME);
    }

    void close() {
        take(Kind.CLOSE);
    }

    private String take(Kind kind) {
        Token token = next();
        if (token.kind() != kind) {
            throw new JinjaError("the template has '" + token.text() + "' for a " + kind);
        }
        return token.text();
    }
}
