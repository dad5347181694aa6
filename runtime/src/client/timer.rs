//! Waiting.
//!
//! In: a duration. Out: a future that is ready when it has passed. The core has no clock of its own.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Ready when a time has passed.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Whatever can wait.
pub trait Timer: Send + Sync + 'static {
    /// A future that is ready after `duration`.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// Tokio's timer. Its futures must be polled inside a tokio runtime whose time driver is enabled.
#[cfg(feature = "transport")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[cfg(feature = "transport")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> Sleep {
        // Tokio's own future may only be made inside a runtime; this one is made when it is polled.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
