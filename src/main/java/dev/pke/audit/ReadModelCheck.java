package dev.pke.audit;

import dev.pke.fault.UserError;
import dev.pke.store.Home;
import dev.pke.store.ViewFault;

import java.nio.file.Path;
import java.util.List;

/**
 * The check that the stored read models are what the log makes them, and that the file's schema is,
 * word for word, the one this program builds. Read models can always be rebuilt, but until then
 * pages would show an edited one.
 */
final class ReadModelCheck {
    private ReadModelCheck() {}

    static void run(Path home, Report report) {
        try (Home open = Home.openReadOnly(home)) {
            List<String> schema = open.store().schemaFaults();
            schema.forEach(report::wrong);
            List<ViewFault> views = open.views().faults();
            views.forEach(fault ->
                    report.wrong(fault.position(), fault.line() + "; `pke rebuild` makes it anew"));
            if (views.isEmpty()) {
                report.good(
                        "read models as far as stored (position " + open.views().position() + ")");
            }
        } catch (UserError e) {
            report.wrong(String.valueOf(e.getMessage()));
        }
    }
}
