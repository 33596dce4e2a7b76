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
                case "macro" -> macro();
                case "filter" -> filter();
                case "break" -> jump(LoopJump.To.END);
                case "continue" -> jump(LoopJump.To.NEXT);
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
            Expression only = tokens.skipWord("if") ? expressions.expression() : s -> true;
            tokens.close();
            Node body = until(Set.of("endfor", "else"));
            Node otherwise = (scope, out) -> {};
            if (word().equals("else")) {
                tokens.close();
                otherwise = until(Set.of("endfor"));
                word();
            }
            tokens.close();
            return new Loop(names, over, only, body, otherwise);
        }

        private Node jump(LoopJump.To to) {
            tokens.close();
            return (scope, out) -> {
                throw new LoopJump(to);
            };
        }

        private Node macro() {
            String name = tokens.name();
            Map<String, Expression> parameters = new LinkedHashMap<>();
            tokens.expect("(");
            while (!tokens.skip(")")) {
                String parameter = tokens.name();
                parameters.put(
                        parameter,
                        tokens.skip("=") ? expressions.expression() : s -> Undefined.VALUE);
                tokens.skip(",");
            }
            tokens.close();
            Node body = until(Set.of("endmacro"));
            word();
            tokens.close();
            return (scope, out) -> scope.set(name, new Macro(parameters, body, scope));
        }

        /** A passage whose text is filtered: {% filter trim %}. */
        private Node filter() {
            Filtering filters = expressions.filters();
            tokens.close();
            Node body = until(Set.of("endfilter"));
            word();
            tokens.close();
            return (scope, out) -> out.append(Values.text(filters.of(text(body, scope), scope)));
        }

        private static String text(Node body, Bindings scope) {
            var out = new StringBuilder();
            body.render(scope.inner(), out);
            return out.toString();
        }

        private Node assignment() {
            List<String> names = new ArrayList<>(List.of(tokens.name()));
            String field = tokens.skip(".") ? tokens.name() : "";
            while (tokens.skip(",")) {
                names.add(tokens.name());
            }
            Expression value;
            if (tokens.skip("=")) {
                value = expressions.several();
                tokens.close();
            } else {
                Filtering filters = expressions.filters();
                tokens.close();
                Node body = until(Set.of("endset"));
                word();
                tokens.close();
                value = scope -> filters.of(text(body, scope), scope);
            }
            return (scope, out) -> set(scope, names, field, value.value(scope));
        }

        private static void set(
                Bindings scope, List<String> names, String field, @Nullable Object value) {
            if (names.size() > 1) {
                for (int i = 0; i < names.size(); i++) {
                    scope.set(names.get(i), Values.item(value, (long) i));
                }
            } else if (field.isEmpty()) {
                scope.set(names.getFirst(), value);
            } else if (scope.get(names.getFirst()) instanceof Map<?, ?> namespace) {
                @SuppressWarnings("unchecked") // made by namespace(...) with names as keys
                var fields = (Map<String, @Nullable Object>) namespace;
                fields.put(field, value);
            } else {
                throw new JinjaError(
                        "the template sets " + names.getFirst() + "." + field + " of nothing");
            }
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
