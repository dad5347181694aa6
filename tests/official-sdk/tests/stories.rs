//! The official SDK against a jobs plane on a socket: the same stories that boto3 and the generated client tell.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use aws_sdk_iotjobsdataplane::Client;
use aws_sdk_iotjobsdataplane::error::ProvideErrorMetadata;
use aws_sdk_iotjobsdataplane::operation::RequestId;
use aws_sdk_iotjobsdataplane::operation::describe_job_execution::DescribeJobExecutionError;
use aws_sdk_iotjobsdataplane::operation::update_job_execution::UpdateJobExecutionError;
use aws_sdk_iotjobsdataplane::primitives::Blob;
use aws_sdk_iotjobsdataplane::types::{
    CommandParameterValue, JobExecution, JobExecutionStatus, JobExecutionSummary,
};
use jobs_plane::clock::{Clock, MANUAL_START as START};
use jobs_plane::fault::{Faults, KNOWN};
use jobs_plane::plane::JobsPlane;
use jobs_plane::{seed, serve};
use tokio::net::TcpListener;

const THING: &str = "thermostat-1";
const TIMED: &str = "thermostat-2";
const FIRMWARE: &str = "firmware-2_1";
const KEYS: &str = "rotate-keys";
const CALIBRATE: &str = "calibrate";
const REBOOT: &str = "arn:aws:iot:eu-west-1:123456789012:command/reboot";
const TARGET: &str = "arn:aws:iot:eu-west-1:123456789012:thing/thermostat-1";

/// A plane with the example's content and a manual clock.
fn plane() -> JobsPlane {
    let clock = Clock::manual();
    let store = seed::parse(include_str!("../../jobs-plane/seed.json"), clock.now()).unwrap();
    JobsPlane::new(store, Arc::new(clock))
}

/// A client of a plane on a port of its own.
async fn client(plane: JobsPlane) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve(listener, plane));
    official_sdk::official::client(&format!("http://{address}"))
}

async fn seeded() -> (Client, Arc<Clock>) {
    let plane = plane();
    let clock = plane.clock().clone();
    (client(plane).await, clock)
}

async fn next(client: &Client, thing: &str) -> Option<JobExecution> {
    let call = client.describe_job_execution().thing_name(thing);
    call.job_id("$next").send().await.unwrap().execution
}

fn ids(summaries: &[JobExecutionSummary]) -> Vec<&str> {
    summaries
        .iter()
        .filter_map(|summary| summary.job_id())
        .collect()
}

#[tokio::test]
async fn a_device_works_off_its_jobs() {
    let (client, clock) = seeded().await;
    let get_pending = client.get_pending_job_executions().thing_name(THING);
    let pending = get_pending.clone().send().await.unwrap();
    assert!(pending.request_id().is_some());
    assert_eq!(ids(pending.queued_jobs()), [FIRMWARE, KEYS]);
    assert!(pending.in_progress_jobs().is_empty());
    let first = &pending.queued_jobs()[0];
    assert_eq!((first.queued_at(), first.last_updated_at()), (START, START));
    assert_eq!(
        (first.version_number(), first.execution_number()),
        (1, Some(1))
    );

    // `$next` tells what would be started, and starts nothing.
    let described = next(&client, THING).await.unwrap();
    assert_eq!(described.job_id(), Some(FIRMWARE));
    assert_eq!(described.status(), Some(&JobExecutionStatus::Queued));
    assert_eq!(described.started_at(), None);
    let document = described.job_document().unwrap();
    assert!(document.contains(r#""version": "2.1""#), "{document}");

    clock.advance(10).unwrap();
    let start = client.start_next_pending_job_execution().thing_name(THING);
    let started = start.clone().status_details("step", "download");
    let started = started.send().await.unwrap().execution.unwrap();
    let expected = JobExecution::builder()
        .job_id(FIRMWARE)
        .thing_name(THING)
        .status(JobExecutionStatus::InProgress)
        .status_details("step", "download")
        .queued_at(START)
        .started_at(START + 10)
        .last_updated_at(START + 10)
        .version_number(2)
        .execution_number(1)
        .job_document(document)
        .build();
    assert_eq!(started, expected);
    // Started again, it is the same execution, and its details stay.
    let again = start
        .clone()
        .status_details("step", "other")
        .send()
        .await
        .unwrap();
    assert_eq!(again.execution, Some(started));
    let pending = get_pending.send().await.unwrap();
    assert_eq!(ids(pending.in_progress_jobs()), [FIRMWARE]);
    assert_eq!(ids(pending.queued_jobs()), [KEYS]);

    let update = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE);
    let updated = update
        .clone()
        .status(JobExecutionStatus::InProgress)
        .status_details("step", "prüfen 🔧")
        .status_details("percent", "50")
        .expected_version(2)
        .include_job_execution_state(true)
        .include_job_document(true)
        .send()
        .await
        .unwrap();
    let state = updated.execution_state().unwrap();
    assert_eq!(state.status(), Some(&JobExecutionStatus::InProgress));
    assert_eq!(state.version_number(), 3);
    assert_eq!(state.status_details().unwrap()["step"], "prüfen 🔧");
    assert_eq!(updated.job_document(), Some(document));

    // A report that was made from an old state is refused, and comes with the state that there is.
    let succeed = update.status(JobExecutionStatus::Succeeded);
    let conflict = succeed
        .clone()
        .expected_version(2)
        .send()
        .await
        .unwrap_err();
    assert!(conflict.request_id().is_some());
    let raw = conflict.raw_response().unwrap();
    assert_eq!(raw.status().as_u16(), 409);
    let body = std::str::from_utf8(raw.body().bytes().unwrap()).unwrap();
    assert!(body.contains(r#""versionNumber":3"#), "{body}");
    let UpdateJobExecutionError::InvalidStateTransitionException(conflict) =
        conflict.into_service_error()
    else {
        panic!("another error");
    };
    assert_eq!(
        conflict.message(),
        Some("expectedVersion is not the version, which is 3")
    );
    let bare = succeed.clone().expected_version(3).execution_number(1);
    let bare = bare.send().await.unwrap();
    assert_eq!((bare.execution_state(), bare.job_document()), (None, None));

    // It has ended: it is not described, not changed, and no longer pending.
    let describe = client.describe_job_execution().thing_name(THING);
    let ended = describe.clone().job_id(FIRMWARE).send().await.unwrap_err();
    let DescribeJobExecutionError::TerminalStateException(ended) = ended.into_service_error()
    else {
        panic!("another error");
    };
    assert_eq!(
        ended.message(),
        Some("the job execution has ended: it is SUCCEEDED")
    );
    let again = succeed.send().await.unwrap_err();
    assert_eq!(again.code(), Some("InvalidStateTransitionException"));
    let following = describe.job_id("$next").include_job_document(false);
    let following = following.send().await.unwrap().execution.unwrap();
    assert_eq!(following.job_id(), Some(KEYS));
    assert_eq!(following.job_document(), None);

    let reject = client.update_job_execution().thing_name(THING).job_id(KEYS);
    reject
        .status(JobExecutionStatus::Rejected)
        .send()
        .await
        .unwrap();
    assert_eq!(next(&client, THING).await, None);
    assert_eq!(start.send().await.unwrap().execution, None);
}

#[tokio::test]
async fn a_step_timer_expires() {
    let (client, clock) = seeded().await;
    let left = async || {
        let execution = next(&client, THING).await.unwrap();
        execution.approximate_seconds_before_timed_out()
    };
    let start = client.start_next_pending_job_execution().thing_name(THING);
    start.step_timeout_in_minutes(1).send().await.unwrap();
    assert_eq!(left().await, Some(60));
    clock.advance(59).unwrap();
    assert_eq!(left().await, Some(1));
    let report = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::InProgress);
    report
        .clone()
        .step_timeout_in_minutes(2)
        .send()
        .await
        .unwrap();
    assert_eq!(left().await, Some(120));
    report
        .clone()
        .step_timeout_in_minutes(-1)
        .send()
        .await
        .unwrap();
    assert_eq!(left().await, None);
    report
        .clone()
        .step_timeout_in_minutes(10_080)
        .send()
        .await
        .unwrap();
    clock.advance(604_800).unwrap();
    let error = report.send().await.unwrap_err();
    assert_eq!(
        error.message(),
        Some("a job execution that is TIMED_OUT cannot be set to this status")
    );
    assert_eq!(next(&client, THING).await.unwrap().job_id(), Some(KEYS));
}

#[tokio::test]
async fn a_job_that_times_out_is_tried_again() {
    let (client, clock) = seeded().await;
    let start = client.start_next_pending_job_execution().thing_name(TIMED);
    start
        .clone()
        .step_timeout_in_minutes(10_080)
        .send()
        .await
        .unwrap();
    clock.advance(4_000).unwrap();
    let describe = client
        .describe_job_execution()
        .thing_name(TIMED)
        .job_id(CALIBRATE);
    let retry = describe.clone().send().await.unwrap().execution.unwrap();
    assert_eq!(retry.execution_number(), Some(2));
    assert_eq!(retry.queued_at(), START + 3_600);
    let first = describe.execution_number(1).send().await.unwrap_err();
    assert_eq!(first.code(), Some("TerminalStateException"));
}

#[tokio::test]
async fn one_token_starts_one_execution() {
    let (client, _) = seeded().await;
    let value = CommandParameterValue::builder;
    let start = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn(REBOOT)
        .execution_timeout_seconds(30)
        .client_token("0b1d")
        .parameters("text", value().s("größer").build())
        .parameters("truth", value().b(false).build())
        .parameters("small", value().i(i32::MIN).build())
        .parameters("large", value().l(i64::MAX).build())
        .parameters("real", value().d(0.1).build())
        .parameters("nothing", value().d(f64::NAN).build())
        .parameters("bytes", value().bin(Blob::new([0, 255])).build())
        .parameters("$unsigned", value().ul(u64::MAX.to_string()).build());
    let first = start.clone().send().await.unwrap().execution_id.unwrap();
    let again = start.clone().send().await.unwrap().execution_id;
    assert_eq!(again.as_deref(), Some(&*first));
    let other = start
        .execution_timeout_seconds(31)
        .send()
        .await
        .unwrap_err();
    assert_eq!(other.raw_response().unwrap().status().as_u16(), 409);
    let other = other.into_service_error();
    assert!(other.is_conflict_exception());
    assert_eq!(
        other.message(),
        Some("the clientToken was used for a request with other parameters")
    );

    // Without a token the SDK makes one for each call.
    let start = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn(REBOOT);
    let one = start.clone().send().await.unwrap().execution_id;
    assert_ne!(one, start.send().await.unwrap().execution_id);
}

#[tokio::test]
async fn every_modelled_error_arrives() {
    let mut faults = Vec::new();
    for (operation, errors) in KNOWN {
        for error in errors {
            faults.push(format!("{operation}={error}:1").parse().unwrap());
        }
    }
    let client = client(plane().faults(Faults::new(faults))).await;
    for (operation, errors) in KNOWN {
        for error in errors {
            let metadata = match operation {
                "DescribeJobExecution" => {
                    let call = client
                        .describe_job_execution()
                        .thing_name(THING)
                        .job_id(KEYS);
                    call.send().await.unwrap_err().meta().clone()
                }
                "GetPendingJobExecutions" => {
                    let call = client.get_pending_job_executions().thing_name(THING);
                    call.send().await.unwrap_err().meta().clone()
                }
                "StartCommandExecution" => {
                    let call = client
                        .start_command_execution()
                        .target_arn("t")
                        .command_arn("c");
                    call.send().await.unwrap_err().meta().clone()
                }
                "StartNextPendingJobExecution" => {
                    let call = client.start_next_pending_job_execution().thing_name(THING);
                    call.send().await.unwrap_err().meta().clone()
                }
                _ => {
                    let call = client.update_job_execution().thing_name(THING).job_id(KEYS);
                    let call = call.status(JobExecutionStatus::Failed);
                    call.send().await.unwrap_err().meta().clone()
                }
            };
            assert_eq!(metadata.code(), Some(*error));
            let message = format!("asked for by --fault {operation}={error}");
            assert_eq!(metadata.message(), Some(&*message));
        }
    }
}

#[tokio::test]
async fn what_the_model_forbids_is_refused() {
    let (client, _) = seeded().await;
    let call = client.get_pending_job_executions().thing_name("a b");
    let error = call.send().await.unwrap_err().into_service_error();
    assert!(error.is_invalid_request_exception());
    assert_eq!(
        error.message(),
        Some(
            "1 validation error detected. Value at '/thingName' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+"
        )
    );
    let call = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn(REBOOT);
    let error = call.execution_timeout_seconds(0).send().await.unwrap_err();
    assert!(error.into_service_error().is_validation_exception());
    let call = client.get_pending_job_executions().thing_name("cellar");
    let error = call.send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception());
}
