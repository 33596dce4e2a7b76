package dev.pke.web.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A method's identity on every page: its colour class in {@code app.css}, the form of its mark and
 * its family's name in prose. A method says which is its own ({@link MethodCatalogue}); one that is
 * of no class here, such as an old record's or a variant ({@code pke-6}), wears its family's.
 */
public enum MethodStyle {
    PKE("pke", "PKE", Shape.CIRCLE),
    DINM("dinm", "DINM", Shape.SQUARE),
    RANDOM("random", "random neurons", Shape.DIAMOND),
    NONE("none", "before", Shape.BAR),
    SFT("sft", "SFT", Shape.TRIANGLE),
    BENIGN("benign", "fine-tuning", Shape.TRIANGLE_DOWN),
    FT_L("ftl", "FT-L", Shape.PENTAGON),
    GA("ga", "GA", Shape.CROSS),
    GRAD_DIFF("graddiff", "GradDiff", Shape.PLUS),
    NPO("npo", "NPO", Shape.STAR),
    DPO("dpo", "DPO", Shape.HEXAGON),
    MEND("mend", "MEND", Shape.BOWTIE),
    OTHER("other", "other", Shape.BAR);

    private final String key;
    private final String title;
    private final Shape shape;

    MethodStyle(String key, String title, Shape shape) {
        this.key = key;
        this.title = title;
        this.shape = shape;
    }

    /** The style of a method by the name a run gives it; {@link #OTHER} for one unheard of. */
    public static MethodStyle of(String method) {
        return MethodCatalogue.of(method)
                .flatMap(own -> keyed(own.hue()))
                .orElseGet(() -> family(method.toLowerCase(Locale.ROOT)));
    }

    /** The style of that key. */
    static Optional<MethodStyle> keyed(String hue) {
        return Arrays.stream(values()).filter(style -> style.key.equals(hue)).findFirst();
    }

    private static MethodStyle family(String name) {
        if (name.contains("random")) {
            return RANDOM;
        }
        if (name.startsWith("ft-l")) {
            return FT_L;
        }
        if (name.startsWith("ft") || name.startsWith("fine")) {
            return BENIGN;
        }
        if (name.startsWith("gradient")) {
            return name.contains("diff") ? GRAD_DIFF : GA;
        }
        if (name.startsWith("base") || name.startsWith("before")) {
            return NONE;
        }
        MethodStyle found = OTHER;
        for (MethodStyle style : values()) {
            boolean longer = found == OTHER || style.key.length() > found.key.length();
            if (name.startsWith(style.key) && longer) {
                found = style;
            }
        }
        return found;
    }

    /** The class that sets this hue on an element and everything within. */
    public String css() {
        return "hue-" + key;
    }

    /** The method's name as prose writes it. */
    public String title() {
        return title;
    }

    /** The first word of what its methods are called: "random" of random neurons. */
    public String family() {
        return title.replaceFirst(" .*", "");
    }

    /** Whether a name says the family whose colour it wears. */
    public boolean names(String method) {
        return method.toLowerCase(Locale.ROOT).startsWith(family().toLowerCase(Locale.ROOT));
    }

    /** A name in a word: the family's, where it is called after it. */
    public String brief(String method) {
        return names(method) ? family() : method.replaceFirst("[ ,].*", "");
    }

    Shape shape() {
        return shape;
    }

    /** Draws its mark with the centre at (x, y), about {@code 2 * radius} pixels across. */
    public void draw(SvgWriter to, double x, double y, double radius, String cssClass) {
        shape.draw(to, x, y, radius, cssClass);
    }
}
