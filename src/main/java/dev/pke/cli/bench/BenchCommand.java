package dev.pke.cli.bench;

import picocli.CommandLine.Command;

/** {@code pke bench WHAT}: measures a part of the program on this machine. */
@Command(
        name = "bench",
        description = "Measure a part of the program on this machine.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            BenchCrashCommand.class,
            BenchModelCommand.class,
            BenchDiffCommand.class,
            BenchStartCommand.class,
            BenchStoreCommand.class,
            BenchWebCommand.class,
        })
public final class BenchCommand {}
