package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.SettingKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What every method declares of itself. */
class MethodCardsTest {
    static Stream<Hyperparameters<?>> hyperparameters() {
        return Stream.of(
                        EditorRegistry.all().stream().map(Editor::hyperparameters),
                        LocatorRegistry.all().stream().map(Locator::hyperparameters),
                        JudgeRegistry.all().stream().map(JudgeKind::hyperparameters))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("hyperparameters")
    void theKeysAreTheRecordsComponentsInItsOrder(Hyperparameters<?> method) {
        assertKeys(method);
    }

    private static <H extends Record> void assertKeys(Hyperparameters<H> method) {
        Map<String, Object> usual = method.values(method.usual());
        assertEquals(
                method.keys().stream().map(SettingKey::name).toList(), List.copyOf(usual.keySet()));
        method.keys().forEach(key -> assertEquals(key.usual(), usual.get(key.name()), key.name()));
        assertEquals(method.usual(), method.bind(usual));
        assertEquals(
                method.keys().stream().map(key -> key.name().replace("-", "")).toList(),
                Stream.of(method.usual().getClass().getRecordComponents())
                        .map(each -> each.getName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void noTwoEditorsAndNoTwoLocatorsShareAName() {
        assertDistinct(EditorRegistry.all().stream().map(Editor::name).toList());
        assertDistinct(LocatorRegistry.all().stream().map(Locator::name).toList());
        assertDistinct(JudgeRegistry.all().stream().map(JudgeKind::name).toList());
    }

    private static void assertDistinct(List<String> names) {
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    }

    @Test
    void aLocatorAndAnEditorOfOneNameAreOneMethod() {
        Map<String, MethodCard> locators = new HashMap<>();
        LocatorRegistry.all().forEach(each -> locators.put(each.name(), each.card()));
        for (Editor<?> each : EditorRegistry.all()) {
            MethodCard other = locators.getOrDefault(each.name(), each.card());
            assertEquals(each.card().title(), other.title());
            assertEquals(each.card().hue(), other.hue());
        }
    }
}
