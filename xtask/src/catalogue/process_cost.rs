//! What a process has cost so far: this one, or a compiler that cargo runs.
//!
//! In: what Linux tells of a process. Out: seconds of processors and the most memory that was held at once; nothing
//! where the system does not say. Never guesses.

use std::fs;
use std::path::{Path, PathBuf};

/// The cost.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Seconds of all processors together.
    pub(crate) processor_seconds: Option<f64>,
    /// The most memory, in bytes.
    pub(crate) peak_memory: Option<u64>,
}

/// Linux counts the time of processes in hundredths of a second, whatever the kernel does inside.
const TICKS_PER_SECOND: f64 = 100.0;

impl Cost {
    /// Up to now.
    pub(crate) fn of_this_process() -> Self {
        Self::of(Path::new("/proc/self"))
    }

    /// Of the compiler that this cargo runs for a crate, while it runs; nothing before and after.
    pub(crate) fn of_compiler(cargo: u32, krate: &str) -> Option<Self> {
        let krate = krate.replace('-', "_");
        let compiler = children(cargo).find(|process| {
            let line = fs::read_to_string(process.join("cmdline")).unwrap_or_default();
            compiles(&line, &krate)
        })?;
        let cost = Self::of(&compiler);
        (cost.processor_seconds.is_some() && cost.peak_memory.is_some()).then_some(cost)
    }

    fn of(process: &Path) -> Self {
        let read = |file: &str| fs::read_to_string(process.join(file)).unwrap_or_default();
        Self {
            processor_seconds: processor_seconds(&read("stat")),
            peak_memory: peak_memory(&read("status")),
        }
    }
}

/// The processes that a process has started, of any of its threads, and that have not ended.
fn children(of: u32) -> impl Iterator<Item = PathBuf> {
    let tasks = fs::read_dir(format!("/proc/{of}/task"));
    let tasks = tasks.into_iter().flatten().flatten();
    tasks.flat_map(|task| {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        let paths = children
            .split_whitespace()
            .map(|id| Path::new("/proc").join(id));
        paths.collect::<Vec<_>>()
    })
}

/// Whether a command line, each word ended by a zero byte, compiles a crate.
fn compiles(line: &str, krate: &str) -> bool {
    let mut words = line.split('\0').skip_while(|word| *word != "--crate-name");
    words.nth(1) == Some(krate)
}

/// The fields `utime` and `stime` of proc_pid_stat(5), behind the name in parentheses, which may hold anything.
fn processor_seconds(stat: &str) -> Option<f64> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS_PER_SECOND)
}

/// The line `VmHWM` of proc_pid_status(5).
fn peak_memory(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Seconds of processors that the programs took which this process has started and seen end, with what they started.
pub(crate) fn of_ended_children() -> Option<f64> {
    children_seconds(&fs::read_to_string("/proc/self/stat").ok()?)
}

/// The fields `cutime` and `cstime`, which are right behind the process's own.
fn children_seconds(stat: &str) -> Option<f64> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / TICKS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::{children_seconds, compiles, peak_memory, processor_seconds};

    #[test]
    fn the_fields_are_found() {
        let stat = "17 (a) b) S 1 2 3 4 -1 5 6 7 8 9 250 50 0 0 20 0";
        assert_eq!(processor_seconds(stat), Some(3.0));
        assert_eq!(processor_seconds("17 (a"), None);
        let stat = "17 (a) b) S 1 2 3 4 -1 5 6 7 8 9 250 50 100 25 20 0";
        assert_eq!(children_seconds(stat), Some(1.25));
        let status = "Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(peak_memory(status), Some(2 << 20));
        assert_eq!(peak_memory(""), None);
    }

    #[test]
    fn a_compiler_is_known_by_its_crate() {
        let line = "/bin/rustc\0--crate-name\0iot_data\0--edition=2024\0";
        assert!(compiles(line, "iot_data"));
        assert!(!compiles(line, "iot"));
        assert!(!compiles("/bin/rustc\0-vV\0", "iot"));
    }
}
