package afb4j.cli.options;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Reads options the GNU way: long ones may be abbreviated and take `=VALUE` or a following word, short ones
/// are clustered, options and operands mix, `--` ends the options, of a value given twice the last one
/// counts.
///
/// Built by calls rather than by annotations: reflection would cost a tenth of the time a one-shot call
/// takes.
public final class Options {

    private final CommandSpec spec = CommandSpec.create();
    private final CommandLine commandLine;

    /// The options of the command called `name`, such as `afb4j binder`.
    public Options(String name) {
        spec.name(name);
        spec.usageMessage().width(100).sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        commandLine = new CommandLine(spec);
    }

    /// Adds an option without value, which may be given many times.
    public Options flag(String names, String description) {
        spec.addOption(OptionSpec.builder(names.split(", "))
                .type(boolean[].class)
                .arity("0")
                .description(description)
                .build());
        return this;
    }

    /// Adds an option with a value, the last of which counts.
    public Options value(String names, String label, String description) {
        return valued(names, label, description, String.class);
    }

    /// Adds an option with a value that may be given many times.
    public Options list(String names, String label, String description) {
        return valued(names, label, description, List.class);
    }

    private Options valued(String names, String label, String description, Class<?> type) {
        spec.addOption(OptionSpec.builder(names.split(", "))
                .type(type)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /// Reads the command line.
    ///
    /// @throws UsageException when there is an unknown option, or a value is missing
    public Parsed parse(List<String> args) throws UsageException {
        commandLine
                .setAbbreviatedOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false);
        try {
            return new Parsed(commandLine.parseArgs(args.toArray(String[]::new)));
        } catch (MissingParameterException missing) {
            OptionSpec option = (OptionSpec) missing.getMissing().getFirst();
            throw new UsageException("option '" + option.longestName() + "' requires an argument");
        } catch (UnmatchedArgumentException unknown) {
            throw new UsageException(
                    "unrecognized option '" + unknown.getUnmatched().getFirst() + "'");
        } catch (ParameterException other) { // an abbreviation of several options, a value where none belongs
            throw new UsageException(String.valueOf(other.getMessage()));
        }
    }

    /// The list of options for people, one or more lines each.
    public String help() {
        return commandLine.getHelp().optionList();
    }

    /// What the command line says.
    public record Parsed(ParseResult result) {

        /// How often the flag was given.
        public int count(String name) {
            boolean[] given = result.matchedOptionValue(name, new boolean[0]);
            return given.length;
        }

        /// Whether the flag was given.
        public boolean has(String name) {
            return result.hasMatchedOption(name);
        }

        /// The last value, or `otherwise`.
        public String value(String name, String otherwise) {
            return result.matchedOptionValue(name, otherwise);
        }

        /// All values in the order given.
        public List<String> list(String name) {
            return result.matchedOptionValue(name, List.of());
        }

        /// The words that belong to no option.
        public List<String> operands() {
            return result.matchedPositionalValue(0, List.of());
        }
    }
}
