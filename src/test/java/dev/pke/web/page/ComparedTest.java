package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.measure.MetricName;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.web.SampleRecord;
import dev.pke.web.SampleRecord.Arm;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.held.KeptChart;
import dev.pke.web.held.KeptMark;
import dev.pke.web.held.Ordinary;
import dev.pke.web.held.RegionRow;
import dev.pke.web.held.Regions;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a comparison shows beside its sentence: the papers' figure, what was kept, regions. */
class ComparedTest {
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final SampleRecord record = new SampleRecord(store, blobs);

    private Compared compare(Arm... arms) {
        record.writeAll(List.of(arms));
        return Compared.of(
                Stream.of(arms).map(arm -> ViewedRun.ours(RunView.of(store, arm.run()))).toList(),
                blobs);
    }

    /** Safe Unlearning wears NPO's colour and is not called NPO for it. */
    @Test
    void theKeyCallsAMethodThatBorrowsAColourByItsOwnName() {
        Compared page =
                compare(
                        new Arm("pke-1", "pke", 6, 0),
                        new Arm("su-1", "safe-unlearning", 344, 0),
                        new Arm("dinm-1", "dinm", 344, 0.5));
        assertEquals(
                List.of("PKE", "DINM", "before", "Safe Unlearning"),
                page.keys().stream().map(ComparePage.Key::name).toList());
        String drawn = Objects.requireNonNull(page.figure()).sizes().getFirst().markup();
        assertTrue(drawn.contains(">Safe<") || drawn.contains(">Safe Unlearning<"), drawn);
    }

    @Test
    void thePapersFigureHasTheBarsOfEveryModelOnOneAxis() {
        Compared page =
                compare(
                        new Arm("pke-1", "pke", 6, 0),
                        new Arm("pke-2", "pke", 2, 0),
                        new Arm("dinm-1", "dinm", 344, 0.5),
                        new Arm("pke-3-other-model", "pke", 6, 0.3),
                        new Arm("dinm-3-other-model", "dinm", 344, 0.3));
        assertEquals(2, page.models().size());
        var figure = Objects.requireNonNull(page.figure());
        List<String> names =
                figure.rows().stream().map(row -> row.get(0) + ": " + row.get(1)).toList();
        assertEquals(
                List.of(
                        "specimen/plain · 5dd1c8: before",
                        "specimen/plain · 5dd1c8: PKE 6",
                        "specimen/plain · 5dd1c8: DINM",
                        "specimen/plain · 350c42: before",
                        "specimen/plain · 350c42: PKE",
                        "specimen/plain · 350c42: DINM"),
                names);
        String svg = figure.sizes().getFirst().markup();
        assertEquals(6, svg.split("class=\"fill\"", -1).length - 1);
        // the height of each bar is its share of the axis
        double hundred = 300 - 44 - 18;
        List<Double> tall = numbers(svg, "class=\"fill\"[^>]*height=\"([0-9.]+)\"");
        for (int i = 0; i < tall.size(); i++) {
            String percent = figure.rows().get(i).get(2).replaceAll("\\D", "");
            double share = Double.parseDouble(percent) / 100;
            assertEquals(Math.max(1.5, hundred * share), tall.get(i), 1.3, percent);
        }
    }

    @Test
    void whatWasKeptIsDrawnWhereItsFiguresAre() {
        List<KeptMark> marks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            marks.add(mark(Metric.share(5, 100), Metric.share(90, 100)));
        }
        marks.add(mark(Metric.share(10, 100), Metric.share(80, 100)));
        marks.add(mark(Metric.share(20, 100), Metric.share(100, 100)));
        String svg = KeptChart.draw(marks, Size.WIDE, Ordinary.KEPT).markup();
        List<Double> xs = numbers(svg, "<circle[^>]* cx=\"([0-9.]+)\"");
        List<Double> ys = numbers(svg, "<circle[^>]* cy=\"([0-9.]+)\"");
        for (int i = 1; i <= 9; i++) { // drawn from above
            // of one place, not moved aside; a tenth of a pixel is what the drawing writes
            assertEquals(xs.get(10) - (xs.get(0) - xs.get(10)) / 2, xs.get(i), 0.1);
            assertEquals((ys.get(10) + ys.get(0)) / 2, ys.get(i), 0.1);
        }
        assertTrue(ys.get(0) < ys.get(10), "what keeps more stands higher");
        assertTrue(svg.contains("upwards: kept, from 60"), "an axis that is cut says so");
    }

    private static KeptMark mark(Metric asr, Metric kept) {
        return new KeptMark("PKE", MethodStyle.PKE, asr, kept, "", "/runs/x");
    }

    @Test
    void regionsAreHeldAgainstEachOtherByTheirNeurons() {
        Compared page =
                compare(
                        new Arm("pke-1", "pke", 6, 0),
                        new Arm("pke-2", "pke", 2, 0),
                        new Arm("dinm-1", "dinm", 344, 0));
        Regions regions = Objects.requireNonNull(page.models().getFirst().regions());
        List<RegionRow> rows = regions.rows();
        assertEquals(List.of("6", "2", "344"), rows.stream().map(RegionRow::size).toList());
        // neuron 17 of block 5 and 51 of block 4 of six; of DINM's whole block the three in it
        assertEquals("0.33", rows.get(0).cells().get(1).told());
        assertEquals("block 4: 1 of 3, block 5: 1 of 3", rows.get(0).cells().get(1).blocks());
        assertEquals("block 4: 0 of 3, block 5: 3 of 344", rows.get(0).cells().get(2).blocks());
        assertEquals("/diff?a=pke-1&b=dinm-1", rows.get(0).cells().get(2).href());
        assertEquals("/runs/pke-1/neurons/5/17", regions.shared().getFirst().href());
        assertEquals(3, regions.shared().getFirst().names().size());
    }

    @Test
    void aCategorysBarLeadsToItsAnswersAndEveryEvaluationIsEvidence() {
        record.writeAll(List.of(new Arm("pke-1", "pke", 6, 0)));
        ViewedRun run = ViewedRun.ours(RunView.of(store, "pke-1"));
        RunPage page = RunPage.of(run, run, new AnswerPage.Filter("", "", "", 1), null, null);
        String svg = Objects.requireNonNull(page.categories()).sizes().getFirst().markup();
        assertTrue(svg.contains("?kind=attack&amp;category=physical+harm#answers"), svg);
        assertTrue(page.evaluation("before").startsWith("/events/"));
        assertTrue(page.evaluation("after").startsWith("/events/"));
        assertEquals("", page.evaluation("never"));
        var kept = Objects.requireNonNull(run.view().summary()).after();
        assertTrue(kept.containsKey(MetricName.BENIGN_KEPT));
    }

    private static List<Double> numbers(String svg, String pattern) {
        List<Double> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(svg);
        while (matcher.find()) {
            found.add(Double.parseDouble(matcher.group(1)));
        }
        return found;
    }
}
