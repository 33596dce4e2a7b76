package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.word.Metric;
import dev.pke.web.SampleRecord;
import dev.pke.web.chart.Boxes;
import dev.pke.web.chart.CategoryChart;
import dev.pke.web.chart.LossChart;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;
import dev.pke.web.chart.TradeOff;
import dev.pke.web.chart.TradeOffChart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

class ChartsTest {
    @ParameterizedTest
    @EnumSource(Size.class)
    void everyRunIsOneMarkAtItsParametersAndAttackSuccess(Size size) throws Exception {
        Document svg = parse(TradeOffChart.draw(tradeOff(), size));
        List<Element> circles = elements(svg, "circle");
        assertEquals(2, circles.size());
        double right = number(circles.get(0), "cx");
        double left = number(circles.get(1), "cx");
        assertTrue(left < right, "fewer parameters stand further left");
        assertTrue(number(circles.get(1), "cy") < number(circles.get(0), "cy"), "higher is worse");
        assertEquals(
                "PKE 6: 768 parameters, attack success 0\u00a0% (0–7), 0 of 54",
                elements(svg, "title").getFirst().getTextContent());
    }

    @Test
    void marksOfOneValueShareItsPlaceHoweverManyTheyAre() throws Exception {
        List<TradeOff.Mark> marks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            marks.add(mark("PKE " + i, 768, SampleRecord.rate(i, 54)));
        }
        marks.add(mark("one", 100, SampleRecord.rate(1, 54)));
        marks.add(mark("other", 100_000, SampleRecord.rate(1, 54)));
        var chart = new TradeOff(SampleRecord.rate(37, 54), "/runs/x", marks);
        for (Size size : Size.values()) {
            List<Element> circles = elements(parse(TradeOffChart.draw(chart, size)), "circle");
            double least = number(circles.get(12), "cx");
            double decade = (number(circles.get(13), "cx") - least) / 3;
            for (Element circle : circles.subList(0, 12)) {
                // a pixel's tenth is what the drawing writes
                assertEquals(
                        least + decade * Math.log10(7.68), number(circle, "cx"), 0.1, "" + size);
            }
        }
    }

    private static TradeOff.Mark mark(String name, long moved, Metric asr) {
        return new TradeOff.Mark(
                name, MethodStyle.PKE, moved, asr, TradeOff.Soundness.SOUND, "/runs/x");
    }

    @Test
    void theWhiskersSpanTheInterval() throws Exception {
        Document svg = parse(TradeOffChart.draw(tradeOff(), Size.WIDE));
        List<Element> whiskers =
                elements(svg, "line").stream()
                        .filter(line -> line.getAttribute("class").equals("whisker"))
                        .toList();
        List<Element> grid =
                elements(svg, "line").stream()
                        .filter(line -> line.getAttribute("class").equals("gridline"))
                        .toList();
        double hundred = number(grid.getLast(), "y1");
        double twentyFive = number(grid.getFirst(), "y1");
        double percent = (twentyFive - hundred) / 75;
        double tall = number(whiskers.getLast(), "y2") - number(whiskers.getLast(), "y1");
        var asr = tradeOff().marks().getLast().asr();
        assertEquals(100 * (asr.high() - asr.low()), tall / percent, 0.2);
    }

    @Test
    void aMarkThatMovedNothingHasNoPlaceOnALogAxis() {
        var asr = SampleRecord.rate(3, 54);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new TradeOff.Mark(
                                "x", MethodStyle.PKE, 0, asr, TradeOff.Soundness.SOUND, "/runs/x"));
    }

    @Test
    void textFromTheRecordIsEscaped() throws Exception {
        var row =
                new CategoryChart.Row(
                        "<script>alert(1)</script>",
                        List.of(
                                new CategoryChart.Bar(
                                        "\"><b>",
                                        MethodStyle.PKE,
                                        SampleRecord.rate(1, 6),
                                        "/x?a=1&b=2")));
        Svg svg = CategoryChart.draw(List.of(row), Size.HALF);
        assertFalse(svg.markup().contains("<script>"));
        assertTrue(parse(svg).getDocumentElement().getTextContent().contains("<script>"));
    }

    @Test
    void aDivergedLossEndsItsLineAndSaysSo() throws Exception {
        var points =
                List.of(
                        new LossChart.Point(1, 1, "/events/1"),
                        new LossChart.Point(2, 30, "/events/2"),
                        new LossChart.Point(3, Double.NaN, "/events/3"));
        var series = new LossChart.Series("GA", MethodStyle.GA, LossChart.Dash.SOLID, points);
        Document svg = parse(LossChart.draw(List.of(series), Size.HALF));
        assertTrue(svg.getDocumentElement().getTextContent().contains("GA (diverged)"));
        assertEquals(
                1, elements(svg, "path").getFirst().getAttribute("d").split("L", -1).length - 1);
    }

    @Test
    void aLossOfZeroIsAGapWithAMarkOnTheAxisAndASingleStepIsADot() throws Exception {
        var points =
                List.of(
                        new LossChart.Point(1, 1, "/events/1"),
                        new LossChart.Point(2, 0, "/events/2"),
                        new LossChart.Point(3, 0.5, "/events/3"));
        Document svg = parse(LossChart.draw(List.of(line(points)), Size.HALF));
        String path = elements(svg, "path").getFirst().getAttribute("d");
        assertEquals(2, path.split("M", -1).length - 1, path);
        Element axis = element(svg, "axis");
        Element zero = element(svg, "zero");
        double middle = (number(zero, "y1") + number(zero, "y2")) / 2;
        assertEquals(number(axis, "y1"), middle, 0.1, "on the axis");
        Document one = parse(LossChart.draw(List.of(line(points.subList(0, 1))), Size.HALF));
        assertEquals(
                1,
                elements(one, "circle").stream()
                        .filter(each -> each.getAttribute("class").equals("only"))
                        .count());
    }

    private static LossChart.Series line(List<LossChart.Point> points) {
        return new LossChart.Series("PKE", MethodStyle.PKE, LossChart.Dash.SOLID, points);
    }

    private static Element element(Document svg, String css) {
        return elements(svg, "line").stream()
                .filter(each -> each.getAttribute("class").equals(css))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void labelsDoNotCoverEachOther() {
        var boxes = new Boxes(new Boxes.Box(0, 0, 100, 100));
        var here = new Boxes.Box(10, 10, 40, 20);
        var there = new Boxes.Box(50, 10, 80, 20);
        assertEquals(0, boxes.choose(List.of(here, there)));
        assertEquals(1, boxes.choose(List.of(here, there)));
    }

    @Test
    void aNameFarFromItsMarkIsLedToIt() throws Exception {
        var svg = new SvgWriter(200, 200, "chart", "three marks in one place");
        var boxes = new Boxes(new Boxes.Box(0, 0, 200, 200));
        for (String text : List.of("right", "left", "below")) {
            boxes.write(svg, new Boxes.Caption(text, 30, 10), 50, 50, -4, 40);
        }
        List<Element> leads =
                elements(parse(svg.done()), "line").stream()
                        .filter(each -> each.getAttribute("class").equals("lead"))
                        .toList();
        assertEquals(1, leads.size());
        assertEquals("50", leads.getFirst().getAttribute("x1"));
        assertEquals("60", leads.getFirst().getAttribute("x2"));
    }

    private static TradeOff tradeOff() {
        return new TradeOff(
                SampleRecord.rate(35, 54),
                "/events/1",
                List.of(
                        new TradeOff.Mark(
                                "PKE 6",
                                MethodStyle.PKE,
                                768,
                                SampleRecord.rate(0, 54),
                                TradeOff.Soundness.SOUND,
                                "/runs/a"),
                        new TradeOff.Mark(
                                "PKE 1",
                                MethodStyle.PKE,
                                128,
                                SampleRecord.rate(20, 54),
                                TradeOff.Soundness.SOUND,
                                "/runs/b")));
    }

    private static Document parse(Svg svg) throws Exception {
        var source = new InputSource(new StringReader(svg.markup()));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
    }

    private static List<Element> elements(Document document, String tag) {
        var found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
