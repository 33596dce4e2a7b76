package dev.pke.cli.model;

import picocli.CommandLine.Command;

/** {@code pke data WHAT}: sets of prompts and answers. */
@Command(
        name = "data",
        description = "Sets of prompts and answers that plans name.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {DataMakeCommand.class})
public final class DataCommand {}
