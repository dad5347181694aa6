//! Telling the time.
//!
//! In: nothing. Out: the time of day. The core asks only where a request is signed, an identity expires, or an attempt is
//! repeated.

use std::time::SystemTime;

/// Whatever knows the time of day: in place of the system's clock, for tests, or for targets without one.
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> SystemTime;
}

impl<F: Fn() -> SystemTime + Send + Sync + 'static> Clock for F {
    fn now(&self) -> SystemTime {
        self()
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// The system's clock, on targets that have one: asking for the time panics on others.
pub(super) fn default_clock() -> Option<Box<dyn Clock>> {
    let exists = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    exists.then(|| Box::new(SystemClock) as Box<dyn Clock>)
}
