package dev.pke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person wants unless they say otherwise: lines such as {@code home = /data/pke} for every
 * verb that has the option, or {@code serve.port = 8080} for one. An option that is typed beats the
 * environment, the environment beats this file, and the file beats what is usual.
 */
final class Preferences implements IDefaultValueProvider {
    /** Where the file lies, if elsewhere than usual. */
    private static final String FILE = "PKE_CONFIG";

    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)");

    private final Verb verb;
    private final Map<String, String> values;
    private final Map<String, String> environment;

    private Preferences(Verb verb, Map<String, String> values, Map<String, String> environment) {
        this.verb = verb;
        this.values = values;
        this.environment = environment;
    }

    /** Those of a verb; none where there is no file. */
    static Preferences read(Verb verb) {
        Path file = file(System.getenv());
        boolean named = System.getenv(FILE) != null;
        if (!named && !Files.exists(file)) {
            return new Preferences(verb, Map.of(), Map.of());
        }
        try {
            return parse(verb, file.toString(), Files.readAllLines(file, UTF_8), System.getenv());
        } catch (IOException unreadable) {
            throw new UserError(file + ": can't be read: " + unreadable, unreadable);
        }
    }

    private static Path file(Map<String, String> environment) {
        String own = environment.get(FILE);
        if (own != null) {
            return Path.of(own);
        }
        String config = environment.get("XDG_CONFIG_HOME");
        Path folder =
                config == null || config.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", ""), ".config")
                        : Path.of(config);
        return folder.resolve("pke").resolve("config");
    }

    /** Reads the file's lines; one that is none is refused, for it would be of no effect. */
    static Preferences parse(
            Verb verb, String file, List<String> lines, Map<String, String> environment) {
        Set<String> options = Set.of(); // read where a line names one
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!key.matches("([a-z]+\\.)?[a-z][a-z-]*")) {
                throw new UserError(
                        "%s: line %d is no OPTION = VALUE or VERB.OPTION = VALUE: %s"
                                .formatted(file, i + 1, line));
            }
            int dot = key.indexOf('.');
            if (dot > 0 && Verb.of(key.substring(0, dot)) == null) {
                throw new UserError(
                        "%s: line %d: there is no verb %s"
                                .formatted(file, i + 1, key.substring(0, dot)));
            }
            String option = key.substring(dot + 1);
            if (options.isEmpty()) {
                options = options();
            }
            if (!options.contains(option)) {
                throw new UserError(
                        "%s: line %d: no verb has an option --%s%s"
                                .formatted(
                                        file, i + 1, option, Nearest.suggestion(option, options)));
            }
            values.put(key, line.substring(equals + 1).strip());
        }
        return new Preferences(verb, values, environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (values.isEmpty() || !(arg instanceof OptionSpec option) || isInEnvironment(option)) {
            return null;
        }
        String name = option.longestName().replaceFirst("^-+", "");
        String own = values.get(verb.word() + "." + name);
        return own == null ? values.get(name) : own;
    }

    /** Whether the option's variable is set: PKE_HOME for {@code --home}. */
    private boolean isInEnvironment(OptionSpec option) {
        String name = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        return environment.containsKey("PKE_" + name.toUpperCase(Locale.ROOT));
    }

    /** The options of all verbs, as completion knows them. */
    private static Set<String> options() {
        return OPTION.matcher(Shell.bash.script())
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
    }
}
