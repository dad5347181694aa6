//! Counts what each case allocates.
//!
//! In: rows. Out: lines of `row`, `case`, allocations and bytes of one run, separated by tabs. A program of its own, so
//! that counting costs the times nothing.

use std::alloc::System;

use speed::cases;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each case runs: what grows now and then counts by its share.
const TIMES: u64 = 64;

fn main() {
    for case in std::env::args().skip(1).flat_map(|row| cases(&row)) {
        // Whatever is made once is made now.
        case.run(TIMES, &mut |work| work());
        let (mut allocations, mut bytes) = (0, 0);
        case.run(TIMES, &mut |work| {
            let before = ALLOCATOR.stats();
            work();
            let made = ALLOCATOR.stats() - before;
            allocations += made.allocations + made.reallocations;
            bytes += made.bytes_allocated;
        });
        let each = |count: usize| count as f64 / TIMES as f64;
        println!(
            "{}\t{}\t{:.1}\t{:.0}",
            case.row,
            case.name,
            each(allocations),
            each(bytes)
        );
    }
}
