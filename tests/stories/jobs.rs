//! Stories of jobs.

use iot_jobs_data::Client;
use iot_jobs_data::operation::{DescribeJobExecutionError, UpdateJobExecutionError};
use iot_jobs_data::types::{JobExecution, JobExecutionStatus, JobExecutionSummary};
use jobs_plane::clock::MANUAL_START as START;

use crate::door::Door;

const THING: &str = "thermostat-1";
const TIMED: &str = "thermostat-2";
const IDLE: &str = "doorbell";
const FIRMWARE: &str = "firmware-2_1";
const KEYS: &str = "rotate-keys";
const CALIBRATE: &str = "calibrate";

/// What `$next` is, with the document.
async fn next(client: &Client, thing: &str) -> Option<JobExecution> {
    let described = client
        .describe_job_execution()
        .thing_name(thing)
        .job_id("$next")
        .send()
        .await
        .unwrap();
    described.execution
}

/// How a finished execution is described: as an error with this message.
async fn assert_ended(client: &Client, job: &str, message: &str) {
    let error = client
        .describe_job_execution()
        .thing_name(THING)
        .job_id(job)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.message(), Some(message));
    assert_eq!(error.status().unwrap(), 410);
    assert!(matches!(
        error.into_service_error(),
        Ok(DescribeJobExecutionError::TerminalStateException(_))
    ));
}

fn ids(summaries: Option<Vec<JobExecutionSummary>>) -> Vec<String> {
    summaries
        .unwrap()
        .into_iter()
        .filter_map(|summary| summary.job_id)
        .collect()
}

pub(crate) async fn a_device_works_off_its_jobs(door: impl Door) {
    let (client, clock) = door.seeded().await;

    let pending = client
        .get_pending_job_executions()
        .thing_name(THING)
        .send()
        .await
        .unwrap();
    assert_eq!(pending.in_progress_jobs, Some(vec![]));
    let queued = |id: &str| {
        JobExecutionSummary::new()
            .job_id(id)
            .queued_at(START)
            .last_updated_at(START)
            .version_number(1)
            .execution_number(1)
    };
    assert_eq!(
        pending.queued_jobs,
        Some(vec![queued(FIRMWARE), queued(KEYS)])
    );

    // `$next` tells what would be started, and starts nothing.
    let described = next(&client, THING).await.unwrap();
    assert_eq!(described.job_id.as_deref(), Some(FIRMWARE));
    assert_eq!(described.status, Some(JobExecutionStatus::Queued));
    assert_eq!(described.started_at, None);
    let document = described.job_document.unwrap();
    assert!(document.contains(r#""version": "2.1""#), "{document}");

    clock.advance(10).unwrap();
    let start = client
        .start_next_pending_job_execution()
        .thing_name(THING)
        .status_details([("step", "download")]);
    let started = start.clone().send().await.unwrap().execution.unwrap();
    let expected = JobExecution::new()
        .job_id(FIRMWARE)
        .thing_name(THING)
        .status(JobExecutionStatus::InProgress)
        .status_details([("step", "download")])
        .queued_at(START)
        .started_at(START + 10)
        .last_updated_at(START + 10)
        .version_number(2)
        .execution_number(1)
        .job_document(document.as_str());
    assert_eq!(started, expected);
    // Started again, it is the same execution, and its details stay.
    let again = start
        .status_details([("step", "other")])
        .send()
        .await
        .unwrap();
    assert_eq!(again.execution, Some(started));
    let pending = client
        .get_pending_job_executions()
        .thing_name(THING)
        .send()
        .await
        .unwrap();
    assert_eq!(ids(pending.in_progress_jobs), [FIRMWARE]);
    assert_eq!(ids(pending.queued_jobs), [KEYS]);

    let details = [("step", "prüfen 🔧"), ("percent", "50")];
    let updated = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::InProgress)
        .status_details(details)
        .expected_version(2)
        .include_job_execution_state(true)
        .include_job_document(true)
        .send()
        .await
        .unwrap();
    let state = updated.execution_state.unwrap();
    assert_eq!(state.status, Some(JobExecutionStatus::InProgress));
    assert_eq!(state.version_number, Some(3));
    assert_eq!(state.status_details.unwrap()["step"], "prüfen 🔧");
    assert_eq!(updated.job_document, Some(document));

    // A report that was made from an old state is refused, and comes with the state that there is.
    let succeed = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::Succeeded);
    let conflict = succeed
        .clone()
        .expected_version(2)
        .send()
        .await
        .unwrap_err();
    assert_eq!(conflict.code(), Some("InvalidStateTransitionException"));
    assert_eq!(
        conflict.message(),
        Some("expectedVersion is not the version, which is 3")
    );
    assert_eq!(conflict.status().unwrap(), 409);
    assert!(conflict.request_id().is_some());
    let body = String::from_utf8_lossy(conflict.raw().unwrap().body()).into_owned();
    assert!(body.contains(r#""versionNumber":3"#), "{body}");

    let bare = succeed
        .clone()
        .expected_version(3)
        .execution_number(1)
        .send()
        .await
        .unwrap();
    assert_eq!((bare.execution_state, bare.job_document), (None, None));

    // It has ended: it is not described, not changed, and no longer pending.
    assert_ended(
        &client,
        FIRMWARE,
        "the job execution has ended: it is SUCCEEDED",
    )
    .await;
    let error = succeed.send().await.unwrap_err();
    assert!(matches!(
        error.as_service_error(),
        Some(UpdateJobExecutionError::InvalidStateTransitionException(_))
    ));
    let following = client
        .describe_job_execution()
        .thing_name(THING)
        .job_id("$next")
        .include_job_document(false)
        .send()
        .await
        .unwrap()
        .execution
        .unwrap();
    assert_eq!(following.job_id.as_deref(), Some(KEYS));
    assert_eq!(following.job_document, None);

    client
        .update_job_execution()
        .thing_name(THING)
        .job_id(KEYS)
        .status(JobExecutionStatus::Rejected)
        .send()
        .await
        .unwrap();
    assert_eq!(next(&client, THING).await, None);
    let nothing = client
        .start_next_pending_job_execution()
        .thing_name(THING)
        .send()
        .await
        .unwrap();
    assert_eq!(nothing.execution, None);
}

pub(crate) async fn a_queued_execution_cannot_succeed(door: impl Door) {
    let (client, _) = door.seeded().await;
    let error = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::Succeeded)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.message(),
        Some("a job execution that is QUEUED cannot be set to this status")
    );
}

pub(crate) async fn a_step_timer_expires(door: impl Door) {
    let (client, clock) = door.seeded().await;
    let left = async || {
        let execution = next(&client, THING).await.unwrap();
        execution.approximate_seconds_before_timed_out
    };
    client
        .start_next_pending_job_execution()
        .thing_name(THING)
        .step_timeout_in_minutes(1)
        .send()
        .await
        .unwrap();
    assert_eq!(left().await, Some(60));
    clock.advance(59).unwrap();
    assert_eq!(left().await, Some(1));
    let report = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::InProgress);
    report.clone().send().await.unwrap();
    assert_eq!(left().await, Some(1));
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
    clock.advance(1_000_000).unwrap();
    report
        .clone()
        .step_timeout_in_minutes(10_080)
        .send()
        .await
        .unwrap();
    assert_eq!(left().await, Some(604_800));
    clock.advance(604_800).unwrap();

    let error = report.send().await.unwrap_err();
    assert_eq!(
        error.message(),
        Some("a job execution that is TIMED_OUT cannot be set to this status")
    );
    assert_ended(
        &client,
        FIRMWARE,
        "the job execution has ended: it is TIMED_OUT",
    )
    .await;
    assert_eq!(
        next(&client, THING).await.unwrap().job_id.as_deref(),
        Some(KEYS)
    );
}

pub(crate) async fn a_job_that_times_out_is_tried_again(door: impl Door) {
    let (client, clock) = door.seeded().await;
    let start = client.start_next_pending_job_execution().thing_name(TIMED);
    let started = start
        .clone()
        .step_timeout_in_minutes(10_080)
        .send()
        .await
        .unwrap();
    // The job's own timer ends before the step's.
    assert_eq!(
        started
            .execution
            .unwrap()
            .approximate_seconds_before_timed_out,
        Some(3_600)
    );
    clock.advance(4_000).unwrap();
    let describe = client
        .describe_job_execution()
        .thing_name(TIMED)
        .job_id(CALIBRATE);
    let retry = describe.clone().send().await.unwrap().execution.unwrap();
    assert_eq!(retry.execution_number, Some(2));
    assert_eq!(retry.status, Some(JobExecutionStatus::Queued));
    assert_eq!(retry.queued_at, Some(START + 3_600));
    let first = describe.execution_number(1).send().await.unwrap_err();
    assert_eq!(first.code(), Some("TerminalStateException"));
    start.clone().send().await.unwrap();
    client
        .update_job_execution()
        .thing_name(TIMED)
        .job_id(CALIBRATE)
        .status(JobExecutionStatus::Failed)
        .execution_number(2)
        .send()
        .await
        .unwrap();
    // One retry was allowed.
    assert_eq!(start.send().await.unwrap().execution, None);
}

pub(crate) async fn what_only_the_documentation_forbids(door: impl Door) {
    let (client, _) = door.seeded().await;
    let report = client
        .update_job_execution()
        .thing_name(THING)
        .job_id(FIRMWARE)
        .status(JobExecutionStatus::InProgress);
    for minutes in [0, -2, 10_081, i64::MIN, i64::MAX] {
        let error = report
            .clone()
            .step_timeout_in_minutes(minutes)
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.code(), Some("InvalidRequestException"));
        let message = error.message().unwrap();
        assert!(message.contains(&minutes.to_string()), "{message}");
    }
    let start = client.start_next_pending_job_execution().thing_name(THING);
    let error = start.step_timeout_in_minutes(-1).send().await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidRequestException"));
    let error = report
        .clone()
        .status(JobExecutionStatus::Canceled)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("InvalidRequestException"));
    let long = "x".repeat(1_025);
    let error = report
        .status_details([("log", long)])
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.message(),
        Some("statusDetails.log is longer than 1024 characters")
    );
}

pub(crate) async fn what_is_not_there_is_not_found(door: impl Door) {
    let (client, _) = door.seeded().await;
    let error = client
        .get_pending_job_executions()
        .thing_name("cellar")
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (
            Some("ResourceNotFoundException"),
            Some("there is no thing cellar")
        )
    );
    let error = client
        .describe_job_execution()
        .thing_name(IDLE)
        .job_id(KEYS)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    let error = client
        .update_job_execution()
        .thing_name(TIMED)
        .job_id(KEYS)
        .status(JobExecutionStatus::Failed)
        .execution_number(2)
        .send()
        .await
        .unwrap_err();
    let text = error.to_string();
    for part in [
        "UpdateJobExecution",
        "ResourceNotFoundException",
        "thermostat-2 has no execution number 2 of job rotate-keys",
        "404",
        error.request_id().unwrap(),
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!(next(&client, IDLE).await, None);
}

/// Devices that come back after a lost connection repeat themselves: of reports made from one state, one counts.
pub(crate) async fn one_of_many_reports_counts(door: impl Door) {
    let (client, _) = door.seeded().await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let call = client
                .update_job_execution()
                .thing_name(THING)
                .job_id(FIRMWARE)
                .status(JobExecutionStatus::InProgress)
                .expected_version(1);
            tokio::spawn(call.send())
        })
        .collect();
    let mut taken = 0;
    for call in calls {
        match call.await.unwrap() {
            Ok(_) => taken += 1,
            Err(error) => assert_eq!(error.code(), Some("InvalidStateTransitionException")),
        }
    }
    assert_eq!(taken, 1);
    assert_eq!(next(&client, THING).await.unwrap().version_number, Some(2));
}
