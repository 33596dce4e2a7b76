package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What is written beside marks: those of one hue that lie on each other share one label, for a
 * label that is far from its mark reads as a value of its own.
 */
public record Labels(List<Mark> marks) {
    private static final double NEAR = 14;

    /** A mark's name and place. */
    public record Mark(String name, MethodStyle hue, double x, double y) {
        private boolean isNear(Mark other) {
            return hue == other.hue && Math.abs(x - other.x) < NEAR && Math.abs(y - other.y) < NEAR;
        }
    }

    /** A text for each mark; "" for one that an earlier one's speaks for. */
    public List<String> texts() {
        int[] more = new int[marks.size()];
        List<Integer> heads = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark each = marks.get(i);
            int head = heads.stream().filter(h -> each.isNear(marks.get(h))).findFirst().orElse(-1);
            if (head < 0) {
                heads.add(i);
            } else {
                more[head]++;
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            String name = marks.get(i).name();
            texts.add(
                    !heads.contains(i)
                            ? ""
                            : more[i] == 0 ? name : name + " and " + more[i] + " more");
        }
        return texts;
    }
}
