package dev.pke.model.descent;

import dev.pke.model.TokenPair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What answers copy from their prompts, and what may stand in its place. Only rare tokens count: of
 * the ordinary prompts, those that stand in no more than a tenth of them or in one alone; what
 * stands in more is grammar, or the template.
 */
final class Copied {
    private final Map<Integer, Integer> seen = new TreeMap<>(); // in how many prompts
    private final int most;
    private final List<List<Integer>> alone;
    private final Map<Integer, List<List<Integer>>> runs; // by length

    Copied(List<TokenPair> ordinary, Swapped.Unit unit) {
        for (TokenPair each : ordinary) {
            Arrays.stream(each.prompt())
                    .distinct()
                    .forEach(token -> seen.merge(token, 1, Integer::sum));
        }
        this.most = Math.max(1, ordinary.size() / 10);
        this.alone = seen.keySet().stream().filter(this::isRare).map(List::of).toList();
        this.runs =
                unit == Swapped.Unit.TOKEN
                        ? Map.of()
                        : ordinary.stream()
                                .flatMap(each -> runs(each).stream())
                                .distinct()
                                .collect(Collectors.groupingBy(List::size));
    }

    /** The tokens of an answer that its prompt holds, each once. */
    Stream<Integer> tokens(TokenPair pair) {
        return Arrays.stream(pair.answer())
                .distinct()
                .filter(this::isRare)
                .filter(token -> Arrays.stream(pair.prompt()).anyMatch(each -> each == token))
                .boxed();
    }

    /** Whether nothing may stand in anything's place. */
    boolean isEmpty() {
        return alone.isEmpty();
    }

    /** The runs of a text in whose places others may stand. */
    List<List<Integer>> swappable(TokenPair pair) {
        return runs(pair).stream().filter(run -> runs.containsKey(run.size())).toList();
    }

    /** What may stand in the place of a run, or of a token alone. */
    List<List<Integer>> others(List<Integer> run) {
        return runs.getOrDefault(run.size(), alone);
    }

    /** Rare tokens in a row of a prompt that its answer copies in a row, as many as there are. */
    private List<List<Integer>> runs(TokenPair pair) {
        List<Integer> copied = tokens(pair).toList();
        List<Integer> answer = Arrays.stream(pair.answer()).boxed().toList();
        List<List<Integer>> runs = new ArrayList<>();
        List<Integer> run = new ArrayList<>();
        for (int token : pair.prompt()) {
            if (copied.contains(token)) {
                run.add(token);
            } else {
                runs.add(List.copyOf(run));
                run.clear();
            }
        }
        runs.add(run);
        return runs.stream()
                .filter(each -> !each.isEmpty() && Collections.indexOfSubList(answer, each) >= 0)
                .toList();
    }

    private boolean isRare(int token) {
        return seen.getOrDefault(token, 0) <= most;
    }
}
