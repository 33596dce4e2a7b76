package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.judge.remote.Endpoint;
import dev.pke.judge.remote.Question;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers of a model elsewhere: each prompt is sent as it stands, once, and whatever comes back is
 * the answer. How many tokens that were is not known here.
 */
record RemoteAnswers(RunContext context, Endpoint endpoint) implements Answering {
    @Override
    public List<Given> answer(List<Prompt> prompts) {
        int most = context.plan.evaluation().generation().maxTokens();
        List<Question> questions = new ArrayList<>();
        for (Prompt each : prompts) {
            questions.add(new Question(each.text(), most, 0));
        }
        return context.exchange.ask(endpoint, questions).stream()
                .map(text -> new Given(text, 0, 0))
                .toList();
    }
}
