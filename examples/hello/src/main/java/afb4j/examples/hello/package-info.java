/// The sample binding: the verbs by which binders and their clients are tried out.
///
/// It is the twin of the sample that the C binders are tested and recorded with, in the four flavours of that
/// sample, so that their conversations can be replayed against this binder. Each flavour is a binding of its
/// own name, and each brings the API `hello`, so a binder loads one of them:
///
/// | binding | as the sample of | answers |
/// |---|---|---|
/// | `hello` | 2026, a version 4 binding | several values: result, error text, info text |
/// | `hello-v3` | 2026, a version 3 binding | one value, the info text beside it |
/// | `hello-2020` | 2019 and 2020 | as `hello-v3`, and the binder's own refusals in the words of 2020 |
/// | `hello-2017` | 2017 | as `hello-2020`, fewer verbs, no alias |
///
/// It also shows authors of bindings, one class for each concern, how to answer now, later or by a job, to call
/// other verbs as the caller or as the API, to make and handle events, to use sessions, and to guard verbs:
/// `HelloApi` is the table of contents.
///
/// Beyond the C sample there is `pingvt`: as `ping`, which runs on the event loop, but on a virtual thread.
/// The pair shows what each way of running a verb costs.
package afb4j.examples.hello;
