package dev.pke.cli;

import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.MethodCard;
import dev.pke.web.chart.MethodCatalogue;
import dev.pke.web.chart.MethodTitle;

import java.util.List;
import java.util.stream.Stream;

/** Tells the pages what this program's methods are called: a run has its editor's or locator's. */
public final class OwnMethods implements MethodCatalogue {
    @Override
    public List<MethodTitle> titles() {
        return Stream.concat(
                        EditorRegistry.all().stream().map(Editor::card),
                        LocatorRegistry.all().stream().map(Locator::card))
                .map(OwnMethods::title)
                .toList();
    }

    private static MethodTitle title(MethodCard card) {
        return new MethodTitle(card.name(), card.title(), card.hue(), card.sentence());
    }
}
