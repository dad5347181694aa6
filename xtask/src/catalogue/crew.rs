//! Work on all processors.
//!
//! In: models, and what is done with each. Out: the results, in the order of the models. The largest comes first, so
//! that no processor is left with it alone at the end. Progress goes to standard error where that is a terminal.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};

use super::Found;

/// Does `one` with every model, `jobs` at once; it is told which of the workers does it, from 0.
pub(crate) fn work<M: Borrow<Found> + Sync, T: Send>(
    jobs: usize,
    models: &[M],
    one: impl Fn(usize, &Found) -> T + Sync,
) -> Vec<T> {
    let model = |at: usize| -> &Found { models[at].borrow() };
    let mut order: Vec<usize> = (0..models.len()).collect();
    order.sort_by_key(|&at| Reverse(model(at).size));
    let bar = bar(models.len());
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(models.len()));
    thread::scope(|scope| {
        let (bar, next, done, order, one) = (&bar, &next, &done, &order, &one);
        for worker in 0..jobs {
            scope.spawn(move || {
                while let Some(&at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    bar.set_message(model(at).name.clone());
                    let result = one(worker, model(at));
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((at, result));
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut done = done
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A bar of this many steps; shown on terminals only.
fn bar(steps: usize) -> ProgressBar {
    let bar = ProgressBar::new(steps as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed} {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
