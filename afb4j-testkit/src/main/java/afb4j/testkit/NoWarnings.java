package afb4j.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Fails a test that logs a WARNING or an ERROR which it did not declare (rule R36). A test that expects
/// some takes the capture as a parameter:
///
/// ```java
/// @ExtendWith(NoWarnings.class)
/// class PeerTest {
///     @Test
///     void dropsMalformedMessage(LogCapture logs) {
///         logs.expect("malformed CALL");
/// ```
public final class NoWarnings implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NoWarnings.class);

    /// For JUnit.
    public NoWarnings() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        capture(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (LogCapture capture = capture(context)) {
            if (context.getExecutionException().isEmpty()) {
                capture.verify();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LogCapture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return capture(context);
    }

    private static LogCapture capture(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(LogCapture.class, _ -> LogCapture.start(), LogCapture.class);
    }
}
