//! What a call tells whoever watches: a span per call, an event per attempt.
//!
//! In: names, numbers, statuses and names of errors. Out: spans and events of the crate `tracing`, with the target
//! `tinsmith`; nothing at all without the feature of that name. It is given no member, no header, no URI and no message of
//! a service, since any of them may hold what is sensitive.

#[cfg(feature = "tracing")]
mod enabled;

#[cfg(feature = "tracing")]
pub(super) use enabled::Trace;

#[cfg(not(feature = "tracing"))]
pub(super) use disabled::Trace;

#[cfg(not(feature = "tracing"))]
mod disabled {
    use crate::client::error::Error;
    use crate::client::service::ServiceSchema;
    use crate::operation::OperationSchema;
    use http::StatusCode;
    use std::time::Duration;

    /// Nobody watches.
    pub(in crate::client) struct Trace;

    impl Trace {
        pub(in crate::client) fn of(_: &ServiceSchema, _: &OperationSchema) -> Self {
            Self
        }

        pub(in crate::client) fn around<F>(&self, call: F) -> F {
            call
        }

        pub(in crate::client) fn answered(&self, _: u32, _: StatusCode) {}

        pub(in crate::client) fn failed<E>(&self, _: &Error<E>) {}

        pub(in crate::client) fn repeated(&self, _: u32, _: Duration) {}
    }
}
