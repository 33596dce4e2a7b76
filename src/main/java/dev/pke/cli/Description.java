package dev.pke.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.List;
import java.util.function.Consumer;

/** What a {@link Described} verb can be told, as it is put together. */
public final class Description {
    private final CommandSpec spec;

    Description(Described command, String name) {
        Runnable asked = () -> command.run(spec().commandLine().getOut());
        spec = CommandSpec.wrapWithoutInspection(asked).name(name);
    }

    CommandSpec spec() {
        return spec;
    }

    /** What the verb does. */
    public Description does(String... lines) {
        spec.usageMessage().description(lines);
        return this;
    }

    /** A line below its help. */
    public Description ends(String line) {
        spec.usageMessage().footer(line);
        return this;
    }

    /** An option without a value. */
    public Description flag(String name, String help, Runnable set) {
        Consumer<Boolean> chosen =
                is -> {
                    if (is) {
                        set.run();
                    }
                };
        return add(
                OptionSpec.builder(name)
                        .type(boolean.class)
                        .description(help)
                        .setter(new Kept<>(Boolean.class, chosen)));
    }

    /** An option with a value. */
    public Description option(String name, String label, String help, Consumer<String> set) {
        return add(valued(name, label, set).description(help));
    }

    /** An option with a value, to be told more of. */
    static OptionSpec.Builder valued(String name, String label, Consumer<String> set) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .setter(new Kept<>(String.class, set));
    }

    /** Any option. */
    Description add(OptionSpec.Builder option) {
        spec.addOption(option.build());
        return this;
    }

    /** An option with several values, between commas. */
    public Description list(String name, String label, String help, Consumer<List<String>> set) {
        return add(
                OptionSpec.builder(name)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .paramLabel(label)
                        .description(help)
                        .setter(several(set)));
    }

    /** The word at a place, from 0, which must be there. */
    public Description word(int place, String label, String help, Consumer<String> set) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(String.valueOf(place))
                        .type(String.class)
                        .paramLabel(label)
                        .description(help)
                        .setter(new Kept<>(String.class, set))
                        .build());
        return this;
    }

    /** The words from a place on, such as {@code 1..*}; at least so many. */
    public Description words(Rest rest, String label, String help, Consumer<List<String>> set) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(rest.from() + "..*")
                        .arity(rest.least() + "..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(label)
                        .description(help)
                        .setter(several(set))
                        .build());
        return this;
    }

    private static ISetter several(Consumer<List<String>> set) {
        return new Kept<>(List.class, typed -> set.accept(texts(typed)));
    }

    private static List<String> texts(List<?> typed) {
        return typed.stream().map(String::valueOf).toList();
    }

    /** The words from a place on, and how many there must be. */
    public record Rest(int from, int least) {}

    /** What picocli found, handed on. */
    private record Kept<V>(Class<V> type, Consumer<V> consumer) implements ISetter {
        @Override
        public <T> T set(T value) {
            if (value != null) {
                consumer.accept(type.cast(value));
            }
            return value;
        }
    }
}
