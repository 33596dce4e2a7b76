package dev.pke.run.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.PromptAnswered;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The texts of an answer that a plan wants to be erasable: in a blob of their own, with salt, so
 * that nobody who guesses them can tell by the digest that stands in the event.
 */
public record Texts(String prompt, String begun, String answer) {
    /** Longer than any that one event may hold: no more of a blob is read for its texts. */
    public static final int MOST_BYTES = 32 << 20;

    private static final Set<String> KEYS = Set.of("answer", "begun", "prompt", "salt");
    private static final int SALT = 32;

    /** The answer with its texts in a blob; {@code salt} is as many random digits. */
    public static PromptAnswered apart(PromptAnswered said, String salt, Blobs blobs) {
        if (salt.length() < SALT) {
            throw new IllegalArgumentException("salt of " + salt.length() + " digits");
        }
        String json =
                CanonicalJson.write(
                        Map.of(
                                "answer", said.answer(),
                                "begun", said.begun(),
                                "prompt", said.prompt(),
                                "salt", salt));
        String digest = blobs.put(json.getBytes(UTF_8));
        return new Texts("", "", "").in(said, digest);
    }

    /** A fact with the texts that lie apart, where they are still there. */
    public static Fact joined(Fact fact, Blobs blobs) {
        if (fact instanceof PromptAnswered said
                && !said.texts().isEmpty()
                && blobs.has(said.texts())) {
            try (InputStream in = blobs.open(said.texts())) {
                Texts texts = parse(in.readNBytes(MOST_BYTES));
                return texts == null ? fact : texts.joined(said);
            } catch (IOException e) {
                throw new UserError("blob " + said.texts() + " can't be read: " + e, e);
            }
        }
        return fact;
    }

    private PromptAnswered in(PromptAnswered said, String apart) {
        return new PromptAnswered(
                said.stage(),
                said.phase(),
                said.kind(),
                said.category(),
                said.promptId(),
                prompt,
                begun,
                answer,
                said.tokens(),
                said.verdicts(),
                said.cluster(),
                apart);
    }

    /** An answer with its texts where they belong. */
    public PromptAnswered joined(PromptAnswered said) {
        return in(said, "");
    }

    /** What a blob says; null where it is of another form. */
    public static @Nullable Texts parse(byte[] blob) {
        try {
            String json = new String(blob, UTF_8);
            return CanonicalJson.parse(json) instanceof Map<?, ?> map
                            && map.keySet().equals(KEYS)
                            && map.get("answer") instanceof String answer
                            && map.get("begun") instanceof String begun
                            && map.get("prompt") instanceof String prompt
                            && map.get("salt") instanceof String salt
                            && salt.length() >= SALT
                            && Arrays.equals(CanonicalJson.write(map).getBytes(UTF_8), blob)
                    ? new Texts(prompt, begun, answer)
                    : null;
        } catch (MalformedJson other) {
            return null;
        }
    }
}
