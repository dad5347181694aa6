//! The status of a job execution, and who may change it into which.
//!
//! In: a status. Out: what it may become. It knows no time, no version and no wire.

use std::fmt::{self, Display, Formatter};

/// The status of a job execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The service has it ready; the device has not begun.
    Queued,
    /// The device works on it.
    InProgress,
    /// The device says that it is done.
    Succeeded,
    /// The device says that it could not be done.
    Failed,
    /// A timer of the service ended it.
    TimedOut,
    /// The device refuses it.
    Rejected,
    /// The thing is no longer a target of the job.
    Removed,
    /// The job, or this execution of it, was cancelled.
    Canceled,
}

impl Status {
    /// Every status, in the order of the model.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::InProgress,
        Self::Succeeded,
        Self::Failed,
        Self::TimedOut,
        Self::Rejected,
        Self::Removed,
        Self::Canceled,
    ];

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "QUEUED",
            Self::InProgress => "IN_PROGRESS",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Rejected => "REJECTED",
            Self::Removed => "REMOVED",
            Self::Canceled => "CANCELED",
        }
    }

    /// The status of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether nothing comes after it.
    pub fn is_terminal(self) -> bool {
        !matches!(self, Self::Queued | Self::InProgress)
    }

    /// Whether a device may report it at all; the others are the service's to set.
    pub fn is_for_devices(self) -> bool {
        matches!(
            self,
            Self::InProgress | Self::Succeeded | Self::Failed | Self::Rejected
        )
    }

    /// Whether a device's report may lead from this status to another.
    ///
    /// The lifecycle page of the developer guide lets a queued execution be started or rejected, and one in progress
    /// be reported again with new details or brought to an end. That a queued one cannot be finished without being
    /// started is our reading of its diagram: it is written nowhere else, and a device that keeps to it is right
    /// either way.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Queued => matches!(next, Self::InProgress | Self::Rejected),
            Self::InProgress => next.is_for_devices(),
            _ => false,
        }
    }
}

impl Display for Status {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for status in Status::ALL {
            assert_eq!(Status::named(status.as_str()), Some(status));
        }
        assert_eq!(Status::named("SUCCESS"), None);
    }

    #[test]
    fn every_transition_is_as_the_lifecycle_says() {
        use Status::{Failed, InProgress, Queued, Rejected, Succeeded};
        let allowed = [
            (Queued, InProgress),
            (Queued, Rejected),
            (InProgress, InProgress),
            (InProgress, Succeeded),
            (InProgress, Failed),
            (InProgress, Rejected),
        ];
        for from in Status::ALL {
            for to in Status::ALL {
                assert_eq!(
                    from.may_become(to),
                    allowed.contains(&(from, to)),
                    "{from} to {to}"
                );
            }
        }
    }
}
