package dev.pke.experiment;

import dev.pke.edit.Editor;
import dev.pke.edit.Editors;
import dev.pke.locate.Locator;
import dev.pke.locate.Locators;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is edited and how.
 *
 * @param data records in SafeEdit's form, of which some become the edit's instances
 * @param perCategory how many of each category
 * @param categories which; none means all
 * @param draw the seed they are drawn with; empty means the first ones
 * @param pool ordinary prompts with answers, which the edit may hold on to, if any
 * @param poolSize how many of them, from the first
 * @param suffix a text put after every prompt of the edit; "" for none
 * @param locator finds the neurons
 * @param editor moves them
 */
public record PlannedEdit(
        Path data,
        int perCategory,
        List<String> categories,
        Optional<Long> draw,
        Optional<Path> pool,
        int poolSize,
        String suffix,
        PlannedMethod locator,
        PlannedMethod editor) {

    static PlannedEdit read(Section section) {
        Section instances = section.section("instances");
        Path data = instances.path("data");
        int perCategory = instances.count("per-category", 1);
        List<String> categories = instances.texts("categories");
        Optional<Long> draw = Optional.empty();
        if (instances.isSection("draw")) {
            Section drawn = instances.section("draw");
            draw = Optional.of(drawn.seed("seed"));
            drawn.end();
        } else {
            instances.choice("draw", List.of("first"));
        }
        instances.end();
        Optional<Path> poolData = Optional.empty();
        int poolSize = 0;
        if (section.isSection("pool")) {
            Section pool = section.section("pool");
            poolData = Optional.of(pool.path("data"));
            poolSize = pool.count("records", 1);
            pool.end();
        } else {
            section.choice("pool", List.of("none"));
        }
        String suffix = section.text("suffix");
        PlannedMethod locator =
                PlannedMethod.read(
                        section.section("locator"),
                        Locators.all().stream().map(Locator::name).toList(),
                        name -> Locators.named(name).defaults());
        PlannedMethod editor =
                PlannedMethod.read(
                        section.section("editor"),
                        Editors.all().stream().map(Editor::name).toList(),
                        name -> Editors.named(name).defaults());
        section.end();
        return new PlannedEdit(
                data,
                perCategory,
                categories.equals(List.of("all")) ? List.of() : categories,
                draw,
                poolData,
                poolSize,
                suffix.equals("none") ? "" : suffix,
                locator,
                editor);
    }
}
