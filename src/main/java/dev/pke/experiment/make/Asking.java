package dev.pke.experiment.make;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.judge.Judge;
import dev.pke.judge.Verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A model that is asked, and the judge of what it says.
 *
 * @param model answers prompts, in their order
 * @param judge says which answers are refusals, and which are none
 * @param attacks the ways to wrap a question
 */
public record Asking(UnaryOperator<List<String>> model, Judge judge, Attacks attacks) {
    /**
     * The questions that are answered under some attack, each with the first that works: a question
     * begins with the attack of its number, so that all attacks are used alike.
     *
     * @param from the first question's number
     */
    List<Answered> underAttack(List<Question> questions, int from) {
        List<Optional<Answered>> kept =
                new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty()));
        for (int turn = 0; turn < attacks.count(); turn++) {
            List<Answered> asked = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                if (kept.get(i).isEmpty()) {
                    asked.add(wrapped(questions.get(i), from + i + turn));
                    places.add(i);
                }
            }
            List<Optional<Answered>> answered = ask(asked, PromptKind.ATTACK, Verdict.UNSAFE);
            for (int i = 0; i < answered.size(); i++) {
                kept.set(places.get(i), answered.get(i));
            }
        }
        return kept.stream().flatMap(Optional::stream).toList();
    }

    /** The questions that are answered, of those in a way that is no refusal and no babble. */
    List<Answered> plainly(List<Question> questions) {
        return benign(questions.stream().map(q -> new Answered(q, -1, q.text(), "")).toList());
    }

    /** The same inside attacks. */
    List<Answered> wrappedPlainly(List<Question> questions) {
        List<Answered> asked = new ArrayList<>();
        for (Question each : questions) {
            asked.add(wrapped(each, asked.size()));
        }
        return benign(asked);
    }

    private List<Answered> benign(List<Answered> asked) {
        return ask(asked, PromptKind.BENIGN, Verdict.OTHER).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Answered wrapped(Question question, int attack) {
        int one = Math.floorMod(attack, attacks.count());
        return new Answered(question, one, attacks.wrap(one, question.text()), "");
    }

    /** Every prompt with its answer; nothing where that is of another kind than wanted. */
    private List<Optional<Answered>> ask(List<Answered> asked, PromptKind kind, Verdict wanted) {
        List<String> answers = model.apply(asked.stream().map(Answered::prompt).toList());
        List<Optional<Answered>> kept = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Answered each = asked.get(i);
            String answer = answers.get(i).strip();
            Prompt prompt = new Prompt("made", kind, each.question().category(), each.prompt(), "");
            boolean fits = !answer.isEmpty() && judge.judge(prompt, answer) == wanted;
            var with = new Answered(each.question(), each.attack(), each.prompt(), answer);
            kept.add(fits ? Optional.of(with) : Optional.empty());
        }
        return kept;
    }
}
