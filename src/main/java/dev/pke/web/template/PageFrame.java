package dev.pke.web.template;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What stands around every page: its title, its place in the header, and what all pages know. */
public final class PageFrame {
    private final PageTemplates templates = new PageTemplates();
    private final StandingPages standing = new StandingPages(templates);
    private final Supplier<Map<String, Object>> everywhere;

    /** A frame; {@code everywhere} gives what every template may ask for. */
    public PageFrame(Supplier<Map<String, Object>> everywhere) {
        this.everywhere = everywhere;
    }

    /** A page; what it brings itself goes before what is known everywhere. */
    public String page(String template, String title, String section, Map<String, Object> own) {
        return templates.render(template, with(title, section, own));
    }

    /** As {@link #page}, of values that stand: what they hold never changes. */
    public String standing(String template, String title, String section, Map<String, Object> own) {
        return standing.render(template, with(title, section, own));
    }

    private Map<String, Object> with(String title, String section, Map<String, Object> own) {
        Map<String, Object> with = new HashMap<>(everywhere.get());
        with.putAll(own);
        with.put("title", title);
        with.put("section", section);
        return with;
    }
}
