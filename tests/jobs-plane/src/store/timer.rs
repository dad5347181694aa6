//! The two timers of a job execution.
//!
//! In: minutes, as requests and jobs give them, and the time. Out: a deadline. The in-progress timer belongs to the job
//! and runs from the start of the execution to its end; the step timer belongs to the device, which may set it, set it
//! again and cancel it. Whichever ends first ends the execution. Nothing here runs by itself.

use super::Invalid;

/// The longest that a step or a job may take: seven days.
pub const MAX_MINUTES: i64 = 10_080;

/// What a request wants of the step timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepTimer {
    /// It says nothing: a running timer runs on.
    Leave,
    /// A timer that runs is stopped (`-1`).
    Cancel,
    /// A timer of this many minutes starts now and replaces one that runs.
    Minutes(i64),
}

impl StepTimer {
    /// Reads `stepTimeoutInMinutes` of StartNextPendingJobExecution: 1 to 10080.
    ///
    /// # Errors
    ///
    /// Any other number. The model has no range for it, so no validator catches it before us.
    pub fn for_start(minutes: Option<i64>) -> Result<Self, Invalid> {
        match minutes {
            None => Ok(Self::Leave),
            Some(minutes @ 1..=MAX_MINUTES) => Ok(Self::Minutes(minutes)),
            Some(minutes) => Err(Invalid(format!(
                "stepTimeoutInMinutes is {minutes}: it must be between 1 and {MAX_MINUTES}"
            ))),
        }
    }

    /// Reads `stepTimeoutInMinutes` of UpdateJobExecution: 1 to 10080, or -1 to cancel the timer.
    ///
    /// # Errors
    ///
    /// Any other number.
    pub fn for_update(minutes: Option<i64>) -> Result<Self, Invalid> {
        match minutes {
            Some(-1) => Ok(Self::Cancel),
            minutes => Self::for_start(minutes)
                .map_err(|Invalid(what)| Invalid(format!("{what}, or -1 to cancel the timer"))),
        }
    }
}

/// The deadlines of an execution, in seconds since the epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Timers {
    in_progress: Option<i64>,
    step: Option<i64>,
}

impl Timers {
    /// The timers of an execution that starts now, of a job with or without a timeout.
    pub(super) fn started(job_minutes: Option<i64>, now: i64) -> Self {
        Self {
            in_progress: job_minutes.map(|minutes| now + minutes * 60),
            step: None,
        }
    }

    /// Does to the step timer what a request wants.
    pub(super) fn step(&mut self, wish: StepTimer, now: i64) {
        match wish {
            StepTimer::Leave => {}
            StepTimer::Cancel => self.step = None,
            StepTimer::Minutes(minutes) => self.step = Some(now + minutes * 60),
        }
    }

    /// When the execution ends unless the device ends it: a step timer never extends the job's own.
    pub(super) fn deadline(&self) -> Option<i64> {
        match (self.in_progress, self.step) {
            (Some(job), Some(step)) => Some(job.min(step)),
            (job, step) => job.or(step),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_held_to_their_range() {
        assert_eq!(StepTimer::for_start(None), Ok(StepTimer::Leave));
        assert_eq!(StepTimer::for_start(Some(1)), Ok(StepTimer::Minutes(1)));
        assert_eq!(
            StepTimer::for_update(Some(10_080)),
            Ok(StepTimer::Minutes(10_080))
        );
        assert_eq!(StepTimer::for_update(Some(-1)), Ok(StepTimer::Cancel));
        for wrong in [i64::MIN, -2, 0, 10_081, i64::MAX] {
            let Err(Invalid(start)) = StepTimer::for_start(Some(wrong)) else {
                panic!("{wrong} accepted");
            };
            assert!(start.contains(&wrong.to_string()), "{start}");
            assert!(StepTimer::for_update(Some(wrong)).is_err());
        }
        assert!(StepTimer::for_start(Some(-1)).is_err());
    }

    #[test]
    fn the_nearer_deadline_counts() {
        let mut timers = Timers::started(Some(5), 1_000);
        assert_eq!(timers.deadline(), Some(1_300));
        timers.step(StepTimer::Minutes(2), 1_060);
        assert_eq!(timers.deadline(), Some(1_180));
        timers.step(StepTimer::Leave, 1_100);
        assert_eq!(timers.deadline(), Some(1_180));
        timers.step(StepTimer::Minutes(60), 1_100);
        assert_eq!(timers.deadline(), Some(1_300));
        timers.step(StepTimer::Cancel, 1_100);
        assert_eq!(timers.deadline(), Some(1_300));

        let mut untimed = Timers::started(None, 1_000);
        assert_eq!(untimed.deadline(), None);
        untimed.step(StepTimer::Minutes(1), 1_000);
        assert_eq!(untimed.deadline(), Some(1_060));
    }
}
