//! What is measured, and how often it runs.
//!
//! In: closures, and inputs that must not count. Out: cases that a meter can run. It holds no clock: the meter says what
//! is measured of a run.

use std::future::Future;
use std::hint::black_box;
use std::rc::Rc;

/// Runs a part of a case, and measures it.
pub type Meter<'m> = &'m mut dyn FnMut(&mut dyn FnMut());

/// Runs something so many times, with so many inputs made at a time.
type Run = Box<dyn Fn(u64, u64, Meter<'_>)>;

/// How many inputs are made at a time: enough for the clock not to count, and few enough that what is freed of them goes
/// back to where the allocator takes the next from, as it does where requests come one by one.
const BATCH: u64 = 6;

/// One contender of one row.
pub struct Case {
    /// The row, as `cargo xtask bench` calls it.
    pub row: &'static str,
    /// Who it is: `ours`, or a peer.
    pub name: &'static str,
    batch: u64,
    run: Run,
}

impl Case {
    /// Something that needs no input.
    pub fn new<T>(row: &'static str, name: &'static str, work: impl Fn() -> T + 'static) -> Self {
        let run = move |times: u64, _: u64, meter: Meter<'_>| {
            meter(&mut || {
                for _ in 0..times {
                    black_box(work());
                }
            });
        };
        Self::boxed(row, name, run)
    }

    /// Something that consumes an input, whose making does not count.
    pub fn consuming<I, T>(
        row: &'static str,
        name: &'static str,
        input: impl Fn() -> I + 'static,
        work: impl Fn(I) -> T + 'static,
    ) -> Self {
        let run = move |times: u64, batch: u64, meter: Meter<'_>| {
            in_batches(times, batch, &input, |inputs| {
                meter(&mut || {
                    for input in inputs.drain(..) {
                        black_box(work(input));
                    }
                });
            });
        };
        Self::boxed(row, name, run)
    }

    /// The same for something that is waited for.
    pub fn waiting<I, F>(
        row: &'static str,
        name: &'static str,
        input: impl Fn() -> I + 'static,
        work: impl Fn(I) -> F + 'static,
    ) -> Self
    where
        F: Future,
    {
        let executor = Rc::new(executor());
        let run = move |times: u64, batch: u64, meter: Meter<'_>| {
            in_batches(times, batch, &input, |inputs| {
                meter(&mut || {
                    executor.block_on(async {
                        for input in inputs.drain(..) {
                            black_box(work(input).await);
                        }
                    });
                });
            });
        };
        Self::boxed(row, name, run)
    }

    fn boxed(
        row: &'static str,
        name: &'static str,
        run: impl Fn(u64, u64, Meter<'_>) + 'static,
    ) -> Self {
        Self {
            row,
            name,
            batch: BATCH,
            run: Box::new(run),
        }
    }

    /// Makes one input at a time: for inputs so large that several would not fit in the cache.
    #[must_use]
    pub fn one_at_a_time(mut self) -> Self {
        self.batch = 1;
        self
    }

    /// Runs it so many times; the meter sees what counts of that.
    pub fn run(&self, times: u64, meter: Meter<'_>) {
        (self.run)(times, self.batch, meter);
    }
}

fn in_batches<I>(times: u64, most: u64, input: impl Fn() -> I, mut work: impl FnMut(&mut Vec<I>)) {
    let mut left = times;
    let mut inputs = Vec::new();
    while left > 0 {
        let batch = left.min(most);
        inputs.extend((0..batch).map(|_| input()));
        work(&mut inputs);
        left -= batch;
    }
}

/// What futures run on, the same for all contenders.
fn executor() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without threads or sockets can be built")
}
