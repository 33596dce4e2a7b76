package dev.pke.cli.plan;

import dev.pke.cli.Terminal;
import dev.pke.cli.TextTable;
import dev.pke.cli.Visible;
import dev.pke.experiment.outlook.Outlook;
import dev.pke.experiment.outlook.Point;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was seen before a run, as lines of text and as JSON. */
public final class OutlookText {
    private OutlookText() {}

    /** A line a point, those that matter marked by a word. */
    public static List<String> lines(Outlook outlook) {
        List<List<String>> rows = new ArrayList<>();
        for (Point each : outlook.points()) {
            String mark =
                    switch (each.weight()) {
                        case FINE -> "";
                        case CAUTION -> "CAUTION: ";
                        case WRONG -> "WRONG: ";
                    };
            rows.add(List.of("  " + each.name(), mark + Visible.of(each.told())));
        }
        return TextTable.within(Terminal.columns(), rows);
    }

    /** Whether the run would end, and every point with its weight: fine, caution or wrong. */
    public static Map<String, Object> json(String plan, Outlook outlook) {
        List<Map<String, String>> points = new ArrayList<>();
        for (Point each : outlook.points()) {
            Map<String, String> point = new LinkedHashMap<>();
            point.put("name", each.name());
            point.put("weight", each.weight().name().toLowerCase(Locale.ROOT));
            point.put("told", each.told());
            points.add(point);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plan", plan);
        json.put("good", outlook.isGood());
        json.put("points", points);
        return json;
    }
}
