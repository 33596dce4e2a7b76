package dev.pke.web;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes the pictures of README from a server that runs; no test, so no build does it unasked.
 * {@code pke.address} says where the server is, {@code pke.pictures} where they go, {@code pke.run}
 * which run is shown alone.
 */
class Screenshots {
    private static final int QUALITY = 82;
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    private record Picture(String name, String path, int width, int height) {}

    @Test
    void theyAreTaken() throws IOException {
        String address = property("pke.address");
        Path folder = Files.createDirectories(Path.of(property("pke.pictures")));
        String run = property("pke.run");
        List<Picture> pictures =
                List.of(
                        new Picture("runs", "/", WIDE, 760),
                        new Picture("run", "/runs/" + run, WIDE, 1000),
                        new Picture("compare", "/compare", WIDE, 1000),
                        new Picture("diff", "/diff?a=" + run, WIDE, 1000),
                        new Picture("learn", "/learn", WIDE, 1000),
                        new Picture("phone-runs", "/", PHONE, 844),
                        new Picture("phone-run", "/runs/" + run, PHONE, 844),
                        new Picture("phone-learn", "/learn", PHONE, 844));
        try (Browser browser = Browser.open()) {
            for (String theme : List.of("light", "dark")) {
                for (Picture each : pictures) {
                    browser.look(each.width(), theme);
                    browser.driver()
                            .executeCdpCommand(
                                    "Emulation.setDeviceMetricsOverride",
                                    Map.of(
                                            "width",
                                            each.width(),
                                            "height",
                                            each.height(),
                                            "deviceScaleFactor",
                                            1,
                                            "mobile",
                                            false));
                    browser.driver().get(address + each.path());
                    browser.driver()
                            .executeAsyncScript(
                                    "document.fonts.ready.then(() => arguments[0](''))");
                    Files.write(folder.resolve(each.name() + "-" + theme + ".webp"), take(browser));
                }
            }
        }
    }

    private static byte[] take(Browser browser) {
        Map<String, Object> taken =
                browser.driver()
                        .executeCdpCommand(
                                "Page.captureScreenshot",
                                Map.of("format", "webp", "quality", QUALITY));
        return Base64.getDecoder().decode(String.valueOf(taken.get("data")));
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), "say -D" + name + "=..., see CONTRIBUTING");
    }
}
