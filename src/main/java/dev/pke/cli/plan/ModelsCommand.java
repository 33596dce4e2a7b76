package dev.pke.cli.plan;

import dev.pke.cli.Outside;
import dev.pke.cli.PrettyJson;
import dev.pke.cli.Terminal;
import dev.pke.cli.TextTable;
import dev.pke.cli.Visible;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.model.architecture.Architecture;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code pke models [FAMILY]}: which models can be read, and which lie here. */
@Command(
        name = "models",
        description = {
            "Lists the families of models that are read, and the models that lie here: those"
                    + " shipped and those the Hub cache has. Nothing is ever downloaded.",
            "Of one family: the keys of config.json that it knows, with what they are"
                    + " where the file does not say."
        })
public final class ModelsCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "FAMILY", description = "A model_type, as llama.")
    @Nullable String name;

    @Option(names = "--json", description = "As a JSON object: families and folders.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        List<String> families = Architecture.families();
        PrintWriter out = spec.commandLine().getOut();
        if (name != null) {
            if (!families.contains(name)) {
                throw new UserError("no family " + name + Nearest.hint(name, families));
            }
            JsonNode keys = Architecture.defaults(name);
            if (json) {
                out.println(PrettyJson.of(Map.of("family", name, "config", keys)));
            } else {
                out.println(name + ": keys of config.json, and what they are where it is silent");
                keys.forEachEntry((key, value) -> out.println("  " + key + ": " + value));
            }
            return;
        }
        List<Place> places = places();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("families", families);
            all.put("models", places.stream().map(ModelsCommand::json).toList());
            out.println(PrettyJson.of(all));
            return;
        }
        TextTable.wrapped("families: " + String.join(", ", families), Terminal.columns())
                .forEach(out::println);
        if (!places.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("where", "model.folder of a plan"));
            places.forEach(each -> rows.add(List.of(each.where, Visible.of(each.folder))));
            TextTable.of(rows).forEach(out::println);
        }
        out.println("pke model info FOLDER tells what one holds and needs.");
    }

    private record Place(String where, String folder) {}

    private static List<Place> places() {
        List<Place> all = new ArrayList<>();
        Shipped.specimens().forEach(folder -> all.add(new Place("shipped", folder.toString())));
        Outside.places().ids().forEach(id -> all.add(new Place("Hub cache", id)));
        return all;
    }

    private static Map<String, Object> json(Place place) {
        return Map.of("where", place.where, "folder", place.folder);
    }
}
