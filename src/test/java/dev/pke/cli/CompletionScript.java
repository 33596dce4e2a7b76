package dev.pke.cli;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script that completes every verb's words, made from the commands themselves. */
final class CompletionScript {
    private static final String BASH =
            """
            # Completes pke in bash: source <(pke completion bash)
            _pke() {
              local cur=${COMP_WORDS[COMP_CWORD]} verb='' words='' i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  --home) ((i++)) ;;
                  -*) ;;
                  *) verb+="${COMP_WORDS[i]} " ;;
                esac
              done
              case $verb in
            CASES  esac
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }
            complete -o default -F _pke pke
            """;

    private static final String ZSH =
            """
            #compdef pke
            # Completes pke in zsh: source <(pke completion zsh)
            _pke() {
              local verb='' i
              local -a found
              for ((i = 2; i < CURRENT; i++)); do
                case ${words[i]} in
                  --home) ((i++)) ;;
                  -*) ;;
                  *) verb+="${words[i]} " ;;
                esac
              done
              case $verb in
            CASES  esac
              compadd -a found
              [[ $PREFIX == -* || -z $verb ]] || _files
            }
            compdef _pke pke
            """;

    private CompletionScript() {}

    static String of(Shell shell) {
        return switch (shell) {
            case bash -> BASH.replace("CASES", cases("    %s) words='%s' ;;\n"));
            case zsh -> ZSH.replace("CASES", cases("    %s) found=(%s) ;;\n"));
            case fish -> fish();
        };
    }

    /** Every command by its words, each ending in a space, those below a command before it. */
    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> all = new LinkedHashMap<>();
        PrintWriter unheard = new PrintWriter(Writer.nullWriter());
        for (Verb verb : Verb.values()) {
            CommandLine command = new Execution(verb, unheard, unheard).command();
            below(command)
                    .forEach(
                            each -> all.put(verb.word() + " " + each.getCommandName() + " ", each));
            all.put(verb.word() + " ", command);
        }
        return all;
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .sorted(Comparator.comparing(CommandLine::getCommandName));
    }

    private static String cases(String line) {
        StringBuilder text = new StringBuilder();
        commands()
                .forEach((words, command) ->
                        text.append(line.formatted("'" + words + "'*", words(command))));
        String verbs =
                Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(" "));
        text.append(line.formatted("'help '*", verbs));
        text.append(line.formatted("''", verbs + " help version --home --help --version"));
        return text.toString();
    }

    private static String words(CommandLine command) {
        return Stream.concat(
                        below(command).map(CommandLine::getCommandName), options(command).stream())
                .collect(Collectors.joining(" "));
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .sorted()
                .toList();
    }

    private static String fish() {
        StringBuilder text =
                new StringBuilder("# Completes pke in fish: pke completion fish | source\n");
        for (Verb verb : Verb.values()) {
            text.append(
                    "complete -c pke -n __fish_use_subcommand -f -a %s -d \"%s\"\n"
                            .formatted(verb.word(), verb.sentence()));
        }
        text.append("complete -c pke -n __fish_use_subcommand -f -a 'help version'\n");
        commands()
                .forEach((words, command) -> {
                    String seen =
                            Arrays.stream(words.strip().split(" ", -1))
                                    .map(word -> "__fish_seen_subcommand_from " + word)
                                    .collect(Collectors.joining("; and "));
                    below(command)
                            .forEach(each ->
                                    text.append(
                                            "complete -c pke -n '%s' -f -a %s\n"
                                                    .formatted(seen, each.getCommandName())));
                    for (String option : options(command)) {
                        text.append(
                                "complete -c pke -n '%s' -l %s\n"
                                        .formatted(seen, option.substring(2)));
                    }
                });
        return text.toString();
    }
}
