package dev.pke.web.template;

import dev.pke.web.chart.Svg;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

import java.util.Set;

/**
 * The attribute {@code pke:svg="${…}"}: the one door through which markup enters a page as it is.
 * It takes an {@link Svg} and nothing else, so no text can slip through it.
 */
final class SvgDialect extends AbstractProcessorDialect {
    private static final int PRECEDENCE = 1300;

    SvgDialect() {
        super("Drawings", "pke", PRECEDENCE);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Draw(prefix));
    }

    private static final class Draw extends AbstractAttributeTagProcessor {
        Draw(String prefix) {
            super(TemplateMode.HTML, prefix, null, false, "svg", true, PRECEDENCE, true);
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName name,
                String value,
                IElementTagStructureHandler structure) {
            Object drawing =
                    StandardExpressions.getExpressionParser(context.getConfiguration())
                            .parseExpression(context, value)
                            .execute(context);
            if (!(drawing instanceof Svg svg)) {
                throw new IllegalArgumentException(value + " is no drawing");
            }
            structure.setBody(svg.markup(), false);
        }
    }
}
