//! Time that passes when nothing else can happen.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tinsmith::client::{Clock, Sleep, Timer};

/// When the time begins: 2023-11-14T22:13:20Z.
pub(crate) fn start() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

/// A clock and a timer in one. Clones share their time.
#[derive(Clone, Default)]
pub(crate) struct Time(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    passed: Duration,
    /// When somebody wants to be woken.
    due: Vec<Duration>,
}

impl Time {
    /// How much has passed.
    pub(crate) fn passed(&self) -> Duration {
        self.0.lock().unwrap().passed
    }

    /// The result of a future that waits for nothing but this time.
    pub(crate) fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
            {
                return output;
            }
            let mut state = self.0.lock().unwrap();
            let passed = state.passed;
            state.due.retain(|due| *due > passed);
            state.passed = *state
                .due
                .iter()
                .min()
                .expect("the future waits for nothing");
        }
    }
}

impl Clock for Time {
    fn now(&self) -> SystemTime {
        start() + self.passed()
    }
}

impl Timer for Time {
    fn sleep(&self, duration: Duration) -> Sleep {
        let mut state = self.0.lock().unwrap();
        let due = state.passed + duration;
        state.due.push(due);
        Box::pin(Sleeper {
            time: self.clone(),
            due,
        })
    }
}

struct Sleeper {
    time: Time,
    due: Duration,
}

impl Future for Sleeper {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.time.passed() >= self.due {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
