package dev.pke.cli.model;

import dev.pke.cli.Outside;
import dev.pke.experiment.make.Asking;
import dev.pke.experiment.make.Attacks;
import dev.pke.experiment.make.Categories;
import dev.pke.experiment.make.Distinct;
import dev.pke.experiment.make.MadeSet;
import dev.pke.experiment.make.Question;
import dev.pke.experiment.make.QuestionFile;
import dev.pke.experiment.make.Refusals;
import dev.pke.experiment.make.SetFolder;
import dev.pke.experiment.make.SetMaker;
import dev.pke.experiment.make.Sizes;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.Court;
import dev.pke.judge.Judge;
import dev.pke.judge.JudgeRegistry;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code pke data make}: lists of questions as a set that a plan can name. */
@Command(
        name = "make",
        description = {
            "Makes a set in SafeEdit's form from lists of questions (txt, CSV, JSON, JSONL; AdvBench,"
                    + " HarmBench, Do-Not-Answer, XSTest): the unsafe answers are the model's own"
                    + " under attack, the constraints its own answers to benign questions.",
            "Split by question into edit.json, tune.json, test.json; benign ones into",
            "pool.json, tune-benign.json, benign.json. No question, no answer is printed."
        },
        footer =
                "Example: pke data make --questions q.csv --model DIR --refusal \"I can't help"
                        + " with that.\" --to SET")
final class DataMakeCommand implements Runnable {
    @Option(
            names = "--questions",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Lists of harmful questions.")
    List<Path> questions = List.of();

    @Option(
            names = "--benign",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Lists of benign questions. Default: some of our own.")
    List<Path> benign = List.of();

    @Option(
            names = "--attacks",
            paramLabel = "FILE",
            description =
                    "Ways to wrap a question, one a line, with {question} in it. Default: a few mild ones.")
    @Nullable Path attacks;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Who is asked.")
    Path folder = Path.of("");

    @Option(
            names = "--refusal",
            required = true,
            paramLabel = "TEXT|FILE",
            description = "What should be answered; of a file, its lines in turn.")
    String refusal = "";

    @Option(
            names = "--map",
            paramLabel = "NAME=CATEGORY",
            description = "What a list calls a category, as one of SafeEdit's nine.")
    Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--split",
            paramLabel = "EDIT,TUNE,TEST",
            description = "Questions a split. Default: ${DEFAULT-VALUE}.")
    String split = "40,100,400";

    @Option(names = "--new", description = "Most tokens of an answer. Default: ${DEFAULT-VALUE}.")
    int tokens = 64;

    @Option(names = "--judge", description = "Says what a refusal is. Default: ${DEFAULT-VALUE}.")
    String judge = "refusal-phrases";

    @Option(names = "--seed", description = "Of the order. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--drop-duplicates", description = "Keep the first of questions asked twice.")
    boolean drop;

    @Option(names = "--to", required = true, paramLabel = "SET", description = "A new folder.")
    Path to = Path.of("");

    @Mixin ModelMixin model = new ModelMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        SetFolder.checkNew(to);
        Sizes sizes = Sizes.parse(split);
        Attacks ways = Attacks.read(attacks);
        List<String> refusals = Refusals.read(refusal);
        var distinct = new Distinct(drop ? Distinct.Twice.DROP : Distinct.Twice.REFUSE);
        List<Question> harmful = distinct.of(harmful());
        List<Question> ordinary = distinct.of(benign());
        var court = Court.of(Outside.places().find(folder));
        var chosen = ChosenJudge.of(JudgeRegistry.named(judge), Map.of());
        try (Judge judged = chosen.open(court);
                LanguageModel open = model.open(folder)) {
            var settings =
                    GenerationSettings.greedy(tokens).with(GenerationSettings.Overflow.GO_ON);
            var asking = new Asking(p -> open.answer(p, settings), judged, ways);
            var maker =
                    new SetMaker(asking, sizes, seed, line -> System.err.println("pke: " + line));
            MadeSet set = maker.make(harmful, ordinary);
            ObjectNode notes = SetFolder.notes();
            notes.put("model", open.weights().digest()).put("judge", judge).put("seed", seed);
            notes.put("attacks", ways.templates().size()).put("new", tokens);
            notes.put("duplicates", distinct.dropped());
            var made = new SetFolder(set, maker, refusals, notes);
            made.write(to);
            made.counts()
                    .forEach((file, count) ->
                            spec.commandLine().getOut().printf("%6d  %s%n", count, file));
        }
    }

    private List<Question> harmful() {
        var categories = new Categories(map);
        List<Question> all = new ArrayList<>();
        for (Path file : questions) {
            QuestionFile.read(file).stream()
                    .filter(each -> !each.isSafe())
                    .map(categories::settle)
                    .forEach(all::add);
        }
        return all;
    }

    private List<Question> benign() {
        List<Question> all = new ArrayList<>();
        for (Path file : benign) {
            List<Question> read = QuestionFile.read(file);
            boolean labelled = read.stream().anyMatch(Question::isSafe);
            read.stream().filter(each -> each.isSafe() || !labelled).forEach(all::add);
        }
        return all.isEmpty() ? QuestionFile.shippedBenign() : all;
    }
}
