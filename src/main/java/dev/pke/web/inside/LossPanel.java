package dev.pke.web.inside;

import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The losses of a run as a panel: the chart, and addresses that zoom and smooth it. */
public record LossPanel(Drawings chart, String words, List<Way> zoom, List<Way> smoothing) {
    private static final int PLACES = 90;
    private static final int PLACES_NARROW = 45;
    private static final int FEW = 8;
    private static final List<Double> SHARES = List.of(0.0, 0.6, 0.9, 0.99);

    /**
     * The panel, or null before the first step.
     *
     * @param cut the bands of the window in at most so many stretches
     * @param pos the position looked at, "" for now
     */
    public static @Nullable LossPanel of(
            ViewedRun viewed,
            IntFunction<LossBands> cut,
            LossWindow window,
            MethodStyle style,
            String pos) {
        LossBands wide = cut.apply(PLACES);
        if (wide.steps() == 0) {
            return null;
        }
        String run = viewed.event(0).replaceFirst("0$", "");
        LossBands narrow = cut.apply(PLACES_NARROW);
        List<String> head = new ArrayList<>(List.of("step"));
        narrow.lines().forEach(each -> head.add(each.term()));
        List<List<String>> cells = new ArrayList<>();
        List<String> hrefs = new ArrayList<>();
        for (int i = 0; i < narrow.stretches().size(); i++) {
            cells.add(row(narrow, i));
            hrefs.add(run + narrow.stretches().get(i).position());
        }
        Drawings chart =
                Drawings.full(
                        size ->
                                LossPlot.draw(
                                        size == Size.NARROW ? narrow : wide, style, run, size),
                        head,
                        cells,
                        hrefs);
        return new LossPanel(
                chart, words(wide, window), zoom(wide, window, pos), smoothing(window, pos));
    }

    private static List<String> row(LossBands bands, int at) {
        Stretch stretch = bands.stretches().get(at);
        List<String> row = new ArrayList<>();
        String first = FigureText.count(stretch.from());
        row.add(
                stretch.from() == stretch.to()
                        ? first
                        : first + "–" + FigureText.count(stretch.to()));
        bands.lines().forEach(each -> row.add(LossPlot.value(each, at)));
        return row;
    }

    private static String words(LossBands bands, LossWindow window) {
        if (bands.stretches().isEmpty()) {
            return "No step lies there; the edit took " + FigureText.count(bands.steps()) + ".";
        }
        boolean single = bands.stretches().stream().allMatch(each -> each.from() == each.to());
        String which =
                bands.first() == bands.last()
                        ? "Step " + FigureText.count(bands.first())
                        : "Steps "
                                + FigureText.count(bands.first())
                                + " to "
                                + FigureText.count(bands.last());
        String line = window.smoothing() > 0 ? "smoothed" : "the middle of its steps";
        String how = single ? "" : " A place holds several: line " + line + ", band all of them.";
        return which + " of " + FigureText.count(bands.steps()) + ", log scale." + how;
    }

    private static List<Way> zoom(LossBands bands, LossWindow window, String pos) {
        if (bands.steps() <= FEW) {
            return List.of();
        }
        int first = Math.max(1, bands.first());
        int last = Math.max(first, bands.last());
        int span = last - first + 1;
        Map<String, LossWindow> windows = new LinkedHashMap<>();
        windows.put("all steps", window.between(0, 0));
        if (first > 1) {
            int from = Math.max(1, first - span);
            windows.put("‹ earlier", window.between(from, from + span - 1));
        }
        if (span > FEW) {
            windows.put("first half", window.between(first, first + span / 2 - 1));
            windows.put("second half", window.between(first + span / 2, last));
        }
        if (last < bands.steps()) {
            int to = Math.min(bands.steps(), last + span);
            windows.put("later ›", window.between(to - span + 1, to));
        }
        List<Way> links = new ArrayList<>();
        windows.forEach(
                (title, to) -> links.add(new Way(title, address(to, pos), to.equals(window))));
        return links;
    }

    private static List<Way> smoothing(LossWindow window, String pos) {
        return SHARES.stream()
                .map(share ->
                        new Way(
                                share == 0 ? "none" : window.smoothed(share).smooth(),
                                address(window.smoothed(share), pos),
                                share == window.smoothing()))
                .toList();
    }

    private static String address(LossWindow window, String pos) {
        String query = window.query();
        String at = pos.isEmpty() ? "" : (query.isEmpty() ? "?pos=" : "&pos=") + pos;
        String whole = query + at;
        return (whole.isEmpty() ? "?" : whole) + "#losses";
    }
}
