//! Every error of the model, and one that it does not have.

use iot_jobs_data::client::Error;
use iot_jobs_data::operation::UpdateJobExecutionError;
use iot_jobs_data::types::JobExecutionStatus;
use jobs_plane::fault::KNOWN;
use tinsmith::OperationError;

use crate::door::{Door, plane};

/// What is common to the errors of all operations: code, message, status.
fn summary<T: std::fmt::Debug, E: OperationError>(
    result: Result<T, Error<E>>,
) -> (String, String, u16) {
    let error = result.unwrap_err();
    let modelled = error.as_service_error().unwrap().as_dyn();
    // The type knows the status that the response had.
    assert_eq!(error.status().unwrap(), modelled.status());
    (
        error.code().unwrap().to_owned(),
        error.message().unwrap().to_owned(),
        modelled.status(),
    )
}

pub(crate) async fn every_modelled_error_arrives(door: impl Door) {
    let mut faults = Vec::new();
    for (operation, errors) in KNOWN {
        faults.extend(errors.iter().map(|error| format!("{operation}={error}:1")));
    }
    let client = door.faulty(faults).await;
    let mut count = 0;
    for (operation, errors) in KNOWN {
        for error in errors {
            let (code, message, status) = match operation {
                "DescribeJobExecution" => {
                    let call = client.describe_job_execution();
                    summary(call.thing_name("thermostat-1").job_id("$next").send().await)
                }
                "GetPendingJobExecutions" => {
                    let call = client.get_pending_job_executions();
                    summary(call.thing_name("thermostat-1").send().await)
                }
                "StartCommandExecution" => {
                    let call = client.start_command_execution();
                    summary(call.target_arn("t").command_arn("c").send().await)
                }
                "StartNextPendingJobExecution" => {
                    let call = client.start_next_pending_job_execution();
                    summary(call.thing_name("thermostat-1").send().await)
                }
                _ => {
                    let call = client
                        .update_job_execution()
                        .status(JobExecutionStatus::Failed);
                    summary(call.thing_name("thermostat-1").job_id("j").send().await)
                }
            };
            assert_eq!(code, *error);
            assert_eq!(message, format!("asked for by --fault {operation}={error}"));
            assert_eq!(status, status_of(error), "{error}");
            count += 1;
        }
    }
    assert_eq!(count, 28);
    // The faults are used up.
    let call = client
        .get_pending_job_executions()
        .thing_name("thermostat-1");
    call.send().await.unwrap();
}

/// The status of each error in the model.
fn status_of(error: &str) -> u16 {
    match error {
        "ServiceQuotaExceededException" => 402,
        "ResourceNotFoundException" => 404,
        "ConflictException" | "InvalidStateTransitionException" => 409,
        "TerminalStateException" => 410,
        "ThrottlingException" => 429,
        "InternalServerException" => 500,
        "ServiceUnavailableException" => 503,
        _ => 400,
    }
}

pub(crate) async fn an_error_that_the_model_does_not_have(door: impl Door) {
    let mismatch = "VersionMismatch:412".parse().unwrap();
    let client = door.open(plane().version_mismatch(mismatch)).await;
    let error = client
        .update_job_execution()
        .thing_name("thermostat-1")
        .job_id("rotate-keys")
        .status(JobExecutionStatus::InProgress)
        .expected_version(7)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("VersionMismatch"));
    let Some(UpdateJobExecutionError::Other(other)) = error.as_service_error() else {
        panic!("{error}");
    };
    assert_eq!(other.status(), 412);
    assert_eq!(
        other.message(),
        Some("expectedVersion is not the version, which is 1")
    );
    // What the model does not know is at hand all the same.
    let state = other.document().get("executionState").unwrap();
    assert_eq!(state["status"].as_str(), Some("QUEUED"));
    assert_eq!(state["versionNumber"].as_i64(), Some(1));
}
