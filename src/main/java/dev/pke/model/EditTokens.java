package dev.pke.model;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.setting.Range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * An edit task in token ids; row i of {@code safe} and {@code unsafe} share their prompt.
 *
 * @param safe x with y+, the end token included
 * @param unsafe x with y-, the end token included
 * @param constraints c with c*, the end token included
 * @param frames how row i may be asked in other words; empty where nobody knows its question
 */
public record EditTokens(
        List<TokenPair> safe,
        List<TokenPair> unsafe,
        List<TokenPair> constraints,
        List<Framing> frames) {
    /** How deep into an unsafe answer a method may look. */
    public static final Range DEPTH = Range.whole(0, 256);

    /** What of the weight of all depths may be the first word's. */
    public static final Range FIRST = Range.numbers(0, 1);

    public static final String FIRST_MEANS =
            "the first word's share of the weight, the rest is for all depths behind it";

    /** Without other words to ask it in. */
    public EditTokens(List<TokenPair> safe, List<TokenPair> unsafe, List<TokenPair> constraints) {
        this(safe, unsafe, constraints, List.of());
    }

    public EditTokens {
        frames = List.copyOf(frames);
        safe = List.copyOf(safe);
        unsafe = List.copyOf(unsafe);
        constraints = List.copyOf(constraints);
        if (safe.isEmpty() || safe.size() != unsafe.size()) {
            throw new IllegalArgumentException(
                    safe.size() + " safe answers, " + unsafe.size() + " unsafe ones");
        }
    }

    /** The tokens of {@code task} as {@code model} reads them. */
    public static EditTokens of(LanguageModel model, EditTask task) {
        List<TokenPair> safe =
                task.instances().stream()
                        .map(i -> pair(model, task, i.prompt(), i.safe()))
                        .toList();
        return new EditTokens(
                safe,
                task.instances().stream()
                        .map(i -> pair(model, task, i.prompt(), i.unsafe()))
                        .toList(),
                task.constraints().stream()
                        .map(c -> pair(model, task, c.prompt(), c.answer()))
                        .toList(),
                Framing.of(model.tokenizer(), task, safe));
    }

    /** Only these of its rows; all constraints. */
    public EditTokens rows(IntPredicate which) {
        List<Integer> rows = IntStream.range(0, safe.size()).filter(which).boxed().toList();
        return new EditTokens(
                rows.stream().map(safe::get).toList(),
                rows.stream().map(unsafe::get).toList(),
                constraints,
                frames.isEmpty() ? frames : rows.stream().map(frames::get).toList());
    }

    /** The constraints dealt out to as many portions as hold about {@code size} each. */
    public List<List<TokenPair>> portions(int size) {
        int count = Math.max(1, Math.round((float) constraints.size() / size));
        List<List<TokenPair>> portions = new ArrayList<>();
        for (int first = 0; first < count; first++) {
            List<TokenPair> portion = new ArrayList<>();
            for (int i = first; i < constraints.size(); i += count) {
                portion.add(constraints.get(i));
            }
            portions.add(portion);
        }
        return portions;
    }

    /** The position in row i's answers of the first token in which they differ. */
    public int decision(int row) {
        int[] right = safe.get(row).answer();
        int[] wrong = unsafe.get(row).answer();
        int at = Arrays.mismatch(right, wrong);
        if (at < 0 || at >= right.length || at >= wrong.length) {
            throw new ModelError(
                    "edit instance " + (row + 1) + ": its safe and unsafe answers do not differ");
        }
        return at;
    }

    /**
     * This task seen from inside the unsafe answers, one a depth from 0 on. At depth k every prompt
     * goes on with the first k tokens of its unsafe answer, behind those that both answers share,
     * and the safe answer is still to come, whole. Depth 0 is this task; a depth holds the
     * instances whose unsafe answer goes on there, and depths end where none does.
     */
    public List<EditTokens> depths(int deepest) {
        List<EditTokens> depths = new ArrayList<>(List.of(this));
        for (int k = 1; k <= deepest; k++) {
            List<TokenPair> recovering = new ArrayList<>();
            List<TokenPair> goingOn = new ArrayList<>();
            List<Framing> framed = new ArrayList<>();
            for (int row = 0; row < safe.size(); row++) {
                int[] wrong = unsafe.get(row).answer();
                int cut = decision(row) + k;
                if (cut < wrong.length - 1) { // the end token is no answer to go on with
                    int[] begun = unsafe.get(row).prefix(cut);
                    recovering.add(new TokenPair(begun, safe.get(row).answer()));
                    goingOn.add(new TokenPair(begun, Arrays.copyOfRange(wrong, cut, wrong.length)));
                    if (!frames.isEmpty()) {
                        framed.add(frames.get(row));
                    }
                }
            }
            if (recovering.isEmpty()) {
                return depths;
            }
            depths.add(new EditTokens(recovering, goingOn, constraints, framed));
        }
        return depths;
    }

    /** All of its depths as one task: whatever was begun, the safe answer is to come. */
    public EditTokens deep(int deepest) {
        List<EditTokens> all = depths(deepest);
        return new EditTokens(
                all.stream().flatMap(each -> each.safe().stream()).toList(),
                all.stream().flatMap(each -> each.unsafe().stream()).toList(),
                constraints);
    }

    /** Of every depth but the first, the safe answers to come. */
    public List<TokenPair> begun(int deepest) {
        return depths(deepest).stream().skip(1).flatMap(each -> each.safe().stream()).toList();
    }

    private static TokenPair pair(
            LanguageModel model, EditTask task, String prompt, String answer) {
        TokenPair read = TokenPair.of(model, task.asked(prompt), answer, task.template());
        return new TokenPair(read.prompt(), ended(model, read.answer()));
    }

    /**
     * How a question can be asked in other words: what an attack puts around one is of endless
     * kinds, and a few instances hold a few of them.
     *
     * @param from where in the instance's prompt what is said begins, behind the template's head
     * @param to where it ends
     * @param question what is asked
     * @param ordinary what else people say
     */
    public record Framing(int from, int to, Said question, List<Said> ordinary) {
        public Framing {
            ordinary = List.copyOf(ordinary);
        }

        /** What somebody says, read only where it is asked for: most methods never ask. */
        @FunctionalInterface
        public interface Said {
            /** Its token ids at the beginning of a text, or behind other words. */
            int[] ids(boolean behind);

            private static Said of(Tokenizer tokenizer, String text) {
                return behind -> tokenizer.encodePlain(behind ? " " + text : text);
            }
        }

        /** One an instance; none where the question of one is not known. */
        private static List<Framing> of(Tokenizer tokenizer, EditTask task, List<TokenPair> asked) {
            List<Said> ordinary =
                    task.constraints().stream().map(c -> Said.of(tokenizer, c.prompt())).toList();
            List<Framing> all = new ArrayList<>();
            for (EditInstance each : task.instances()) {
                int[] said = tokenizer.encodePlain(each.prompt());
                int from = place(said, asked.get(all.size()).prompt());
                String question = each.question();
                if (question.isBlank() || from < 0) {
                    return List.of();
                }
                int to = from + said.length;
                all.add(new Framing(from, to, Said.of(tokenizer, question), ordinary));
            }
            return all;
        }

        private static int place(int[] part, int[] whole) {
            return IntStream.rangeClosed(0, whole.length - part.length)
                    .filter(at -> Arrays.equals(whole, at, at + part.length, part, 0, part.length))
                    .findFirst()
                    .orElse(-1);
        }

        /**
         * A text that begins with the prompt, in other words: by turns with the question alone, as
         * it is, and with the question behind and before what else somebody says.
         */
        public int[] asked(int[] text, int turn, int which) {
            Said other = ordinary.get(which % ordinary.size());
            return switch (turn % 4) {
                case 0 -> saying(text, question.ids(false));
                case 1 -> text;
                case 2 -> saying(text, other.ids(false), question.ids(true));
                default -> saying(text, question.ids(false), other.ids(true));
            };
        }

        private int[] saying(int[] text, int[]... said) {
            IntStream words = Arrays.stream(said).flatMapToInt(Arrays::stream);
            IntStream rest = Arrays.stream(text, to, text.length);
            return IntStream.concat(Arrays.stream(text, 0, from), IntStream.concat(words, rest))
                    .toArray();
        }
    }

    private static int[] ended(LanguageModel model, int[] ids) {
        List<Integer> ends = model.config().eos();
        if (ends.isEmpty() || (ids.length > 0 && ids[ids.length - 1] == ends.getFirst())) {
            return ids;
        }
        int[] out = Arrays.copyOf(ids, ids.length + 1);
        out[ids.length] = ends.getFirst();
        return out;
    }
}
