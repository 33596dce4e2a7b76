package dev.pke.experiment.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;
import dev.pke.experiment.outlook.Point.Weight;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.weights.Packing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What is told of a run before it. */
class OutlookTest {
    private static final long SECOND = 1_000_000_000L;

    private long look = SECOND / 100;

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void writeAPlan() throws IOException {
        TinyPlan.write(folder, "0");
        replace("    data: test.json", "    data: edit.json");
    }

    private Outlook outlook() throws IOException {
        AtomicLong clock = new AtomicLong();
        return Outlook.of(TinyPlan.plan(folder), Packing.none(), () -> clock.getAndAdd(look));
    }

    private Point point(String name) throws IOException {
        return outlook().points().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void replace(String from, String to) throws IOException {
        TinyPlan.replace(folder, from, to);
    }

    @Test
    void allOfASoundPlanIsLookedAt() throws IOException {
        Outlook outlook = outlook();
        assertTrue(outlook.isGood());
        assertEquals(
                List.of("plan", "data", "leaks", "judges", "memory", "template", "context", "time"),
                outlook.points().stream().map(Point::name).toList());
        assertEquals(Weight.FINE, point("leaks").weight());
        assertTrue(point("data").told().startsWith("1 instances edited, "), point("data").told());
        replace("draw: {seed: 5}", "draw: {seed: 5}\n    grown: 8");
        assertTrue(
                point("data")
                        .told()
                        .startsWith("1 instances edited and 8 that the model grows from them, "),
                point("data").told());
    }

    @Test
    void timeIsThatOfABatchTimesTheBatches() throws IOException {
        // every look at the clock is 0.01 s after the last: a batch of 4 prompts takes that
        String told = point("time").told();
        Plan plan = TinyPlan.plan(folder);
        assertEquals(4, plan.evaluation().generation().batch());
        String data = point("data").told();
        int asked = Integer.parseInt(data.replaceAll(".*; (\\d+) prompts asked.*", "$1"));
        int begun = Integer.parseInt(data.replaceAll(".*about (\\d+) with.*", "$1"));
        String evaluate = "evaluate twice %.1f s".formatted((asked + begun) * 0.01 / 4);
        assertTrue(told.contains(evaluate) && told.contains("from a batch of 4"), told);
    }

    @Test
    void aBatchOfALargeModelIsTriedForAFewTokens() throws IOException {
        // a prompt alone takes 10 s, beyond patience, and four side by side no longer
        look = 10 * SECOND;
        replace("max-tokens: 6", "max-tokens: 16");
        String data = point("data").told();
        int asked = Integer.parseInt(data.replaceAll(".*; (\\d+) prompts asked.*", "$1"));
        int begun = Integer.parseInt(data.replaceAll(".*about (\\d+) with.*", "$1"));
        double seconds = (asked + begun) * 10 / 4.0;
        String told = point("time").told();
        String wanted =
                seconds < 120 ? "%.1f s".formatted(seconds) : Math.round(seconds / 60.0) + " min";
        assertTrue(told.contains("evaluate twice " + wanted + ","), told);
        assertTrue(told.contains("from a batch of 4"), told);
    }

    @Test
    void anAttackThatIsEditedAndMeasuredIsALeak() throws IOException {
        replace("    data: edit.json", "    data: test.json");
        Point leaks = point("leaks");
        assertEquals(Weight.CAUTION, leaks.weight());
        assertTrue(leaks.told().contains("given 1 of the attacks"), leaks.told());
    }

    @Test
    void promptsThatAreCutAndAnswersWithoutRoomAreTold() throws IOException {
        int context = 256;
        replace("max-tokens: 6", "max-tokens: " + (context - 12));
        Point cut = point("context");
        assertEquals(Weight.CAUTION, cut.weight(), cut.told());
        assertTrue(cut.told().contains("are cut from the left"), cut.told());
    }

    @Test
    void aPlanThatCanNotBeginIsRefusedInOneLine() throws IOException {
        Files.delete(folder.resolve("test.json"));
        assertTrue(assertThrows(UserError.class, this::outlook).line().contains("not there: "));
    }

    @Test
    void dataThatIsNoneIsRefusedInOneLine() throws IOException {
        Files.writeString(folder.resolve("pool.json"), CanonicalJson.write(List.of(Map.of())));
        String line = assertThrows(ModelError.class, this::outlook).line();
        assertTrue(line.contains("pool.json"), line);
    }
}
