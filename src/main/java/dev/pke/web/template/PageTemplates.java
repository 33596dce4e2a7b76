package dev.pke.web.template;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Renders {@code web/templates/NAME.html} from the class path. Any thread; slow the first time. */
final class PageTemplates {
    private final TemplateEngine engine = new TemplateEngine();

    PageTemplates() {
        var resolver = new ClassLoaderTemplateResolver(PageTemplates.class.getClassLoader());
        resolver.setPrefix("web/templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCacheable(true);
        engine.setTemplateResolver(resolver);
        engine.addDialect(new SvgDialect());
    }

    String render(String name, Map<String, Object> variables) {
        return engine.process(name, new Context(Locale.ROOT, variables));
    }

    /** The element of a template that has an id. */
    String part(String name, String id, Map<String, Object> variables) {
        return engine.process(name, Set.of("#" + id), new Context(Locale.ROOT, variables));
    }
}
