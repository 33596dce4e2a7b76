package dev.pke.cli;

import dev.pke.cli.bench.BenchCommand;
import dev.pke.cli.bench.CheckCommand;
import dev.pke.cli.compare.CompareCommand;
import dev.pke.cli.keep.AccessCommand;
import dev.pke.cli.keep.ArchiveCommand;
import dev.pke.cli.keep.BackupCommand;
import dev.pke.cli.keep.CopyCommand;
import dev.pke.cli.keep.EraseCommand;
import dev.pke.cli.model.ApplyCommand;
import dev.pke.cli.model.DataCommand;
import dev.pke.cli.model.DiffCommand;
import dev.pke.cli.model.ModelCommand;
import dev.pke.cli.model.RevertCommand;
import dev.pke.cli.model.SpecimenCommand;
import dev.pke.cli.model.WhichCommand;
import dev.pke.cli.plan.InitCommand;
import dev.pke.cli.plan.JudgesCommand;
import dev.pke.cli.plan.MethodsCommand;
import dev.pke.cli.plan.ModelsCommand;
import dev.pke.cli.plan.PlanCommand;
import dev.pke.cli.record.BundleCommand;
import dev.pke.cli.record.ExportCommand;
import dev.pke.cli.record.ImportCommand;
import dev.pke.cli.record.NoteCommand;
import dev.pke.cli.record.RunsCommand;
import dev.pke.cli.record.ShowCommand;
import dev.pke.cli.record.SignCommand;
import dev.pke.cli.record.TagCommand;
import dev.pke.cli.record.TokenCommand;
import dev.pke.cli.record.VerifyCommand;
import dev.pke.cli.record.WitnessCommand;
import dev.pke.cli.run.DemoCommand;
import dev.pke.cli.run.JudgeCommand;
import dev.pke.cli.run.OpenCommand;
import dev.pke.cli.run.ReplayCommand;
import dev.pke.cli.run.ResumeCommand;
import dev.pke.cli.run.RunCommand;
import dev.pke.cli.run.ServeCommand;
import dev.pke.cli.sweep.FrontierCommand;
import dev.pke.cli.sweep.SweepCommand;
import dev.pke.cli.sweep.TuneCommand;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The table of verbs: each with the sentence that help lists it with, an example, and its command.
 * A command's class is touched only when its verb is asked for, so that no verb pays for another's
 * libraries.
 */
enum Verb {
    DEMO("Edits a shipped model with every method, compares and shows.", "pke demo --no-serve"),
    INIT("Writes a first plan and says what it costs.", "pke init --model DIR --data DIR"),
    RUN("Runs plans: measures, locates, edits, measures.", "pke run experiments/plain/pke-6.yaml"),
    SWEEP(
            "Runs a plan with some keys varied: a run a cell.",
            "pke sweep experiments/plain/pke-6.yaml --vary draw=1..5"),
    RESUME("Goes on with a run from its last finished stage.", "pke resume latest"),
    REPLAY("Does a run again and compares, event by event.", "pke replay latest"),
    TUNE("Finds a method's rate and steps by one rule.", "pke tune experiments/plain/pke-6.yaml"),
    FRONTIER(
            "Compares methods at the attack success that all reach.",
            "pke frontier experiments/plain/pke-6.yaml --neurons 1,3,10"),
    SERVE("Shows the record in a browser, live.", "pke serve --port 7070"),
    RUNS("Lists the runs on the record, the newest first.", "pke runs --tag kept"),
    SHOW("Shows one run: stages, figures, regions, changes.", "pke show latest:pke"),
    COMPARE("Holds runs against each other, with tests.", "pke compare latest:pke latest:dinm"),
    OPEN("Opens a run's page in a browser.", "pke open latest"),
    JUDGE(
            "Puts a run's answers before other judges, as a run.",
            "pke judge latest:pke refusal-phrases-2"),
    NOTE("Writes a note on a run.", "pke note latest looks sound, replayed twice"),
    TAG("Gives a run a tag.", "pke tag latest kept"),
    VERIFY("Checks that the record is what it was.", "pke verify edit.pke"),
    SIGN("Signs the head of the log, to be kept elsewhere.", "pke sign --to head"),
    WITNESS(
            "Cosigns a head that grew from the last it saw.",
            "pke witness pke-home --head h --key w"),
    BUNDLE("Packs runs into one file that can be checked offline.", "pke bundle latest --to a.pke"),
    IMPORT("Keeps someone else's runs beside one's own.", "pke import edit.pke"),
    BACKUP("Copies the record as it stands, while others write.", "pke backup elsewhere"),
    COPY("Copies the record into a folder or PostgreSQL, and back.", "pke copy --to elsewhere"),
    ARCHIVE("Puts a run away, with its blobs elsewhere.", "pke archive RUN --to /mnt/cold"),
    ERASE(
            "Removes what a run's answers said, for good.",
            "pke erase RUN --reason \"asked to forget\""),
    ACCESS("Lists who did what on this record.", "pke access"),
    TOKEN("Makes tokens for workers elsewhere, takes them back.", "pke token make --run r7"),
    EXPORT(
            "Writes events, figures, or an edited model with a card.",
            "pke export metrics --to metrics.csv"),
    DIFF("Compares two models to the bit.", "pke diff experiments/specimen/plain edited"),
    WHICH("Says which run left a model.", "pke which edited"),
    APPLY("Writes a run's edited model as a folder.", "pke apply latest --to edited"),
    REVERT("Takes a run's edit off a model again.", "pke revert latest edited --to restored"),
    METHODS("Lists the methods, and what a plan can tell each.", "pke methods pke"),
    JUDGES("Lists the judges, and what a plan can tell each.", "pke judges refusal-phrases"),
    MODELS("Lists the families that are read, and models here.", "pke models"),
    PLAN("Prints what plans may say, for editors.", "pke plan schema > plan.schema.json"),
    MODEL(
            "Tells what a model's folder holds and needs.",
            "pke model info experiments/specimen/plain"),
    DATA("Makes a set that plans name from lists of questions.", "pke data make --help"),
    SPECIMEN("Builds the shipped models anew.", "pke specimen plain --to built"),
    CHECK(
            "Checks against numbers that public code made.",
            "pke check src/test/resources/golden/pke"),
    BENCH("Measures a part of the program on this machine.", "pke bench start"),
    COMPLETION("Prints completion for bash, zsh or fish.", "source <(pke completion bash)");

    private final String sentence;
    private final String example;

    Verb(String sentence, String example) {
        this.sentence = sentence;
        this.example = example;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, in one sentence. */
    String sentence() {
        return sentence;
    }

    /** One line that can be typed. */
    String example() {
        return example;
    }

    /** The verb that is typed so, or null. */
    static @Nullable Verb of(String word) {
        for (Verb each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return null;
    }

    /** A new command that does it. */
    Object command() {
        return switch (this) {
            case DEMO -> new DemoCommand();
            case INIT -> new InitCommand();
            case RUN -> new RunCommand();
            case SWEEP -> new SweepCommand();
            case RESUME -> new ResumeCommand();
            case REPLAY -> new ReplayCommand();
            case FRONTIER -> new FrontierCommand();
            case TUNE -> new TuneCommand();
            case SERVE -> new ServeCommand();
            case RUNS -> new RunsCommand();
            case SHOW -> new ShowCommand();
            case COMPARE -> new CompareCommand();
            case OPEN -> new OpenCommand();
            case JUDGE -> new JudgeCommand();
            case NOTE -> new NoteCommand();
            case TAG -> new TagCommand();
            case VERIFY -> new VerifyCommand();
            case SIGN -> new SignCommand();
            case WITNESS -> new WitnessCommand();
            case BUNDLE -> new BundleCommand();
            case IMPORT -> new ImportCommand();
            case BACKUP -> new BackupCommand();
            case COPY -> new CopyCommand();
            case ARCHIVE -> new ArchiveCommand();
            case ERASE -> new EraseCommand();
            case ACCESS -> new AccessCommand();
            case TOKEN -> new TokenCommand();
            case EXPORT -> new ExportCommand();
            case DIFF -> new DiffCommand();
            case WHICH -> new WhichCommand();
            case APPLY -> new ApplyCommand();
            case REVERT -> new RevertCommand();
            case METHODS -> new MethodsCommand();
            case JUDGES -> new JudgesCommand();
            case MODELS -> new ModelsCommand();
            case PLAN -> new PlanCommand();
            case MODEL -> new ModelCommand();
            case DATA -> new DataCommand();
            case SPECIMEN -> new SpecimenCommand();
            case CHECK -> new CheckCommand();
            case BENCH -> new BenchCommand();
            case COMPLETION -> new CompletionCommand();
        };
    }
}
