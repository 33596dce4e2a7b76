package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Draws blocks × neurons: a cell's depth is the highest score within it, an outline says that
 * neurons of it were moved. A cell holds several neighbours where a block has more neurons than a
 * screen has room for.
 */
public final class NeuronMap {
    /**
     * One block. {@code scores} holds a value for each neuron, or is empty where none were kept;
     * {@code chosen} are the neurons that were moved.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public // read by one drawing, never compared
    record Row(int block, float[] scores, BitSet chosen, String href) {}

    private NeuronMap() {}

    public static Svg draw(List<Row> rows, int neurons, MethodStyle style, Size size) {
        double left = 30;
        double right = size.width() - 4;
        int most = size == Size.NARROW ? 48 : size == Size.HALF ? 72 : 130;
        int perCell = Math.max(1, (neurons + most - 1) / most);
        int cells = (neurons + perCell - 1) / perCell;
        double pitch = (right - left) / cells;
        double tall = rows.size() > 16 ? 9 : 18;
        double height = rows.size() * tall + 24;
        var svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart neurons " + size.css() + ' ' + style.css(),
                        "Scores by block and neuron");
        double highest = 1e-30;
        for (Row row : rows) {
            for (float score : row.scores()) {
                highest = Math.max(highest, score);
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            double top = r * tall;
            if (rows.size() <= 16 || r % 4 == 0) {
                svg.text(
                        left - 8,
                        top + tall / 2 + 3,
                        "tick end",
                        Integer.toString(rows.get(r).block()));
            }
            row(svg, rows.get(r), neurons, perCell, highest, left, top, pitch, tall - 3);
        }
        svg.text(left, height - 5, "tick", "neuron 0");
        svg.text(right, height - 5, "tick end", Integer.toString(neurons - 1));
        return svg.done();
    }

    private static void row(
            SvgWriter svg,
            Row row,
            int neurons,
            int perCell,
            double highest,
            double left,
            double top,
            double pitch,
            double tall) {
        List<Integer> outlined = new ArrayList<>();
        for (int from = 0, cell = 0; from < neurons; from += perCell, cell++) {
            int to = Math.min(neurons, from + perCell);
            double best = 0;
            for (int i = from; i < Math.min(to, row.scores().length); i++) {
                best = Math.max(best, row.scores()[i]);
            }
            int next = row.chosen().nextSetBit(from);
            boolean moved = next >= 0 && next < to;
            if (moved) {
                outlined.add(cell);
            }
            int depth = (int) Math.round(9 * Math.sqrt(best / highest));
            cell(svg, row, from, to, best, depth, moved, left + cell * pitch, top, pitch, tall);
        }
        for (int cell : outlined) {
            svg.rect(left + cell * pitch - 0.5, top - 1, pitch, tall + 2, "outline");
        }
    }

    private static void cell(
            SvgWriter svg,
            Row row,
            int from,
            int to,
            double best,
            int depth,
            boolean moved,
            double x,
            double y,
            double pitch,
            double tall) {
        double wide = Math.max(1, pitch - (pitch > 5 ? 1.4 : 0.4));
        boolean solid = moved && row.scores().length == 0;
        String css = solid ? "cell d9" : "cell d" + depth;
        if (depth == 0 && !moved) {
            svg.rect(x, y, wide, tall, css);
            return;
        }
        svg.open("a", "href", row.href());
        svg.leaf("title", told(row, from, to, best));
        svg.rect(x, y, wide, tall, css);
        svg.close();
    }

    private static String told(Row row, int from, int to, double best) {
        String which = to - from == 1 ? "neuron " + from : "neurons " + from + "–" + (to - 1);
        var text = new StringBuilder("block " + row.block() + ", " + which);
        if (row.scores().length > 0) {
            text.append(", highest score ").append(FigureText.value(best));
        }
        String moved =
                row.chosen().stream()
                        .filter(i -> i >= from && i < to)
                        .limit(9)
                        .mapToObj(Integer::toString)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        return moved.isEmpty() ? text.toString() : text + "; moved " + moved;
    }
}
