package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What is written beside marks: those of one hue that lie on each other share one label, for a
 * label that is far from its mark reads as a value of its own.
 */
public record Labels(List<Mark> marks, Size size) {
    private static final double NEAR = 14;
    private static final double NEAR_ON_A_PHONE = 30;
    private static final int LETTERS_ON_A_PHONE = 18;

    /** A mark's name and place. */
    public record Mark(String name, MethodStyle hue, double x, double y) {}

    /** A text for each mark; "" for one that an earlier one's speaks for. */
    public List<String> texts() {
        int[] more = new int[marks.size()];
        List<Integer> heads = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark each = marks.get(i);
            int head =
                    heads.stream().filter(h -> isNear(each, marks.get(h))).findFirst().orElse(-1);
            if (head < 0) {
                heads.add(i);
            } else {
                more[head]++;
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            texts.add(heads.contains(i) ? text(marks.get(i), more[i]) : "");
        }
        return texts;
    }

    private boolean isNear(Mark one, Mark other) {
        double near = size == Size.NARROW ? NEAR_ON_A_PHONE : NEAR;
        return one.hue() == other.hue()
                && Math.abs(one.x() - other.x()) < near
                && Math.abs(one.y() - other.y()) < NEAR;
    }

    private String text(Mark mark, int more) {
        String tail = more == 0 ? "" : " and " + more + " more";
        String whole = mark.name() + tail;
        boolean isLong = size == Size.NARROW && whole.length() > LETTERS_ON_A_PHONE;
        return isLong ? mark.hue().brief(mark.name()) + tail : whole;
    }
}
