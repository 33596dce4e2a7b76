package dev.pke.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A sweep as a cluster's scheduler takes it: one job with an index a cell. The program reads the
 * index from the variable that the scheduler sets.
 *
 * @param name what the job is called
 * @param cells how many indices
 * @param threads how many processors a cell takes
 * @param words the command, after the program's own name
 */
record SweepScript(String name, int cells, int threads, List<String> words) {
    SweepScript {
        words = List.copyOf(words);
    }

    /** An array script for sbatch. */
    List<String> slurm(String program) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        return List.of(
                "#!/bin/sh",
                "#SBATCH --job-name=" + slug(),
                "#SBATCH --array=0-" + (cells - 1),
                "#SBATCH --cpus-per-task=" + threads,
                "# The home must lie where all nodes see it and its locks hold (not on NFS).",
                "# Give it again after a failure: what is done is skipped, the rest goes on.",
                "exec "
                        + command.stream()
                                .map(SweepScript::shell)
                                .collect(Collectors.joining(" ")));
    }

    /** A manifest of an Indexed Job for kubectl. */
    List<String> kubernetes(String image, String claim) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                List.of(
                        "apiVersion: batch/v1",
                        "kind: Job",
                        "metadata:",
                        "  name: " + slug(),
                        "spec:",
                        "  completions: " + cells,
                        "  parallelism: 1 # as many as the home's disk may be shared by",
                        "  completionMode: Indexed",
                        "  backoffLimitPerIndex: 2",
                        "  template:",
                        "    spec:",
                        "      restartPolicy: Never",
                        "      containers:",
                        "        - name: pke",
                        "          image: " + yaml(image),
                        "          workingDir: /data # paths below are relative to the claim",
                        "          args:"));
        words.forEach(word -> lines.add("            - " + yaml(word)));
        lines.addAll(
                List.of(
                        "          resources:",
                        "            requests:",
                        "              cpu: \"" + threads + "\"",
                        "          volumeMounts:",
                        "            - name: data",
                        "              mountPath: /data",
                        "      volumes:",
                        "        - name: data",
                        "          persistentVolumeClaim:",
                        "            claimName: " + yaml(claim)));
        return lines;
    }

    /** A name that both schedulers take. */
    private String slug() {
        String slug = ("pke-" + name.toLowerCase(Locale.ROOT)).replaceAll("[^a-z0-9]+", "-");
        return slug.substring(0, Math.min(50, slug.length())).replaceAll("-+$", "");
    }

    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String yaml(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
