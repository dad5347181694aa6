//! What the model forbids, on the server and before anything is sent.

use iot_jobs_data::client::Error;
use iot_jobs_data::operation::{
    GetPendingJobExecutionsInput, StartCommandExecutionInput, StartNextPendingJobExecutionInput,
    UpdateJobExecutionInput,
};
use iot_jobs_data::types::JobExecutionStatus;
use tinsmith::client::ErrorKind;
use tinsmith::{OperationError, Validate};

use crate::door::Door;

fn assert_refused<T: std::fmt::Debug, E: OperationError>(
    result: Result<T, Error<E>>,
    code: &str,
    message: &str,
) {
    let error = result.unwrap_err();
    assert_eq!(error.code(), Some(code));
    assert_eq!(error.message(), Some(message));
    assert_eq!(error.status().unwrap(), 400);
}

pub(crate) async fn each_constraint_has_its_message(door: impl Door) {
    let (client, _) = door.seeded().await;
    let input = GetPendingJobExecutionsInput::new("a b");
    // The client does not judge, but its user can.
    let violations = input.validate().unwrap_err();
    assert_eq!(violations[0].path(), "/thingName");
    assert_refused(
        client.send(input).await,
        "InvalidRequestException",
        &violations.to_string(),
    );

    let status = JobExecutionStatus::from("SUCCESS");
    assert_refused(
        client
            .send(UpdateJobExecutionInput::new("j", status, "t"))
            .await,
        "InvalidRequestException",
        "1 validation error detected. Value at '/status' failed to satisfy constraint: Member must satisfy enum value \
         set: [QUEUED, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, REJECTED, REMOVED, CANCELED]",
    );
    assert_refused(
        client
            .send(StartNextPendingJobExecutionInput::new("t").status_details([("a", "b\nc")]))
            .await,
        "InvalidRequestException",
        r"1 validation error detected. Value at '/statusDetails/a' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\p{C}]+",
    );
    assert_refused(
        client
            .send(
                StartCommandExecutionInput::new("c", "x".repeat(2_049))
                    .execution_timeout_seconds(0)
                    .client_token("ä"),
            )
            .await,
        "ValidationException",
        r"3 validation errors detected. Value with length 2049 at '/targetArn' failed to satisfy constraint: Member must have length less than or equal to 2048; Value at '/executionTimeoutSeconds' failed to satisfy constraint: Member must be greater than or equal to 1; Value at '/clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\x21-\x7E]+$",
    );
}

pub(crate) async fn nothing_is_sent_without_what_is_required(door: impl Door) {
    let client = door
        .faulty(vec!["UpdateJobExecution=ThrottlingException".to_owned()])
        .await;
    let error = client
        .update_job_execution()
        .job_id("j")
        .send()
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::MissingMembers(_)),
        "{error}"
    );
    assert!(error.raw().is_none());
    let text = error.to_string();
    assert!(
        text.contains("thing_name") && text.contains("status"),
        "{text}"
    );
    assert!(!text.contains("job_id"), "{text}");

    let error = client
        .update_job_execution()
        .job_id("")
        .thing_name("t")
        .status(JobExecutionStatus::Failed)
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Encode(_)), "{error}");
}
