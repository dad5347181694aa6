//! The types of the service as an engineer would write them for serde.
//!
//! In: JSON. Out: values, and JSON again. An unknown status is read and not kept, which is the cheapest way to survive one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The status of a job execution.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Status {
    Queued,
    InProgress,
    Succeeded,
    Failed,
    TimedOut,
    Rejected,
    Removed,
    Canceled,
    #[serde(other)]
    Unknown,
}

/// A job execution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Execution {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thing_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status_details: Option<HashMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) queued_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) started_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_updated_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) approximate_seconds_before_timed_out: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version_number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution_number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_document: Option<String>,
}

/// The answer to DescribeJobExecution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Description {
    /// The execution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution: Option<Execution>,
}

/// A job execution in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) queued_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) started_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_updated_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version_number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution_number: Option<i64>,
}

/// The answer to GetPendingJobExecutions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Pending {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_progress_jobs: Option<Vec<Summary>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) queued_jobs: Option<Vec<Summary>>,
}

/// The body of UpdateJobExecution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Update {
    pub(crate) status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status_details: Option<HashMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) step_timeout_in_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expected_version: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) include_job_execution_state: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) include_job_document: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution_number: Option<i64>,
}

/// The state of a job execution after an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct State {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status_details: Option<HashMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version_number: Option<i64>,
}

/// The answer to UpdateJobExecution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Updated {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution_state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_document: Option<String>,
}

impl Updated {
    /// What all servers here answer to an update.
    pub(crate) fn to(update: Update) -> Self {
        Self {
            execution_state: Some(State {
                status: Some(update.status),
                status_details: update.status_details,
                version_number: update.expected_version.map(|version| version + 1),
            }),
            job_document: None,
        }
    }
}

/// The body of StartCommandExecution.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Start {
    pub(crate) target_arn: String,
    pub(crate) command_arn: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parameters: Option<HashMap<String, Parameter>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execution_timeout_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_token: Option<String>,
}

/// A parameter of a command.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) struct Parameter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) s: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) b: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) i: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) l: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) d: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ul: Option<String>,
}

/// The answer to StartCommandExecution.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    dead_code,
    reason = "it is decoded and dropped, as the other contenders do"
)]
pub(crate) struct Started {
    /// The execution.
    pub(crate) execution_id: Option<String>,
}
