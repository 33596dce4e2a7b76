package dev.pke.web.learn;

import dev.pke.web.page.Glossary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A word that these pages use and its meaning in a line; its address is {@code #term-KEY}. */
public record Term(String key, String title, String meaning) {
    private static final List<Term> WORDS =
            List.of(
                    new Term(
                            "pke",
                            "PKE",
                            "precision knowledge editing: find the few neurons behind an unsafe"
                                    + " answer, change only those, measure what that did"),
                    new Term(
                            "dinm",
                            "DINM",
                            "a published method that edits one whole layer; what PKE is held"
                                    + " against"),
                    new Term(
                            "random",
                            "random neurons",
                            "a control: as many neurons, drawn by lot, in the whole model or in the"
                                    + " blocks PKE chose"),
                    new Term(
                            "neuron",
                            "neuron",
                            "what writes into the model when it fires: one column of its block’s"
                                    + " down-projection"),
                    new Term("block", "block", "a layer of the model: attention, then an MLP"),
                    new Term("region", "region", "the neurons of one block that an edit may move"),
                    new Term("score", "score", "what a locator ranks neurons by; made of factors"),
                    new Term(
                            "attack",
                            "attack",
                            "a prompt that wraps a harmful question so that a model answers it"),
                    new Term(
                            "judge",
                            "judge",
                            "what says of an answer whether it is unsafe, a refusal, babble or"
                                    + " something else"),
                    new Term(
                            "interval",
                            "95 % interval",
                            "the range of true rates that this many prompts can’t rule out"
                                    + " (Wilson)"),
                    new Term(
                            "paired",
                            "paired test",
                            "two models on the same prompts: exact for one seed each (McNemar);"
                                    + " otherwise by flipping signs over each question’s mean"),
                    new Term(
                            "not-worse",
                            "not worse",
                            "shown to be worse than the other by less than the margin that the plan"
                                    + " states (3 points where it says none), at one-sided 95 %"),
                    new Term(
                            "jaccard",
                            "Jaccard",
                            "neurons that both moved, over neurons that either moved: 1 for the"
                                    + " same, 0 for none in common"),
                    new Term(
                            "relative-moved",
                            "relative, of the moved",
                            "the norm of the difference over the norm of the same elements before"),
                    new Term(
                            "relative-tensor",
                            "relative, of the tensor",
                            "the norm of the difference over the norm of the whole tensor before;"
                                    + " known where the model’s folder is on this machine"),
                    new Term(
                            "losses",
                            "losses",
                            "what the edit goes down: the safe answer made likely, ordinary answers"
                                    + " kept (kl), and their sum (total)"),
                    new Term(
                            "begun",
                            "begun answers",
                            "the first words of the unsafe answer are put into the model’s mouth;"
                                    + " does it go on?"),
                    new Term("pair", "A and B", "the first and the second of two models held"),
                    new Term(
                            "event",
                            "event",
                            "one fact on the record, never changed: an answer, a step, a score"),
                    new Term(
                            "hash",
                            "hash",
                            "SHA-256 of the hash before it, followed by the event’s text: change one"
                                    + " letter and every later hash is another"),
                    new Term(
                            "replay",
                            "replay",
                            "the run done again from its plan, held against the record event by"
                                    + " event"),
                    new Term(
                            "plan",
                            "plan",
                            "everything a run needs, in one file: model, data,"
                                    + " method, factors, judges, seeds"),
                    new Term(
                            "specimen",
                            "specimen",
                            "a small model of an invented world that ships with the program"));

    /** Every word, in the order of the alphabet: these and the names of all figures. */
    public static List<Term> all() {
        List<Term> all = new ArrayList<>(WORDS);
        Glossary.terms()
                .forEach((key, term) -> all.add(new Term(key, term.title(), term.meaning())));
        all.sort(Comparator.comparing(Term::title, String.CASE_INSENSITIVE_ORDER));
        return List.copyOf(all);
    }
}
