//! One execution of a job on a thing, and every change that can happen to it.
//!
//! In: what the device reports, and the time. Out: the execution afterwards. It never looks at other executions; which
//! one is meant, and whether a change is allowed, `store` has settled before.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Job, Status, StepTimer, Timers};

/// What a device says about the status: names and values.
pub type Details = BTreeMap<String, String>;

/// One execution of a job on a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Execution {
    /// What is executed.
    pub job: Arc<Job>,
    /// Which execution of the job on this thing it is; a retry has the next number.
    pub number: i64,
    /// How far it is.
    pub status: Status,
    /// What the device has said about it.
    pub details: Details,
    /// When it was made, in seconds since the epoch.
    pub queued_at: i64,
    /// When the device began, in seconds since the epoch.
    pub started_at: Option<i64>,
    /// When it changed last, in seconds since the epoch.
    pub last_updated_at: i64,
    /// 1 at first, and one more with every update by the device. A change that the service makes on its own (a timeout)
    /// is no such update and leaves it as it is, as the model's documentation of `versionNumber` has it.
    pub version: i64,
    retries_left: u32,
    timers: Timers,
}

impl Execution {
    /// A new execution, for the device to start.
    pub fn queued(job: Arc<Job>, number: i64, now: i64) -> Self {
        Self {
            number,
            status: Status::Queued,
            details: Details::new(),
            queued_at: now,
            started_at: None,
            last_updated_at: now,
            version: 1,
            retries_left: job.retry.map_or(0, |retry| retry.times),
            timers: Timers::default(),
            job,
        }
    }

    /// The same execution as if it had come to this status by now: where a seed starts.
    pub fn already(mut self, status: Status, now: i64) -> Self {
        self.status = status;
        match status {
            Status::Queued | Status::Removed | Status::Canceled | Status::Rejected => {}
            Status::InProgress => self.begin(now),
            Status::Succeeded | Status::Failed | Status::TimedOut => self.started_at = Some(now),
        }
        self
    }

    /// How many seconds are left until a timer ends it; `None` if no timer runs.
    pub fn seconds_left(&self, now: i64) -> Option<i64> {
        self.timers.deadline().map(|deadline| deadline - now)
    }

    /// Takes what the device reports; that the transition is allowed has been checked.
    pub(super) fn report(&mut self, report: Report, now: i64) {
        if self.status == Status::Queued && report.status == Status::InProgress {
            self.begin(now);
        }
        self.status = report.status;
        if let Some(details) = report.details {
            self.details = details;
        }
        if report.status.is_terminal() {
            self.timers = Timers::default();
        } else {
            self.timers.step(report.step_timer, now);
        }
        self.version = self.version.saturating_add(1);
        self.last_updated_at = now;
    }

    /// Sets the step timer and nothing else, for an execution in progress that is started again.
    pub(super) fn set_step_timer(&mut self, wish: StepTimer, now: i64) {
        self.timers.step(wish, now);
    }

    /// Ends the execution if a timer has run out, and says whether it did. It ended when the timer did, not when
    /// somebody looked.
    pub(super) fn expire(&mut self, now: i64) -> bool {
        match self.timers.deadline() {
            Some(deadline) if deadline <= now => {
                self.status = Status::TimedOut;
                self.last_updated_at = deadline;
                self.timers = Timers::default();
                true
            }
            _ => false,
        }
    }

    /// The execution that follows this one if it has ended and its job wants another try.
    pub(super) fn retry(&self) -> Option<Self> {
        let retries_left = self.retries_left.checked_sub(1)?;
        self.job.retries(self.status).then(|| Self {
            retries_left,
            ..Self::queued(
                self.job.clone(),
                self.number.saturating_add(1),
                self.last_updated_at,
            )
        })
    }

    fn begin(&mut self, now: i64) {
        self.started_at = Some(now);
        self.timers = Timers::started(self.job.in_progress_timeout_minutes, now);
    }
}

/// What a device reports of an execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The new status.
    pub status: Status,
    /// New details; `None` leaves those that are there.
    pub details: Option<Details>,
    /// What is to happen to the step timer. An execution that ends has no timer, whatever this says.
    pub step_timer: StepTimer,
}
