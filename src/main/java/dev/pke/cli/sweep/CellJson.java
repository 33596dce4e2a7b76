package dev.pke.cli.sweep;

import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Found;
import dev.pke.experiment.sweep.GridRecord;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells of a grid with what became of them, as JSON. */
final class CellJson {
    private CellJson() {}

    /** One object a cell. */
    static List<Map<String, @Nullable Object>> of(List<Cell> cells, GridRecord record) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Cell cell : cells) {
            Found found = record.of(cell);
            var run = found.run();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("index", cell.index());
            json.put("cell", cell.name());
            json.put("at", cell.at());
            json.put("digest", cell.digest());
            json.put("state", found.state().word());
            json.put("run", run == null ? null : run.run());
            json.put("figures", figures(found));
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> figures(Found found) {
        Map<String, Object> json = new LinkedHashMap<>();
        var run = found.run();
        if (run != null) {
            run.latest()
                    .forEach((name, each) ->
                            json.put(
                                    name,
                                    Map.of(
                                            "value", each.value(),
                                            "count", each.count(),
                                            "of", each.of(),
                                            "low", each.low(),
                                            "high", each.high())));
        }
        return json;
    }
}
