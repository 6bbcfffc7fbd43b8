package afb4j.system.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Finds the rules that the tests of one source file cite, in comments, names to display or anywhere else.
///
/// What is cited within a test method, or between it and the member before, belongs to that method; the rest to the
/// outermost class, which stands for all its tests. A class without tests shows nothing, nor does the test kit, whose
/// tests are about itself.
final class CitationScanner {

    /// P-lines are written without a dash, and a P with a number is often something else in quotes.
    private static final Pattern ID =
            Pattern.compile("\\b[WLSBQJ]-\\d{2}(?!\\d)|(?<![\"\\w/-])P(?:[1-9]|[12]\\d|3[0-4])(?![\\w\"])");
    private static final Set<String> TEST_METHODS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "FuzzTest");
    private static final String TEST_CLASS = "JCStressTest";
    private static final String TESTKIT = "afb4j-testkit";

    private final String source;
    private final String place;
    private final String module;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Region> tests = new ArrayList<>();

    /// A piece of the source that is a test.
    private record Region(int from, int to, String test, String loops) {}

    private CitationScanner(Path root, Path file) throws IOException {
        source = Files.readString(file);
        place = root.relativize(file).toString();
        module = root.relativize(file).getName(0).toString();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject object = new SimpleJavaFileObject(file.toUri(), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(object));
        unit = task.parse().iterator().next();
        positions = Trees.instance(task).getSourcePositions();
    }

    /// The citations in `file`, a source below `root`, in their order.
    static List<Citation> scan(Path root, Path file) throws IOException {
        return new CitationScanner(root, file).scan();
    }

    private List<Citation> scan() {
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree top) {
                findTests(top, top.getSimpleName().toString());
            }
        }
        List<Citation> citations = new ArrayList<>();
        Matcher id = ID.matcher(source);
        while (id.find()) {
            long line = unit.getLineMap().getLineNumber(id.start());
            citations.add(new Citation(RuleBook.key(id.group(), module), place + ":" + line, testAt(id.start())));
        }
        return citations;
    }

    private void findTests(ClassTree type, String name) {
        int from = bodyOf(type);
        for (Tree member : type.getMembers()) {
            int to = endOfLine((int) positions.getEndPosition(unit, member));
            if (to <= from) {
                continue; // made by the compiler, or in the header of a record
            }
            if (member instanceof MethodTree method
                    && isAnnotated(method.getModifiers().getAnnotations())) {
                tests.add(new Region(from, to, name + "." + method.getName(), loopsOf(method)));
            } else if (member instanceof ClassTree nested) {
                String nestedName = name + "." + nested.getSimpleName();
                if (has(nested.getModifiers().getAnnotations(), Set.of(TEST_CLASS))) {
                    tests.add(new Region(from, to, nestedName, ""));
                }
                findTests(nested, nestedName);
            }
            from = to;
        }
    }

    /// Where the body of a class begins.
    private int bodyOf(ClassTree type) {
        int start = (int) positions.getStartPosition(unit, type);
        Matcher header = Pattern.compile("\\b(class|interface|enum|record)\\s+" + type.getSimpleName() + "\\b[^{]*\\{")
                .matcher(source);
        return header.find(start) ? header.end() : start;
    }

    private int endOfLine(int at) {
        int end = source.indexOf('\n', at);
        return at < 0 || end < 0 ? at : end;
    }

    private static boolean isAnnotated(List<? extends AnnotationTree> annotations) {
        return has(annotations, TEST_METHODS);
    }

    private static boolean has(List<? extends AnnotationTree> annotations, Set<String> names) {
        return annotations.stream()
                .anyMatch(each -> names.contains(each.getAnnotationType().toString()));
    }

    /// The loops that a scenario plays on, if it plays on several.
    private static String loopsOf(MethodTree method) {
        boolean onLoops = method.getParameters().stream()
                .map(VariableTree::getType)
                .anyMatch(type -> String.valueOf(type).equals("LoopKind"));
        if (!onLoops) {
            return "";
        }
        boolean realOnly = method.getModifiers().getAnnotations().toString().contains("EXCLUDE");
        return realOnly ? " (NIO, epoll)" : " (virtual, NIO, epoll)";
    }

    private String testAt(int index) {
        if (module.equals(TESTKIT)) {
            return "";
        }
        for (Region region : tests.reversed()) { // the innermost comes last
            if (region.from() <= index && index < region.to()) {
                return region.test() + region.loops();
            }
        }
        String first = tests.isEmpty() ? "." : tests.getFirst().test();
        return first.substring(0, first.indexOf('.'));
    }
}
