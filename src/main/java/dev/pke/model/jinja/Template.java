package dev.pke.model.jinja;

import dev.pke.model.jinja.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template, read once and rendered with the values of its names. */
public final class Template {
    private final Node root;

    private Template(Node root) {
        this.root = root;
    }

    /**
     * Reads a template.
     *
     * @throws JinjaError where it uses what is not supported, or is no Jinja
     */
    public static Template parse(String source) {
        var tokens = new TokenReader(Lexer.tokens(source));
        var parser = new Parser(tokens);
        Node root = parser.until(Set.of());
        if (tokens.peek().kind() != Kind.END) {
            throw new JinjaError("the template ends a block it never began");
        }
        return new Template(root);
    }

    /** The text, with the names' values: strings, booleans, longs, lists and maps. */
    public String render(Map<String, ?> values) {
        var out = new StringBuilder();
        root.render(new Bindings(values), out);
        return out.toString();
    }

    /** Reads statements. */
    private static final class Parser {
        private final TokenReader tokens;
        private final ExpressionParser expressions;

        Parser(TokenReader tokens) {
            this.tokens = tokens;
            this.expressions = new ExpressionParser(tokens);
        }

        /** Everything up to a statement that begins with one of the words, which is taken. */
        Node until(Set<String> ends) {
            List<Node> nodes = new ArrayList<>();
            while (true) {
                Token token = tokens.peek();
                if (token.kind() == Kind.END
                        || (token.kind() == Kind.OPEN_STATEMENT
                                && ends.contains(tokens.second().text()))) {
                    return Node.all(nodes);
                }
                tokens.next();
                switch (token.kind()) {
                    case TEXT -> nodes.add((scope, out) -> out.append(token.text()));
                    case OPEN_EXPRESSION -> {
                        Expression e = expressions.expression();
                        tokens.close();
                        nodes.add((scope, out) -> out.append(Values.text(e.value(scope))));
                    }
                    default -> nodes.add(statement(tokens.name()));
                }
            }
        }

        private Node statement(String word) {
            return switch (word) {
                case "if" -> branch();
                case "for" -> loop();
                case "set" -> assignment();
                case "generation" -> passage();
                default ->
                        throw new JinjaError("the template uses the unsupported statement " + word);
            };
        }

        private Node branch() {
            Expression condition = expressions.expression();
            tokens.close();
            Node then = until(Set.of("elif", "else", "endif"));
            String word = word();
            Node otherwise =
                    switch (word) {
                        case "elif" -> branch();
                        case "else" -> {
                            tokens.close();
                            Node node = until(Set.of("endif"));
                            word();
                            tokens.close();
                            yield node;
                        }
                        default -> {
                            tokens.close();
                            yield (scope, out) -> {};
                        }
                    };
            return (scope, out) ->
                    (Values.truth(condition.value(scope)) ? then : otherwise).render(scope, out);
        }

        private Node loop() {
            List<String> names = new ArrayList<>(List.of(tokens.name()));
            while (tokens.skip(",")) {
                names.add(tokens.name());
            }
            if (!tokens.skipWord("in")) {
                throw new JinjaError("a loop of the template lacks 'in'");
            }
            Expression over = expressions.or();
            Expression only = tokens.skipWord("if") ? expressions.or() : s -> true;
            tokens.close();
            Node body = until(Set.of("endfor"));
            word();
            tokens.close();
            return (scope, out) -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (Object item : Filters.list(over.value(scope))) {
                    if (Values.truth(only.value(bound(scope, names, item)))) {
                        items.add(item);
                    }
                }
                for (int i = 0; i < items.size(); i++) {
                    Bindings inner = bound(scope, names, items.get(i));
                    inner.set("loop", position(i, items));
                    body.render(inner, out);
                }
            };
        }

        private static Bindings bound(Bindings scope, List<String> names, @Nullable Object item) {
            Bindings inner = scope.inner();
            for (int n = 0; n < names.size(); n++) {
                Object part = names.size() == 1 ? item : Values.item(item, (long) n);
                inner.set(names.get(n), part);
            }
            return inner;
        }

        private static Map<String, Object> position(int i, List<@Nullable Object> items) {
            Map<String, Object> loop = new LinkedHashMap<>();
            loop.put("index", (long) i + 1);
            loop.put("index0", (long) i);
            loop.put("first", i == 0);
            loop.put("last", i == items.size() - 1);
            loop.put("length", (long) items.size());
            if (i > 0) {
                loop.put("previtem", some(items.get(i - 1)));
            }
            if (i + 1 < items.size()) {
                loop.put("nextitem", some(items.get(i + 1)));
            }
            return loop;
        }

        private static Object some(@Nullable Object value) {
            return value == null ? Undefined.VALUE : value;
        }

        private Node assignment() {
            String name = tokens.name();
            String field = tokens.skip(".") ? tokens.name() : "";
            if (!tokens.skip("=")) {
                throw new JinjaError("the template uses the unsupported form of set: a block");
            }
            Expression value = expressions.expression();
            tokens.close();
            return (scope, out) -> {
                if (field.isEmpty()) {
                    scope.set(name, value.value(scope));
                } else if (scope.get(name) instanceof Map<?, ?> namespace) {
                    @SuppressWarnings("unchecked") // made by namespace(...) with names as keys
                    var fields = (Map<String, @Nullable Object>) namespace;
                    fields.put(field, value.value(scope));
                } else {
                    throw new JinjaError("the template sets " + name + "." + field + " of nothing");
                }
            };
        }

        /** What training marks as the assistant's; here it is text as any other. */
        private Node passage() {
            tokens.close();
            Node body = until(Set.of("endgeneration"));
            word();
            tokens.close();
            return body;
        }

        /** Takes the opening of a statement and its first word. */
        private String word() {
            if (tokens.peek().kind() == Kind.END) {
                throw new JinjaError("a block of the template has no end");
            }
            tokens.next();
            return tokens.name();
        }
    }
}
