package dev.pke.web.answers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the address of the answers asks for.
 *
 * @param open the prompt that is unfolded; "" for none
 * @param against which column the words are held against: 0 is before any edit
 */
public record AnswersAddress(
        List<String> runs,
        Narrowing show,
        String kind,
        String category,
        String open,
        int against,
        int page) {
    public AnswersAddress {
        runs = List.copyOf(runs);
    }

    AnswersAddress showing(Narrowing other) {
        return new AnswersAddress(runs, other, kind, category, "", against, 1);
    }

    AnswersAddress opening(String prompt) {
        String other = open.equals(prompt) ? "" : prompt;
        return new AnswersAddress(runs, show, kind, category, other, against, page);
    }

    AnswersAddress at(int other) {
        return new AnswersAddress(runs, show, kind, category, "", against, other);
    }

    AnswersAddress against(int column) {
        return new AnswersAddress(runs, show, kind, category, open, column, page);
    }

    /** The address as a link. */
    public String href() {
        return "/compare/answers?runs="
                + String.join(",", runs)
                + part("show", show == Narrowing.ALL ? "" : show.wire())
                + part("kind", kind)
                + part("category", category)
                + part("open", open)
                + part("against", against == 0 ? "" : Integer.toString(against))
                + part("page", page > 1 ? Integer.toString(page) : "");
    }

    private static String part(String name, String value) {
        return value.isEmpty()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
