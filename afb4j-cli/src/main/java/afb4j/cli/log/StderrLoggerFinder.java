package afb4j.cli.log;

/// Gives every `System.Logger` of this process. Found by the platform as a service.
public final class StderrLoggerFinder extends System.LoggerFinder {

    /// For the platform.
    public StderrLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new StderrLogger(name);
    }
}
