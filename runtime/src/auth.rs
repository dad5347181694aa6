//! How requests are authenticated, as a model says it.
//!
//! In: constants in generated code. Out: the schemes of a service or an operation, in the model's order. It signs nothing
//! and holds no secret: clients and servers act on it.

/// A way of saying who sends a request (Smithy 2.0, "Authentication traits").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthScheme {
    /// Nobody is said to send it (`smithy.api#noAuth`).
    None,
    /// A signature by AWS's Signature Version 4 (`aws.auth#sigv4`).
    SigV4,
    /// A token in the header `Authorization: Bearer` (RFC 6750; `smithy.api#httpBearerAuth`).
    Bearer,
    /// A key in a header (`smithy.api#httpApiKeyAuth`).
    ApiKeyHeader {
        /// The header's name.
        name: &'static str,
        /// What stands in front of the key, with a space between; empty if nothing does.
        scheme: &'static str,
    },
    /// A key in a query parameter of this name (`smithy.api#httpApiKeyAuth`).
    ApiKeyQuery(&'static str),
}
