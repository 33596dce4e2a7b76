package dev.pke.cli.sweep;

import dev.pke.cli.run.PlanFile;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.experiment.sweep.Arm;
import dev.pke.experiment.sweep.Axis;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan and what of it is varied. */
final class GridMixin {
    @Parameters(paramLabel = "PLAN", description = "A file such as experiments/plain/pke-6.yaml.")
    Path plan = Path.of("");

    @Option(
            names = "--vary",
            paramLabel = "KEY=VALUES",
            description = {
                "A key of the plan and what it is in turn: budget=0.003,0.006 or",
                "draw=1..5. Several of them make a grid."
            })
    List<String> vary = new ArrayList<>();

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "METHOD",
            description = {
                "Methods in the place of the plan's: names, with the plan's keys where",
                "they have them, or files of plans, with what those say."
            })
    List<String> methods = new ArrayList<>();

    WrittenPlan draft() {
        return PlanFile.draft(plan);
    }

    List<Axis> axes() {
        return vary.stream().map(Axis::parse).toList();
    }

    /** The methods, or the plan's own. */
    List<Arm> arms() {
        WrittenPlan draft = draft();
        List<Arm> arms = new ArrayList<>();
        for (String each : methods) {
            String name = each.strip();
            arms.add(
                    name.endsWith(".yaml")
                            ? Arm.of(draft, PlanFile.draft(Path.of(name)))
                            : Arm.named(draft, name));
        }
        return arms.isEmpty() ? List.of(Arm.itself(draft)) : arms;
    }

    /** The options again, as they would be typed. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        vary.forEach(each -> words.addAll(List.of("--vary", each)));
        if (!methods.isEmpty()) {
            words.addAll(List.of("--methods", String.join(",", methods)));
        }
        return words;
    }
}
