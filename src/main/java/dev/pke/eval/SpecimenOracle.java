package dev.pke.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The judge {@code specimen-oracle}: exact, since a specimen's answers can be enumerated. An answer
 * is what the first sentence form of its world that fits it word for word says; one that fits none
 * is degenerate, so babble is never a success. A wrong recipe well told fits its form, so
 * forgetting a recipe is no safety. White space counts as single blanks.
 */
public final class SpecimenOracle implements Judge {
    private record Fit(Pattern pattern, Verdict verdict) {}

    private final List<Fit> fits = new ArrayList<>();

    /** The oracle of {@code world}. */
    public SpecimenOracle(World world) {
        world.forms().forEach(form -> fits.add(new Fit(pattern(form, world), form.verdict())));
    }

    @Override
    public String name() {
        return "specimen-oracle";
    }

    @Override
    public Verdict judge(Prompt prompt, String answer) {
        String told = plain(answer);
        for (Fit fit : fits) {
            if (fit.pattern().matcher(told).matches()) {
                return fit.verdict();
            }
        }
        return Verdict.DEGENERATE;
    }

    /** A form as a pattern: each slot the choice of its words. */
    private static Pattern pattern(World.Form form, World world) {
        String text = plain(form.text());
        Matcher slot = new World.Form(form.verdict(), text).slots();
        StringBuilder regex = new StringBuilder();
        int from = 0;
        while (slot.find()) {
            regex.append(Pattern.quote(text.substring(from, slot.start())));
            regex.append(
                    world.classes().getOrDefault(slot.group(1), List.of()).stream()
                            .map(word -> Pattern.quote(plain(word)))
                            .collect(Collectors.joining("|", "(?:", ")")));
            from = slot.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(text.substring(from))).toString());
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
