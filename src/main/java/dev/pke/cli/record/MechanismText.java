package dev.pke.cli.record;

import dev.pke.cli.TextTable;
import dev.pke.run.RunEvent;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run's edit works, as tables: what moved neurons say, and what became of the blocks. */
final class MechanismText {
    /** Tokens told of each side. */
    private static final int TOKENS = 4;

    private static final List<String> PAIRS = List.of("probe", "toxicity", "contribution");
    private static final List<String> ALONE = List.of("shift", "shift-benign");

    private MechanismText() {}

    /** The lines, or one that says why there are none. */
    static List<String> of(RunView view) {
        List<String> lines = new ArrayList<>(neurons(view.all(RunEvent.NeuronDescribed.class)));
        List<String> blocks = blocks(view.all(RunEvent.BlockExamined.class));
        if (!lines.isEmpty() && !blocks.isEmpty()) {
            lines.add("");
        }
        lines.addAll(blocks);
        return lines.isEmpty()
                ? List.of("run " + view.run() + " recorded nothing of how its edit works")
                : lines;
    }

    private static List<String> neurons(List<Told<RunEvent.NeuronDescribed>> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "block",
                        "neuron",
                        "moved",
                        "promotes before",
                        "promotes after",
                        "suppresses before",
                        "suppresses after"));
        for (Told<RunEvent.NeuronDescribed> each : all) {
            RunEvent.NeuronDescribed said = each.fact();
            rows.add(
                    List.of(
                            String.valueOf(said.block()),
                            String.valueOf(said.neuron()),
                            number(said.moved()),
                            tokens(said.before().promoted()),
                            tokens(said.after().promoted()),
                            tokens(said.before().suppressed()),
                            tokens(said.after().suppressed())));
        }
        return all.isEmpty() ? List.of() : TextTable.of(rows);
    }

    private static String tokens(List<Spoken.Token> tokens) {
        return tokens.stream()
                .limit(TOKENS)
                .map(each -> each.token().isBlank() ? "␣" : each.token().strip())
                .collect(Collectors.joining(" "));
    }

    private static List<String> blocks(List<Told<RunEvent.BlockExamined>> all) {
        List<String> names = new ArrayList<>();
        PAIRS.forEach(name -> names.addAll(List.of(name + "-before", name + "-after")));
        names.addAll(ALONE);
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("block"));
        names.forEach(name -> head.add(name.replace('-', ' ')));
        rows.add(head);
        for (Told<RunEvent.BlockExamined> each : all) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(each.fact().block())));
            for (String name : names) {
                Double figure = each.fact().figures().get(name);
                row.add(figure == null ? "-" : number(figure));
            }
            rows.add(row);
        }
        return all.isEmpty() ? List.of() : TextTable.of(rows);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
