package dev.pke.model.folder;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where models lie by the names people give: a folder, a path with ~ or variables in it, or a Hub
 * id such as org/name that was downloaded before. Nothing is ever fetched.
 *
 * @param environment variables by name, HOME and HF_HOME among them
 */
public record ModelPlaces(Map<String, String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");
    private static final Pattern ID = Pattern.compile("[\\w.-]+/[\\w.-]+");

    private static final String MODELS = "models--";

    public ModelPlaces {
        environment = Map.copyOf(environment);
    }

    /** No variables: names are taken as they stand. */
    public static ModelPlaces none() {
        return new ModelPlaces(Map.of());
    }

    /** A path's text with a leading ~ and all $NAME and ${NAME} replaced. */
    public String expand(String text) {
        if (environment.isEmpty()) {
            return text;
        }
        String home = text.equals("~") || text.startsWith("~/") ? value("HOME") : "";
        String whole = home.isEmpty() ? text : home + text.substring(1);
        return VARIABLE.matcher(whole)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                value(found.group(1) == null ? found.group(2) : found.group(1))));
    }

    private String value(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new ModelError("the variable " + name + " is not set");
        }
        return value;
    }

    /**
     * The folder meant: the one of that name, or else the one that the Hub cache has of that id.
     */
    public Path find(Path named) {
        Path folder = Path.of(expand(named.toString()));
        if (Files.exists(folder) || !ID.matcher(folder.toString()).matches()) {
            return folder;
        }
        return cached(folder.toString())
                .orElseThrow(() ->
                        new ModelError(
                                "there is no folder %s, and the Hub cache %s has no such model:"
                                                .formatted(folder, cache())
                                        + " download it first with: hf download "
                                        + folder));
    }

    /** A folder; where it is not there, what the cache has of an id instead, if anything. */
    public Path cachedUnlessThere(Path folder, String id) {
        return Files.exists(folder) ? folder : cached(id).orElse(folder);
    }

    /** What the cache has of an id: the newest snapshot of its main branch. */
    private Optional<Path> cached(String id) {
        if (environment.isEmpty() || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path model = cache().resolve(MODELS + id.replace("/", "--"));
        Path main = model.resolve("refs").resolve("main");
        try {
            String commit = Files.exists(main) ? Files.readString(main).strip() : "";
            Path snapshot = model.resolve("snapshots").resolve(commit);
            return !commit.isEmpty() && Files.isDirectory(snapshot)
                    ? Optional.of(snapshot)
                    : Optional.empty();
        } catch (IOException e) {
            throw new ModelError(main + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The Hub ids of all that the cache has, in order. */
    public List<String> ids() {
        if (environment.isEmpty() || !Files.isDirectory(cache())) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(cache())) {
            return inside.map(each -> String.valueOf(each.getFileName()))
                    .filter(each -> each.startsWith(MODELS))
                    .map(each -> each.substring(MODELS.length()).replace("--", "/"))
                    .filter(id -> cached(id).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelError(cache() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path cache() {
        String own = environment.get("HF_HUB_CACHE");
        if (own != null) {
            return Path.of(own);
        }
        String home = environment.get("HF_HOME");
        return home == null
                ? Path.of(environment.getOrDefault("HOME", ""), ".cache", "huggingface", "hub")
                : Path.of(home, "hub");
    }
}
