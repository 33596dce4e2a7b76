package dev.pke.web.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages drawn last, for many readers of the same: drawn anew only where something differs that
 * goes into it, but for the word on the chain in its header, which goes on by itself.
 */
final class StandingPages {
    private static final int MOST = 8; // of some 200 kB each
    private static final String CHAIN = "chain";
    private static final String BEGINS = "<a class=\"chain\"";
    private static final String ENDS = "</a>";

    private final PageTemplates templates;
    private final Deque<Drawn> kept = new ArrayDeque<>();

    /** A page around the word on the chain, and what went into it. */
    private record Drawn(String template, Map<String, Object> with, String before, String after) {}

    StandingPages(PageTemplates templates) {
        this.templates = templates;
    }

    String render(String template, Map<String, Object> variables) {
        Map<String, Object> with = new HashMap<>(variables);
        Object chain = with.remove(CHAIN);
        Drawn drawn = known(template, with);
        if (drawn != null && chain != null) {
            return drawn.before
                    + templates.part("layout", CHAIN, Map.of(CHAIN, chain))
                    + drawn.after;
        }
        String page = templates.render(template, variables);
        int from = page.indexOf(BEGINS);
        int to = from < 0 ? -1 : page.indexOf(ENDS, from);
        if (to >= 0) {
            String after = page.substring(to + ENDS.length());
            keep(new Drawn(template, with, page.substring(0, from), after));
        }
        return page;
    }

    private synchronized @Nullable Drawn known(String template, Map<String, Object> with) {
        for (Drawn each : kept) {
            if (each.template.equals(template) && each.with.equals(with)) {
                return each;
            }
        }
        return null;
    }

    private synchronized void keep(Drawn drawn) {
        kept.addFirst(drawn);
        if (kept.size() > MOST) {
            kept.removeLast();
        }
    }
}
