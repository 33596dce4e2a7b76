package dev.pke.edit;

import dev.pke.fault.ModelError;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * DINM's inputs in token ids, left-padded as the reference pads.
 *
 * @param edit prompts with their targets; labels on the last tokens of a row
 * @param constraint constraint prompts with their answers
 * @param constraintSpots flat positions of {@code constraint} at which KL is taken
 */
public record DinmTokens(TokenBatch edit, TokenBatch constraint, List<Integer> constraintSpots) {

    /** The reference's inputs for {@code task}, in one of its two modes. */
    static DinmTokens of(LanguageModel model, EditTask task, DinmEditor.Mode mode) {
        GenerationSettings settings = GenerationSettings.greedy(1).with(task.template());
        boolean templated =
                task.template() == GenerationSettings.Template.ON && model.template().isPresent();
        List<int[]> inputs = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        List<int[]> whole = new ArrayList<>();
        List<int[]> alone = new ArrayList<>();
        for (EditInstance one : task.instances()) {
            if (one.constraintPrompt().isBlank() || one.constraintAnswer().isBlank()) {
                throw new ModelError("editor dinm needs a constraint; " + one.id() + " has none");
            }
            String asked = task.asked(one.prompt());
            String kept = task.asked(one.constraintPrompt());
            if (templated) {
                int[] answer = model.tokenizer().encodePlain(one.safe());
                int[] stays = model.tokenizer().encodePlain(one.constraintAnswer());
                inputs.add(join(model.promptIds(asked, settings), answer));
                whole.add(join(model.promptIds(kept, settings), stays));
            } else {
                // The reference's target begins with a blank, and it joins with another.
                inputs.add(model.tokenizer().encode(asked + "  " + one.safe()));
                whole.add(model.tokenizer().encode(kept + " " + one.constraintAnswer()));
            }
            String target = templated ? one.safe() : " " + one.safe();
            labels.add(
                    mode == DinmEditor.Mode.EASYEDIT
                            ? model.tokenizer().encode(target)
                            : model.tokenizer().encodePlain(target));
            alone.add(
                    mode == DinmEditor.Mode.EASYEDIT
                            ? model.tokenizer().encode(one.constraintAnswer())
                            : model.tokenizer().encodePlain(one.constraintAnswer()));
        }
        return of(inputs, labels, whole, alone, model.pad());
    }

    /** From token sequences; {@code labels} may have fewer rows than {@code inputs}. */
    public static DinmTokens of(
            List<int[]> inputs, List<int[]> labels, List<int[]> whole, List<int[]> alone, int pad) {
        TokenBatch edit = TokenBatch.left(inputs, pad); // (instances, widest)
        TokenBatch constraint = TokenBatch.left(whole, pad);
        return new DinmTokens(
                labelled(edit, labels),
                constraint.placed(),
                spots(constraint, alone.stream().map(row -> row.length).toList()));
    }

    /** The batch with row i's last tokens labelled by row i of {@code labels}. */
    static TokenBatch labelled(TokenBatch batch, List<int[]> labels) {
        int[][] all = new int[batch.size()][batch.width()];
        for (int b = 0; b < all.length; b++) {
            Arrays.fill(all[b], TokenBatch.UNSCORED);
            if (b < labels.size()) {
                int[] own = labels.get(b);
                System.arraycopy(own, 0, all[b], batch.width() - own.length, own.length);
            }
        }
        return TokenBatch.of(batch.ids(), batch.mask(), all).placed();
    }

    /** The last {@code counts[b]} positions of every row b. */
    static List<Integer> spots(TokenBatch batch, List<Integer> counts) {
        return IntStream.range(0, batch.size())
                .flatMap(b ->
                        IntStream.range(
                                (b + 1) * batch.width() - counts.get(b), (b + 1) * batch.width()))
                .boxed()
                .toList();
    }

    private static int[] join(int[] head, int[] tail) {
        int[] out = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, out, head.length, tail.length);
        return out;
    }
}
