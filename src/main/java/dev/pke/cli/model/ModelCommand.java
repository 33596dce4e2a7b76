package dev.pke.cli.model;

import picocli.CommandLine.Command;

/** {@code pke model WHAT}: what is known of a model's folder before it is loaded. */
@Command(
        name = "model",
        description = "Model folders: what one answers and needs, GGUF imported, random ones made.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            ModelAnswerCommand.class,
            ModelImportCommand.class,
            ModelInfoCommand.class,
            ModelRandomCommand.class
        })
public final class ModelCommand {}
