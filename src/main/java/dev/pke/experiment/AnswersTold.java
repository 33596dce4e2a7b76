package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.experiment.plan.PlannedEdit;
import dev.pke.experiment.robust.Conditions;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Phase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One evaluation as a record tells it, its answers before the judges of a plan: in the chunks they
 * were given in, so that the events are those which a run with these judges would have recorded.
 */
final class AnswersTold {
    /** Where answers that were begun stand among those asked together. */
    private static final int BEGUN = -1;

    private final RunContext context;
    private final Phase phase;
    private final List<RunEvent.PromptAnswered> said = new ArrayList<>();
    private final List<RunEvent.RemoteAnswered> behind = new ArrayList<>();
    private final List<RunEvent.EvaluationFinished> ends = new ArrayList<>();
    private final Map<String, Known> known = new LinkedHashMap<>();

    /** A prompt, and which of those asked together it is among. */
    private record Known(Prompt prompt, int together) {}

    /**
     * @param within what the stage recorded
     */
    AnswersTold(RunContext context, Phase phase, List<RunEvent> within) {
        this.context = context;
        this.phase = phase;
        for (RunEvent each : within) {
            switch (each) {
                case RunEvent.PromptAnswered answer -> {
                    said.add(answer);
                    behind.clear();
                }
                case RunEvent.RemoteAnswered told -> {
                    context.remember(told);
                    behind.add(told);
                }
                case RunEvent.EvaluationFinished end -> ends.add(end);
                default -> {}
            }
        }
        List<List<Prompt>> together = new ArrayList<>(RunContext.together(context.data.prompts()));
        Conditions.asked(context.plan, context.data).forEach(each -> together.add(each.prompts()));
        var relearned =
                switch (phase) {
                    case BEFORE -> Conditions.relearnedUnedited(context.plan, context.data);
                    case AFTER -> Conditions.relearned(context.plan, context.data);
                };
        relearned.forEach(each -> together.add(each.prompts()));
        for (int i = 0; i < together.size(); i++) {
            int at = i;
            together.get(i).forEach(each -> known.put(each.id(), new Known(each, at)));
        }
    }

    /** Has them judged and recorded, and what they come to. */
    void judge(RunLog log) {
        try (Jury jury = new Jury(context, phase)) {
            List<Known> asked = said.stream().map(this::of).toList();
            int from = 0;
            for (int to = 1; to <= asked.size(); to++) {
                if (to == asked.size() || asked.get(to).together != asked.get(from).together) {
                    var prompts = asked.subList(from, to).stream().map(Known::prompt).toList();
                    judge(log, jury, prompts, said.subList(from, to));
                    from = to;
                }
            }
            log.record(behind); // whoever prefers one of two answers was asked then
            RunEvent.EvaluationFinished then = ends.getFirst();
            log.record(jury.finished(jury.undecided(then, said), then.measured()));
        }
    }

    /** Has answers judged that were asked for together. */
    private void judge(
            RunLog log, Jury jury, List<Prompt> prompts, List<RunEvent.PromptAnswered> together) {
        int at = 0;
        for (List<Prompt> some : jury.chunks(prompts)) {
            context.pause();
            List<RunEvent.PromptAnswered> chunk = together.subList(at, at + some.size());
            lean(jury, some);
            List<Answering.Given> answers = new ArrayList<>();
            for (RunEvent.PromptAnswered each : chunk) {
                answers.add(new Answering.Given(each.answer(), each.tokens(), 0));
            }
            List<RunEvent> events = jury.judge(some, answers);
            check(chunk, events.subList(events.size() - chunk.size(), events.size()));
            log.record(events);
            at += some.size();
            context.listener.progress(phase.stage(), "answers", at, together.size());
        }
    }

    /** Where a model elsewhere answered, its replies are part of the record that is told. */
    private void lean(Jury jury, List<Prompt> some) {
        var elsewhere = context.plan.model().elsewhere();
        if (elsewhere.isPresent()) {
            var _ =
                    new RemoteAnswers(context, elsewhere.get())
                            .answer(some.stream().map(jury::asked).toList());
        }
    }

    private Known of(RunEvent.PromptAnswered answer) {
        Known whole = known.get(answer.promptId());
        if (whole != null) {
            return whole;
        }
        PlannedEdit edit = context.plan.edit();
        boolean grows = edit != null && edit.instances().grown() > 0;
        if (grows && answer.kind().equals(PromptKind.EDITED.wireName())) {
            var grown = RunContext.grown(answer.promptId(), answer.category(), answer.prompt());
            return new Known(grown, 0);
        }
        // of a begun answer, the prompt's own id and how it was begun
        int end = answer.promptId().lastIndexOf("#" + answer.kind());
        Known base = end < 0 ? null : known.get(answer.promptId().substring(0, end));
        if (base == null) {
            throw changed(answer);
        }
        return new Known(base.prompt.begin(answer.kind(), answer.begun()), BEGUN);
    }

    /** That the answers were given to what is asked by the data of now. */
    private static void check(List<RunEvent.PromptAnswered> chunk, List<RunEvent> events) {
        for (int i = 0; i < chunk.size(); i++) {
            RunEvent.PromptAnswered was = chunk.get(i);
            if (!(events.get(i) instanceof RunEvent.PromptAnswered now
                    && asked(was).equals(asked(now)))) {
                throw changed(was);
            }
        }
    }

    private static List<String> asked(RunEvent.PromptAnswered each) {
        return List.of(each.kind(), each.category(), each.prompt(), each.begun(), each.cluster());
    }

    private static UserError changed(RunEvent.PromptAnswered answer) {
        return new UserError("prompt %s is not what its data ask now".formatted(answer.promptId()));
    }
}
