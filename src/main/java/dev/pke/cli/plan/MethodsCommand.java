package dev.pke.cli.plan;

import dev.pke.cli.PrettyJson;
import dev.pke.cli.Terminal;
import dev.pke.cli.TextTable;
import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.MethodCard;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The verb {@code pke methods [NAME]}: what plans can name to find and to move neurons. */
@Command(
        name = "methods",
        description = {
            "Lists the methods that find neurons (locators) and move them (editors).",
            "Of one method: every key of a plan, its usual value, its range and meaning."
        })
public final class MethodsCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as pke or dinm.")
    @Nullable String name;

    @Option(names = "--json", description = "As a JSON array of methods with their keys.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        List<MethodCard> cards = cards();
        String wanted = name;
        if (wanted != null) {
            cards.removeIf(card -> !card.name().equals(wanted));
            if (cards.isEmpty()) {
                List<String> names = cards().stream().map(MethodCard::name).toList();
                throw new UserError("no method " + wanted + Nearest.hint(wanted, names));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PrettyJson.of(cards.stream().map(MethodsCommand::json).toList()));
        } else if (wanted == null) {
            table(cards).forEach(out::println);
        } else {
            lines(cards.getFirst()).forEach(out::println);
        }
    }

    /** Editors first, each name once, then what people look for and is neither. */
    private static List<MethodCard> cards() {
        Map<String, MethodCard> cards = new LinkedHashMap<>();
        Stream.concat(
                        EditorRegistry.all().stream().map(Editor::card),
                        LocatorRegistry.all().stream().map(Locator::card))
                .forEach(card -> cards.putIfAbsent(card.name(), card));
        cards.put(EditorRegistry.RETRAINING.name(), EditorRegistry.RETRAINING);
        return new ArrayList<>(cards.values());
    }

    private static List<String> table(List<MethodCard> cards) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("name", "finds", "moves", "what it does"));
        for (MethodCard each : cards) {
            rows.add(
                    List.of(
                            each.name(),
                            locator(each).isPresent() ? "yes" : "-",
                            editor(each).isPresent() ? "yes" : "-",
                            each.sentence()));
        }
        return TextTable.within(Terminal.columns(), rows);
    }

    private static List<String> lines(MethodCard card) {
        List<String> lines = new ArrayList<>();
        lines.addAll(TextTable.wrapped(card.title() + ": " + card.sentence(), Terminal.columns()));
        locator(card)
                .ifPresent(locator -> {
                    lines.add("locator: what a plan says under edit.locator");
                    lines.addAll(KeyText.lines(locator.hyperparameters().keys()));
                });
        editor(card)
                .ifPresent(editor -> {
                    lines.add("editor: what a plan says under edit.editor");
                    lines.addAll(KeyText.lines(editor.hyperparameters().keys()));
                });
        return lines;
    }

    private static Map<String, Object> json(MethodCard card) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", card.name());
        json.put("title", card.title());
        json.put("sentence", card.sentence());
        locator(card)
                .ifPresent(
                        found -> json.put("locator", KeyText.json(found.hyperparameters().keys())));
        editor(card)
                .ifPresent(
                        found -> json.put("editor", KeyText.json(found.hyperparameters().keys())));
        return json;
    }

    private static Optional<Locator<?>> locator(MethodCard card) {
        return LocatorRegistry.has(card.name())
                ? Optional.of(LocatorRegistry.named(card.name()))
                : Optional.empty();
    }

    private static Optional<Editor<?>> editor(MethodCard card) {
        return EditorRegistry.has(card.name())
                ? Optional.of(EditorRegistry.named(card.name()))
                : Optional.empty();
    }
}
