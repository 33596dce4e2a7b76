package dev.pke.cli.plan;

import dev.pke.cli.PrettyJson;
import dev.pke.experiment.plan.PlanSchema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pke plan schema}: the JSON Schema of plans. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema (2020-12) of plans, so that editors complete and check them.",
            "Keep it in a file and begin a plan with: # yaml-language-server: $$schema=FILE"
        },
        footer = "Example: pke plan schema > plan.schema.json")
final class PlanSchemaCommand implements Runnable {
    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().println(PrettyJson.of(PlanSchema.json()));
    }
}
