//! Executions as the service shows them.
//!
//! In: an execution of the store. Out: the generated types. Times go out in seconds since the epoch, as the model's
//! documentation has it (examples of the developer guide show milliseconds; the service sends seconds).

use iot_jobs_data::types::{
    JobExecution, JobExecutionState, JobExecutionStatus, JobExecutionSummary,
};

use crate::store::{Execution, Status};

/// All of it, with the job document.
pub(super) fn execution(thing: &str, execution: &Execution, now: i64) -> JobExecution {
    let mut answer = JobExecution::new()
        .job_id(execution.job.id.as_str())
        .thing_name(thing)
        .status(status(execution.status))
        .status_details(execution.details.clone())
        .queued_at(execution.queued_at)
        .last_updated_at(execution.last_updated_at)
        .version_number(execution.version)
        .execution_number(execution.number)
        .job_document(execution.job.document.as_str());
    answer.started_at = execution.started_at;
    answer.approximate_seconds_before_timed_out = execution.seconds_left(now);
    answer
}

/// What a list of pending executions has of it.
pub(super) fn summary(execution: &Execution) -> JobExecutionSummary {
    let mut summary = JobExecutionSummary::new()
        .job_id(execution.job.id.as_str())
        .queued_at(execution.queued_at)
        .last_updated_at(execution.last_updated_at)
        .version_number(execution.version)
        .execution_number(execution.number);
    summary.started_at = execution.started_at;
    summary
}

/// What an update changes of it.
pub(super) fn state(execution: &Execution) -> JobExecutionState {
    JobExecutionState::new()
        .status(status(execution.status))
        .status_details(execution.details.clone())
        .version_number(execution.version)
}

fn status(status: Status) -> JobExecutionStatus {
    match status {
        Status::Queued => JobExecutionStatus::Queued,
        Status::InProgress => JobExecutionStatus::InProgress,
        Status::Succeeded => JobExecutionStatus::Succeeded,
        Status::Failed => JobExecutionStatus::Failed,
        Status::TimedOut => JobExecutionStatus::TimedOut,
        Status::Rejected => JobExecutionStatus::Rejected,
        Status::Removed => JobExecutionStatus::Removed,
        Status::Canceled => JobExecutionStatus::Canceled,
    }
}
