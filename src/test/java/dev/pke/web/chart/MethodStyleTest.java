package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.OwnMethods;
import dev.pke.web.Colour;
import dev.pke.web.Sight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

class MethodStyleTest {
    private static final List<MethodStyle> MAIN =
            List.of(
                    MethodStyle.PKE,
                    MethodStyle.DINM,
                    MethodStyle.RANDOM,
                    MethodStyle.SFT,
                    MethodStyle.BENIGN,
                    MethodStyle.GA);

    @ParameterizedTest
    @CsvSource({
        "pke, PKE",
        "pke-6, PKE",
        "dinm/paper, DINM",
        "random, RANDOM",
        "dinm-random-block, RANDOM",
        "random-same-blocks, RANDOM",
        "sft, SFT",
        "ft-l, FT_L",
        "ga, GA",
        "graddiff, GRAD_DIFF",
        "npo, NPO",
        "dpo, DPO",
        "mend, MEND",
        "gradient-ascent, GA",
        "largest, OTHER",
        "none, NONE"
    })
    void aMethodWearsItsFamilysHue(String method, MethodStyle hue) {
        assertEquals(hue, MethodStyle.of(method));
    }

    @Test
    void whatEveryMethodOfOursSaysOfItselfIsOnThePages() {
        List<MethodTitle> own = new OwnMethods().titles();
        assertTrue(own.size() > 9, own.size() + " methods");
        for (MethodTitle each : own) {
            assertTrue(MethodStyle.keyed(each.hue()).isPresent(), each.hue());
            assertEquals(each.title(), MethodCatalogue.of(each.method()).orElseThrow().title());
            assertEquals(each.hue(), MethodCatalogue.of(each.method()).orElseThrow().hue());
        }
    }

    @Test
    void noTwoMethodsShareAColourOrForm() throws IOException {
        Map<MethodStyle, Pair> colours = colours();
        for (MethodStyle a : MethodStyle.values()) {
            for (MethodStyle b : MethodStyle.values()) {
                if (a.compareTo(b) < 0 && b != MethodStyle.OTHER) {
                    assertNotEquals(a.shape(), b.shape(), a + " and " + b);
                    assertNotEquals(
                            of(colours, a).light(), of(colours, b).light(), a + " and " + b);
                    assertNotEquals(of(colours, a).dark(), of(colours, b).dark(), a + " and " + b);
                }
            }
        }
    }

    /** Distances in OKLab times 100; sight by the matrices of Machado et al. 2009, severity 1. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theMainMethodsStayApartForColourBlindReaders(int theme) throws IOException {
        Map<MethodStyle, Pair> colours = colours();
        for (Sight sight : Sight.values()) {
            for (MethodStyle a : MAIN) {
                for (MethodStyle b : MAIN) {
                    if (a.compareTo(b) < 0) {
                        double apart =
                                Colour.of(of(colours, a).in(theme))
                                        .distance(Colour.of(of(colours, b).in(theme)), sight);
                        assertTrue(apart > 5, sight + ": " + a + " and " + b + " " + apart);
                    }
                }
            }
        }
    }

    @Test
    void everyMarkStandsOutFromItsPanel() throws IOException {
        colours()
                .forEach((hue, both) -> {
                    double light = Colour.of(both.light()).contrast(Colour.of("#ffffff"));
                    double dark = Colour.of(both.dark()).contrast(Colour.of("#1b1e24"));
                    assertTrue(light >= 3, hue + " on paper: " + light);
                    assertTrue(dark >= 3, hue + " in the dark: " + dark);
                });
    }

    private static Pair of(Map<MethodStyle, Pair> colours, MethodStyle hue) {
        return Objects.requireNonNull(colours.get(hue));
    }

    /** One hue in both themes, each as {@code #rrggbb}. */
    private record Pair(String light, String dark) {
        String in(int theme) {
            return theme == 0 ? light : dark;
        }
    }

    /** The light and the dark colour of each hue, as the style sheet has them. */
    private static Map<MethodStyle, Pair> colours() throws IOException {
        String css;
        try (var in = MethodStyleTest.class.getResourceAsStream("/web/static/app.css")) {
            css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<MethodStyle, Pair> colours = new HashMap<>();
        for (MethodStyle hue : MethodStyle.values()) {
            var rule =
                    Pattern.compile(
                                    "\\."
                                            + hue.css()
                                            + " \\{ --hue: light-dark\\((#\\w{6}), (#\\w{6})\\)")
                            .matcher(css);
            assertTrue(rule.find(), hue + " has no colour");
            colours.put(hue, new Pair(rule.group(1), rule.group(2)));
        }
        return colours;
    }
}
