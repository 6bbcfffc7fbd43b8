/// Which test shows which rule of the specifications: makes docs/conformance.md of the citations in the tests.
package afb4j.system.conformance;
