/// What the commands share: reading options, exit codes, the version.
package afb4j.cli.options;
