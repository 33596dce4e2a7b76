package dev.pke.cli.plan;

import picocli.CommandLine.Command;

/** {@code pke plan WHAT}: what plans may say. */
@Command(
        name = "plan",
        description = "What plans may say.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {PlanSchemaCommand.class})
public final class PlanCommand {}
