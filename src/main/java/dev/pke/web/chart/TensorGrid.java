package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws every tensor of a model as one cell, a row a block: an equal one is empty, a different one
 * is filled, the deeper the more of it differs (logarithmic).
 */
public final class TensorGrid {
    private static final double LABEL = 62;
    private static final double HEAD = 22;

    private TensorGrid() {}

    /** The grid of all cells, those of no block below. */
    public static Svg draw(List<TensorCell> cells, Size size) {
        Set<String> parts =
                new TreeSet<>(Comparator.comparingInt(TensorGrid::rank).thenComparing(p -> p));
        Map<Integer, Map<String, TensorCell>> blocks = new LinkedHashMap<>();
        List<TensorCell> others = new ArrayList<>();
        for (TensorCell each : cells) {
            if (each.block() < 0) {
                others.add(each);
            } else {
                parts.add(part(each));
                blocks.computeIfAbsent(each.block(), _ -> new LinkedHashMap<>())
                        .put(part(each), each);
            }
        }
        double tall = blocks.size() > 16 ? 11 : 20;
        double wide = Math.min(96, (size.width() - LABEL - 4) / Math.max(1, parts.size()));
        int perRow = Math.max(1, (int) ((size.width() - LABEL) / 120));
        int rows = (others.size() + perRow - 1) / perRow;
        double height = HEAD + blocks.size() * tall + 8 + rows * 40.0;
        var svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart tensors " + size.css(),
                        "Every tensor of the model; those that differ are filled");
        int column = 0;
        for (String part : parts) {
            svg.text(LABEL + column++ * wide + wide / 2, 14, "tick middle", brief(part));
        }
        double top = HEAD;
        int at = 0;
        for (Map.Entry<Integer, Map<String, TensorCell>> block : blocks.entrySet()) {
            if (tall > 15 || at++ % 4 == 0) {
                svg.text(LABEL - 8, top + tall / 2 + 3, "tick end", "block " + block.getKey());
            }
            column = 0;
            for (String part : parts) {
                TensorCell cell = block.getValue().get(part);
                if (cell != null) {
                    cell(svg, cell, LABEL + column * wide, top, wide - 3, tall - 3);
                }
                column++;
            }
            top += tall;
        }
        for (int i = 0; i < others.size(); i++) {
            double x = LABEL + (i % perRow) * 120.0;
            int line = i / perRow;
            double y = top + 8 + line * 40.0;
            svg.text(x, y + 12, "tick", name(others.get(i)));
            cell(svg, others.get(i), x, y + 17, 96, 14);
        }
        return svg.done();
    }

    private static void cell(
            SvgWriter svg, TensorCell cell, double x, double y, double w, double h) {
        String told = cell.tensor() + ": " + told(cell);
        boolean links = !cell.href().isEmpty();
        if (links) {
            svg.open("a", "href", cell.href(), "aria-label", told);
        } else {
            svg.open("g");
        }
        svg.leaf("title", told);
        svg.rect(x, y, w, h, "cell " + (cell.share() == 0 ? "equal" : cell.hue() + depth(cell)));
        svg.close();
    }

    /** From 1, a thousandth or less of it, to 9, all of it. */
    private static String depth(TensorCell cell) {
        double share = Double.isNaN(cell.share()) ? 1 : cell.share();
        double depth = 9 + 8 * Math.log10(Math.max(1e-3, share)) / 3;
        return " d" + Math.clamp(Math.round(depth), 1, 9);
    }

    private static String told(TensorCell cell) {
        if (cell.share() == 0) {
            return "equal";
        }
        return Double.isNaN(cell.share())
                ? "other digests"
                : FigureText.percent(cell.share()) + " of its elements differ";
    }

    /** In the order in which a block computes: attention, then the MLP, then what is left. */
    private static int rank(String part) {
        List<String> order = List.of("q_", "k_", "v_", "qkv", "c_attn", "o_", "gate", "up", "down");
        for (int i = 0; i < order.size(); i++) {
            if (part.matches("(.*\\.)?" + order.get(i) + ".*")) {
                return i;
            }
        }
        return order.size() + (part.contains("norm") ? 1 : 0);
    }

    /** What a tensor is called within its block. */
    private static String part(TensorCell cell) {
        return cell.tensor().replaceFirst("^.*?\\." + cell.block() + "\\.", "");
    }

    private static String name(TensorCell cell) {
        return brief(cell.tensor().replaceFirst("^(model|transformer)\\.", ""));
    }

    /** As short as a column is wide: "q", "down", "norm". */
    private static String brief(String part) {
        String bare = part.replaceFirst("\\.weight$", "").replace(".bias", " bias");
        String last = bare.substring(bare.lastIndexOf('.') + 1).replaceFirst("_proj$", "");
        if (last.endsWith("layernorm")) {
            return last.startsWith("input") ? "n1" : "n2";
        }
        return last.length() <= 12 ? last : last.substring(0, 11) + "…";
    }
}
