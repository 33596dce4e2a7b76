package dev.pke.model.jinja;

import dev.pke.model.jinja.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads expressions, loosest binding first: if-else, or, and, not, comparison, ~, +, *, unary. */
final class ExpressionParser {
    private final TokenReader tokens;

    ExpressionParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        Expression then = or();
        if (!tokens.skipWord("if")) {
            return then;
        }
        Expression condition = or();
        Expression otherwise = tokens.skipWord("else") ? expression() : s -> Undefined.VALUE;
        return s -> Values.truth(condition.value(s)) ? then.value(s) : otherwise.value(s);
    }

    /** One value, or several as a list: a, b. */
    Expression several() {
        Expression first = expression();
        if (!tokens.peek().is(Kind.OPERATOR, ",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",")) {
            items.add(expression());
        }
        return s -> values(items, s);
    }

    /** Filters up to a tag's end, the first with or without its bar. */
    Filtering filters() {
        if (tokens.peek().kind() == Kind.CLOSE) {
            return (value, scope) -> value;
        }
        tokens.skip("|");
        Filtering all = filter();
        while (tokens.skip("|")) {
            Filtering before = all;
            Filtering next = filter();
            all = (value, scope) -> next.of(before.of(value, scope), scope);
        }
        return all;
    }

    private Filtering filter() {
        String name = tokens.name();
        Arguments arguments = tokens.peek().is(Kind.OPERATOR, "(") ? arguments() : Arguments.NONE;
        return (value, s) -> Filters.apply(name, value, arguments.values(s), arguments.named(s));
    }

    Expression or() {
        Expression left = and();
        while (tokens.skipWord("or")) {
            Expression a = left;
            Expression b = and();
            left =
                    s -> {
                        Object first = a.value(s);
                        return Values.truth(first) ? first : b.value(s);
                    };
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipWord("and")) {
            Expression a = left;
            Expression b = not();
            left =
                    s -> {
                        Object first = a.value(s);
                        return Values.truth(first) ? b.value(s) : first;
                    };
        }
        return left;
    }

    private Expression not() {
        if (tokens.skipWord("not")) {
            Expression a = not();
            return s -> !Values.truth(a.value(s));
        }
        return comparison();
    }

    /** a, a < b, and a < b < c, which is a < b and b < c. */
    private Expression comparison() {
        Expression last = joined();
        Expression held = null;
        while (true) {
            Expression a = last;
            if (tokens.skipWord("is")) {
                boolean wanted = !tokens.skipWord("not");
                Expression of = held == null ? a : held;
                last = tested(of, wanted ? Wanted.TRUE : Wanted.FALSE);
                held = null;
                continue;
            }
            Comparing comparing = Comparing.read(tokens);
            if (comparing == null) {
                return held == null ? last : held;
            }
            Expression b = joined();
            Expression before = held;
            Expression one = s -> comparing.holds(a.value(s), b.value(s));
            held = before == null ? one : Comparing.both(before, one);
            last = b;
        }
    }

    private enum Wanted {
        TRUE,
        FALSE
    }

    /** What follows {@code is}: a test, and what it tests against, in brackets or not. */
    private Expression tested(Expression a, Wanted wanted) {
        String test = tokens.name();
        Token next = tokens.peek();
        Arguments arguments = Arguments.NONE;
        if (next.is(Kind.OPERATOR, "(") && Tests.takesOne(test)) {
            arguments = arguments();
        } else if (Tests.takesOne(test)) {
            arguments = new Arguments(List.of(after(primary())), Map.of());
        }
        Arguments against = arguments;
        return s -> Tests.holds(test, a.value(s), against.values(s)) == (wanted == Wanted.TRUE);
    }

    private Expression joined() {
        Expression left = sum();
        while (tokens.skip("~")) {
            Expression a = left;
            Expression b = sum();
            left = s -> Values.text(a.value(s)) + Values.text(b.value(s));
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (tokens.peek().is(Kind.OPERATOR, "+") || tokens.peek().is(Kind.OPERATOR, "-")) {
            String operator = tokens.next().text();
            Expression a = left;
            Expression b = product();
            left = s -> Values.arithmetic(operator, a.value(s), b.value(s));
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (Set.of("*", "/", "//", "%").contains(tokens.peek().text())
                && tokens.peek().kind() == Kind.OPERATOR) {
            String operator = tokens.next().text();
            Expression a = left;
            Expression b = power();
            left = s -> Values.arithmetic(operator, a.value(s), b.value(s));
        }
        return left;
    }

    private Expression power() {
        Expression left = unary();
        while (tokens.skip("**")) {
            Expression a = left;
            Expression b = unary();
            left = s -> Values.arithmetic("**", a.value(s), b.value(s));
        }
        return left;
    }

    /** A sign binds tighter than a filter. */
    private Expression unary() {
        return filtered(signed());
    }

    private Expression signed() {
        if (tokens.skip("-")) {
            Expression a = signed();
            return s -> Values.arithmetic("-", 0L, a.value(s));
        }
        return after(primary());
    }

    private Expression filtered(Expression start) {
        Expression left = start;
        while (tokens.skip("|")) {
            Expression a = left;
            Filtering filter = filter();
            left = after(s -> filter.of(a.value(s), s));
        }
        return left;
    }

    /** Attributes, items, slices and calls that follow a value. */
    private Expression after(Expression start) {
        Expression left = start;
        while (true) {
            Expression a = left;
            if (tokens.skip(".")) {
                String name = tokens.name();
                if (tokens.peek().is(Kind.OPERATOR, "(")) {
                    left = method(a, name, arguments());
                } else {
                    left = s -> Values.item(a.value(s), name);
                }
            } else if (tokens.skip("[")) {
                left = subscript(a);
            } else {
                return left;
            }
        }
    }

    /** A function that lies under a name goes before a method of that name. */
    private static Expression method(Expression on, String name, Arguments arguments) {
        return s -> {
            Object value = on.value(s);
            return value instanceof Map<?, ?> map && map.get(name) instanceof Callable function
                    ? function.call(arguments.values(s), arguments.named(s))
                    : Methods.call(value, name, arguments.values(s));
        };
    }

    private Expression subscript(Expression of) {
        List<Expression> parts = new ArrayList<>();
        int colons = 0;
        Expression open = s -> null;
        Expression part = open;
        while (!tokens.skip("]")) {
            if (tokens.skip(":")) {
                colons++;
                parts.add(part);
                part = open;
            } else {
                part = expression();
            }
        }
        parts.add(part);
        if (colons == 0) {
            Expression index = part;
            return s -> Values.item(of.value(s), index.value(s));
        }
        Expression from = parts.get(0);
        Expression to = parts.get(1);
        Expression step = parts.size() > 2 ? parts.get(2) : open;
        return s -> Values.slice(of.value(s), from.value(s), to.value(s), step.value(s));
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> text(token.text());
            case NUMBER -> number(token.text());
            case NAME -> named(token.text());
            default -> bracketed(token.text());
        };
    }

    /** Strings side by side are one. */
    private Expression text(String first) {
        var whole = new StringBuilder(first);
        while (tokens.peek().kind() == Kind.STRING) {
            whole.append(tokens.next().text());
        }
        String value = whole.toString();
        return s -> value;
    }

    private static Expression number(String text) {
        Object value =
                text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
        return s -> value;
    }

    private Expression named(String name) {
        return switch (name) {
            case "true", "True" -> s -> true;
            case "false", "False" -> s -> false;
            case "none", "None" -> s -> null;
            default -> {
                if (tokens.peek().is(Kind.OPERATOR, "(")) {
                    Arguments arguments = arguments();
                    yield s ->
                            s.get(name) instanceof Callable function
                                    ? function.call(arguments.values(s), arguments.named(s))
                                    : Functions.call(name, arguments.values(s), arguments.named(s));
                }
                yield s -> s.get(name);
            }
        };
    }

    private Expression bracketed(String open) {
        return switch (open) {
            case "(" -> several(")");
            case "[" -> {
                List<Expression> items = listed("]");
                yield s -> values(items, s);
            }
            case "{" -> dictionary();
            default -> throw new JinjaError("the template has '" + open + "' for a value");
        };
    }

    /** One value, or several with a comma, which may stand behind a single one too. */
    private Expression several(String close) {
        if (tokens.skip(close)) {
            return s -> List.of();
        }
        Expression first = expression();
        if (tokens.skip(close)) {
            return first;
        }
        tokens.expect(",");
        List<Expression> items = new ArrayList<>(List.of(first));
        items.addAll(listed(close));
        return s -> values(items, s);
    }

    private Expression dictionary() {
        Map<Expression, Expression> entries = new LinkedHashMap<>();
        while (!tokens.skip("}")) {
            Expression key = expression();
            tokens.expect(":");
            entries.put(key, expression());
            tokens.skip(",");
        }
        return s -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach((k, v) -> map.put(Values.text(k.value(s)), v.value(s)));
            return map;
        };
    }

    private List<Expression> listed(String close) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skip(close)) {
            items.add(expression());
            tokens.skip(",");
        }
        return items;
    }

    static List<@Nullable Object> values(List<Expression> items, Bindings scope) {
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(e -> values.add(e.value(scope)));
        return values;
    }

    private Arguments arguments() {
        tokens.expect("(");
        List<Expression> plain = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.skip(")")) {
            if (tokens.peek().kind() == Kind.NAME && tokens.second().is(Kind.OPERATOR, "=")) {
                String name = tokens.name();
                tokens.expect("=");
                named.put(name, expression());
            } else {
                plain.add(expression());
            }
            tokens.skip(",");
        }
        return new Arguments(plain, named);
    }
}
