package dev.pke.cli.plan;

import dev.pke.cli.PrettyJson;
import dev.pke.cli.Terminal;
import dev.pke.cli.TextTable;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code pke judges [NAME]}: who can say what an answer is worth. */
@Command(
        name = "judges",
        description = {
            "Lists the judges that a plan can name, the more exact first.",
            "Of one judge: every key of a plan, its usual value, its range and meaning."
        })
public final class JudgesCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as refusal-phrases.")
    @Nullable String name;

    @Option(names = "--json", description = "As a JSON array of judges with their keys.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        List<JudgeKind<?>> kinds = new ArrayList<>(JudgeRegistry.all());
        String wanted = name;
        if (wanted != null) {
            kinds.removeIf(kind -> !kind.name().equals(wanted));
            if (kinds.isEmpty()) {
                List<String> names = JudgeRegistry.names();
                throw new UserError("no judge " + wanted + Nearest.hint(wanted, names));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PrettyJson.of(kinds.stream().map(JudgesCommand::json).toList()));
        } else if (wanted == null) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("name", "how it judges"));
            kinds.forEach(each -> rows.add(List.of(each.name(), each.sentence())));
            TextTable.within(Terminal.columns(), rows).forEach(out::println);
        } else {
            JudgeKind<?> kind = kinds.getFirst();
            TextTable.wrapped(kind.name() + ": " + kind.sentence(), Terminal.columns())
                    .forEach(out::println);
            KeyText.lines(kind.hyperparameters().keys()).forEach(out::println);
        }
    }

    private static Map<String, Object> json(JudgeKind<?> kind) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", kind.name());
        json.put("sentence", kind.sentence());
        json.put("keys", KeyText.json(kind.hyperparameters().keys()));
        return json;
    }
}
