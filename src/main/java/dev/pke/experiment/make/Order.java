package dev.pke.experiment.make;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.checkpoint.Digest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order of questions that a seed alone decides, category by category in turn: any first part of
 * it has as much of each as there is. A question's place among its category's does not depend on
 * the others.
 */
final class Order {
    private Order() {}

    static List<Question> of(List<Question> questions, long seed) {
        Map<String, Deque<Question>> by = new TreeMap<>();
        questions.stream()
                .sorted(Comparator.comparing(each -> key(each, seed)))
                .forEach(each ->
                        by.computeIfAbsent(each.category(), c -> new ArrayDeque<>()).add(each));
        List<Question> order = new ArrayList<>();
        while (order.size() < questions.size()) {
            by.values()
                    .forEach(left -> {
                        if (!left.isEmpty()) {
                            order.add(left.remove());
                        }
                    });
        }
        return order;
    }

    private static String key(Question question, long seed) {
        return Digest.of((seed + "\n" + question.words()).getBytes(UTF_8));
    }
}
