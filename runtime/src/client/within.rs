//! Waiting for something no longer than agreed.
//!
//! In: a future, and sleeps that may end it. Out: its result, or which sleep was over before it.

use super::timer::Sleep;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// What was over first.
pub(super) enum First<T> {
    /// The future.
    Done(T),
    /// The time of an attempt.
    AttemptOver,
    /// The time of the call.
    CallOver,
}

/// Waits for `future` until the attempt's time or the call's is over. What is ready in time counts, however late it is
/// looked at.
pub(super) async fn within<T>(
    future: impl Future<Output = T>,
    mut attempt: Option<Sleep>,
    call: &mut Option<Sleep>,
) -> First<T> {
    let mut future = pin!(future);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(First::Done(output));
        }
        for (sleep, over) in [
            (attempt.as_mut(), First::AttemptOver),
            (call.as_mut(), First::CallOver),
        ] {
            if sleep.is_some_and(|sleep| sleep.as_mut().poll(context).is_ready()) {
                return Poll::Ready(over);
            }
        }
        Poll::Pending
    })
    .await
}
