package dev.pke.run.query;

import dev.pke.run.query.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one query, from its first token to its last. */
final class Parser {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 40;

    private final String query;
    private final List<Token> tokens;
    private int next;
    private int depth;

    Parser(String query) {
        if (query.length() > LONGEST) {
            throw new BadQuery(
                    query.substring(0, 40) + "…",
                    0,
                    "it has " + query.length() + " characters; at most " + LONGEST + " are read");
        }
        this.query = query;
        this.tokens = Token.of(query);
    }

    Clause parse() {
        if (peek().kind() == Kind.END) {
            return new Clause.All(List.of());
        }
        Clause all = any();
        if (peek().kind() != Kind.END) {
            throw wrong(peek(), "nothing is open that this bracket could close");
        }
        return all;
    }

    private Clause any() {
        List<Clause> parts = new ArrayList<>(List.of(all()));
        while (peek().is("or")) {
            next++;
            parts.add(all());
        }
        return parts.size() == 1 ? parts.getFirst() : new Clause.Any(parts);
    }

    private Clause all() {
        List<Clause> parts = new ArrayList<>(List.of(one()));
        while (true) {
            if (peek().is("and")) {
                next++;
            } else if (peek().is("or")
                    || peek().kind() == Kind.CLOSE
                    || peek().kind() == Kind.END) {
                break;
            }
            parts.add(one());
        }
        return parts.size() == 1 ? parts.getFirst() : new Clause.All(parts);
    }

    private Clause one() {
        Token token = peek();
        if (token.is("not") && tokens.get(next + 1).kind() != Kind.OPERATOR) {
            next++;
            return new Clause.Not(deeper(token, this::one));
        }
        if (token.kind() == Kind.OPEN) {
            next++;
            Clause inside = deeper(token, this::any);
            if (peek().kind() != Kind.CLOSE) {
                throw wrong(token, "this bracket is never closed");
            }
            next++;
            return inside;
        }
        boolean joins = token.is("and") || token.is("or");
        if (joins || token.kind() == Kind.CLOSE || token.kind() == Kind.END) {
            throw wrong(token, "a field, a word or a bracket must stand here");
        }
        if (token.kind() == Kind.OPERATOR) {
            throw wrong(token, "a field must stand before " + token.text());
        }
        next++;
        if (token.kind() == Kind.QUOTED || peek().kind() != Kind.OPERATOR) {
            return new Clause.Word(token.text());
        }
        return test(token);
    }

    private Clause test(Token name) {
        Field field = Field.of(name.text().toLowerCase(Locale.ROOT));
        if (field == null) {
            String nearest = Field.nearest(name.text().toLowerCase(Locale.ROOT));
            throw wrong(
                    name, "no field is named " + name.text() + "; did you mean " + nearest + "?");
        }
        Token sign = tokens.get(next++);
        Token value = peek();
        if (value.kind() != Kind.WORD && value.kind() != Kind.QUOTED) {
            throw wrong(value, "a value must follow " + sign.text());
        }
        next++;
        Operator operator = sign.operator();
        if (operator == null || (field.isNumber() && operator == Operator.HOLDS)) {
            throw wrong(sign, field.name() + " is a number: compare it with = != < <= > >=");
        }
        double number = field.isNumber() ? number(field, value) : Double.NaN;
        return new Clause.Test(field, operator, value.text(), number);
    }

    private double number(Field field, Token value) {
        String text = value.text();
        boolean percent = text.endsWith("%");
        try {
            double number =
                    Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            if (percent && !field.isShare()) {
                throw wrong(value, field.name() + " is no share: leave the % away");
            }
            return percent ? number / 100 : number;
        } catch (NumberFormatException notOne) {
            String example = field.isShare() ? "such as 0.05 or 5%" : "such as 768";
            throw wrong(value, field.name() + " is a number, " + example + ", not " + text);
        }
    }

    private Clause deeper(Token from, java.util.function.Supplier<Clause> read) {
        if (++depth > DEEPEST) {
            throw wrong(from, "more than " + DEEPEST + " brackets in each other");
        }
        Clause clause = read.get();
        depth--;
        return clause;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private BadQuery wrong(Token token, String what) {
        return new BadQuery(query, token.at(), what);
    }
}
