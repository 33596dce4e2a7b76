package dev.pke.web.chart;

/** The form of a method's mark, so that marks stay apart without colour. */
enum Shape {
    CIRCLE(null),
    SQUARE("-1,-1 1,-1 1,1 -1,1"),
    DIAMOND("0,-1.4 1.4,0 0,1.4 -1.4,0"),
    TRIANGLE("0,-1.3 1.3,1 -1.3,1"),
    TRIANGLE_DOWN("0,1.3 1.3,-1 -1.3,-1"),
    PENTAGON("0,-1.35 1.3,-0.4 0.8,1.15 -0.8,1.15 -1.3,-0.4"),
    HEXAGON("-1.3,0 -0.65,-1.15 0.65,-1.15 1.3,0 0.65,1.15 -0.65,1.15"),
    CROSS(
            "-1.3,-0.7 -0.7,-1.3 0,-0.6 0.7,-1.3 1.3,-0.7 0.6,0 1.3,0.7 0.7,1.3 0,0.6"
                    + " -0.7,1.3 -1.3,0.7 -0.6,0"),
    PLUS(
            "-0.45,-1.4 0.45,-1.4 0.45,-0.45 1.4,-0.45 1.4,0.45 0.45,0.45 0.45,1.4 -0.45,1.4"
                    + " -0.45,0.45 -1.4,0.45 -1.4,-0.45 -0.45,-0.45"),
    STAR(
            "0,-1.5 0.42,-0.5 1.45,-0.45 0.65,0.25 0.9,1.3 0,0.7 -0.9,1.3 -0.65,0.25 -1.45,-0.45"
                    + " -0.42,-0.5"),
    BAR("-1.5,-0.5 1.5,-0.5 1.5,0.5 -1.5,0.5"),
    BOWTIE("-1.4,-1 1.4,1 1.4,-1 -1.4,1");

    private final @org.jspecify.annotations.Nullable String unit;

    Shape(@org.jspecify.annotations.Nullable String unit) {
        this.unit = unit;
    }

    /** Draws the mark with its centre at (x, y), about {@code 2 * radius} pixels across. */
    void draw(SvgWriter to, double x, double y, double radius, String cssClass) {
        if (unit == null) {
            to.empty(
                    "circle",
                    "class",
                    cssClass,
                    "cx",
                    SvgWriter.px(x),
                    "cy",
                    SvgWriter.px(y),
                    "r",
                    SvgWriter.px(radius));
            return;
        }
        var points = new StringBuilder();
        for (String pair : unit.split(" ", -1)) {
            int comma = pair.indexOf(',');
            points.append(points.isEmpty() ? "" : " ")
                    .append(SvgWriter.px(x + radius * Double.parseDouble(pair.substring(0, comma))))
                    .append(',')
                    .append(
                            SvgWriter.px(
                                    y + radius * Double.parseDouble(pair.substring(comma + 1))));
        }
        to.empty("polygon", "class", cssClass, "points", points.toString());
    }
}
