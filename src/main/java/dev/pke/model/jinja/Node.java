package dev.pke.model.jinja;

import java.util.List;

/** A part of a template that writes text. */
@FunctionalInterface
interface Node {
    void render(Bindings scope, StringBuilder out);

    /** One part after the other. */
    static Node all(List<Node> nodes) {
        List<Node> parts = List.copyOf(nodes);
        return (scope, out) -> parts.forEach(n -> n.render(scope, out));
    }
}
