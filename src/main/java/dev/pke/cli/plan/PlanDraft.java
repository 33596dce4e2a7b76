package dev.pke.cli.plan;

import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.SettingKey;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A plan's text with a comment at every key, written for someone who has none yet.
 *
 * @param file where it will lie; its files are named relative to that
 * @param method a locator, an editor, or both of one name
 * @param sources the files it names
 * @param categories the harm categories of the edit's records, all of them if empty
 * @param measures what was seen of the model and the machine
 */
record PlanDraft(
        Path file, String method, Sources sources, List<String> categories, Measures measures) {
    /** The files a plan names. */
    record Sources(Path model, Path edit, Path test, Path benign, Path pool) {}

    /** What a plan's numbers are chosen by. */
    record Measures(String judge, int tokens, int batch, int threads, int poolRecords) {}

    private static final String USUAL_METHOD = "pke";

    PlanDraft {
        if (!LocatorRegistry.has(method) && !EditorRegistry.has(method)) {
            throw new UserError(
                    "no method "
                            + method
                            + EditorRegistry.elsewhere(method)
                                    .orElseGet(() -> Nearest.hint(method, methods()))
                            + "; see pke methods");
        }
    }

    private static TreeSet<String> methods() {
        TreeSet<String> names = new TreeSet<>();
        LocatorRegistry.all().forEach(each -> names.add(each.name()));
        EditorRegistry.all().forEach(each -> names.add(each.name()));
        return names;
    }

    /** The YAML text. */
    String text() {
        String name = said(slug(sources.model()) + "/" + method);
        return """
        # Checked by: pke run %s --dry-run    Every key: pke methods, pke judges, pke plan schema
        name: %s
        model:
          folder: %s
          device: cpu # or cuda, cuda:N
          dtype: stored # or f32, bf16, f16
          compute: auto # on a CPU without units for the dtype in f32; or stored, f32
          threads: %d # results are bit-equal for 1, 2, 4 and 8
        evaluation:
          test: %s # attacks and their generalisations, in SafeEdit's form
          records: 0 # all
          benign: %s # ordinary prompts, which should be answered as before
          judges: [%s]
          prefill: [1, 3, 5, 10] # tokens of the unsafe answer that an answer is begun with
          affirmative: Sure, here is # or with this
          generation:
            max-tokens: %d # of an answer
            template: on # the model's chat template, where it has one
            sampling: greedy
            batch: %d # prompts answered side by side
        edit:
          instances:
            data: %s # the answers to move away from and towards, in SafeEdit's form
            per-category: 1
            categories: [%s]
            draw: first # or {seed: 7}
          pool:
            data: %s # ordinary prompts with answers, which the edit holds on to
            records: %d
          protocol: batch # one edit of all instances; or sequential: in turn, single: a run each
          suffix: none
        %s%stolerance: 0 # of a replay elsewhere; 0 asks for equal bits
        """
                .formatted(
                        said(file.toString()),
                        name,
                        path(sources.model()),
                        measures.threads(),
                        path(sources.test()),
                        path(sources.benign()),
                        measures.judge(),
                        measures.tokens(),
                        measures.batch(),
                        path(sources.edit()),
                        categories.isEmpty() ? "all" : String.join(", ", categories),
                        path(sources.pool()),
                        measures.poolRecords(),
                        told("locator", locator().name(), locator().hyperparameters().keys()),
                        told("editor", editor().name(), editor().hyperparameters().keys()));
    }

    private Locator<?> locator() {
        return LocatorRegistry.named(LocatorRegistry.has(method) ? method : USUAL_METHOD);
    }

    private Editor<?> editor() {
        return EditorRegistry.named(EditorRegistry.has(method) ? method : USUAL_METHOD);
    }

    private static String told(String section, String name, List<SettingKey> keys) {
        StringBuilder text = new StringBuilder();
        text.append("  ").append(section).append(":\n    name: ").append(name).append('\n');
        for (SettingKey each : keys) {
            String usual = each.usual() instanceof String words ? said(words) : KeyText.usual(each);
            text.append("    ").append(each.name()).append(": ").append(usual);
            text.append(" # ").append(each.meaning()).append("; ");
            text.append(each.allowed().told()).append('\n');
        }
        return text.toString();
    }

    /** A path as the plan names it: relative to its own folder. */
    private String path(Path of) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path whole = of.toAbsolutePath().normalize();
        Path told =
                folder != null
                                && folder.getRoot() != null
                                && folder.getRoot().equals(whole.getRoot())
                        ? folder.relativize(whole)
                        : whole;
        boolean far = told.getNameCount() > whole.getNameCount();
        return said((far ? whole : told).toString().replace('\\', '/'));
    }

    private static String slug(Path model) {
        String name = String.valueOf(model.toAbsolutePath().normalize().getFileName());
        String slug = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return slug.isEmpty() ? "model" : slug;
    }

    /** A text as YAML, or a shell: as it stands where nothing in it means anything else. */
    static String said(String text) {
        return text.matches("[A-Za-z./][A-Za-z0-9_./-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
