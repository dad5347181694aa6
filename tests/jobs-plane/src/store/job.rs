//! A job: what every execution of it has in common.
//!
//! In: what CreateJob would be told (here: a seed). Out: plain data. It never knows which things it runs on.

use super::Status;

/// What is to be done, and under which rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// The job's name.
    pub id: String,
    /// The job document, as the text that its maker wrote. Devices get JSON as a *string* over HTTP.
    pub document: String,
    /// How many minutes an execution may take from its start to its end, 1 to 10080; `None` for no limit.
    pub in_progress_timeout_minutes: Option<i64>,
    /// Whether an execution that came to nothing is tried again.
    pub retry: Option<Retry>,
}

/// When and how often an execution is tried again, each time with the next execution number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// After FAILED.
    pub failed: bool,
    /// After TIMED_OUT.
    pub timed_out: bool,
    /// How often, counted from the first execution.
    pub times: u32,
}

impl Job {
    /// Whether an execution that ended like this is tried again, as long as there are tries left. REJECTED never is.
    pub(super) fn retries(&self, status: Status) -> bool {
        self.retry.is_some_and(|retry| match status {
            Status::Failed => retry.failed,
            Status::TimedOut => retry.timed_out,
            _ => false,
        })
    }
}
