//! From the same response both clients make the same.

#![allow(clippy::unwrap_used)]

mod documents;

use std::fmt::Debug;

use iot_jobs_data::operation::{
    DescribeJobExecutionInput, GetPendingJobExecutionsInput, StartCommandExecutionInput,
    StartNextPendingJobExecutionInput, UpdateJobExecutionInput,
};
use iot_jobs_data::types::JobExecutionStatus;
use official_sdk::{Answer, Call, Outcome, Pair, Refusal};

use documents::Documents;

/// How many random responses of each operation are tried.
const RANDOM: usize = 300;

fn describe() -> DescribeJobExecutionInput {
    DescribeJobExecutionInput::new("j", "t")
}

fn pending() -> GetPendingJobExecutionsInput {
    GetPendingJobExecutionsInput::new("t")
}

fn command() -> StartCommandExecutionInput {
    StartCommandExecutionInput::new("c", "t")
}

fn start() -> StartNextPendingJobExecutionInput {
    StartNextPendingJobExecutionInput::new("t")
}

fn update() -> UpdateJobExecutionInput {
    UpdateJobExecutionInput::new("j", JobExecutionStatus::Succeeded, "t")
}

async fn both<C: Call>(input: C, answer: &Answer) -> (Outcome<C::Output>, Outcome<C::Output>) {
    let pair = Pair::new("https://example.com", answer).unwrap();
    pair.call(input).await
}

/// What both make of an answer, after the check that it is the same.
async fn same<C: Call + Debug>(input: C, answer: &Answer) -> Outcome<C::Output> {
    let (ours, theirs) = both(input, answer).await;
    let body = String::from_utf8_lossy(&answer.body);
    assert_eq!(ours, theirs, "{answer:?}\n{body}");
    ours
}

async fn same_output<C: Call + Debug>(input: C, body: &str) -> C::Output {
    match same(input, &Answer::json(200, body)).await {
        Outcome::Output(output) => output,
        other => panic!("{body}: {other:?}"),
    }
}

async fn same_refusal<C: Call + Debug>(input: C, answer: &Answer) -> Refusal {
    match same(input, answer).await {
        Outcome::Refused(refusal) => refusal,
        other => panic!("{answer:?}: {other:?}"),
    }
}

/// An execution with everything in it.
const EXECUTION: &str = r#"{
    "jobId": "j", "thingName": "t", "status": "IN_PROGRESS", "statusDetails": {"a": "b", "\u00fc": "\ud83d\udd27"},
    "queuedAt": 1, "startedAt": 2, "lastUpdatedAt": 3, "approximateSecondsBeforeTimedOut": 4, "versionNumber": 5,
    "executionNumber": 6, "jobDocument": "{\"a\": [1, \"\\n\"]}" }"#;

#[tokio::test]
async fn full_outputs() {
    let output = same_output(describe(), &format!(r#"{{"execution": {EXECUTION}}}"#)).await;
    let execution = output.execution().unwrap();
    assert_eq!(execution.status_details().unwrap()["ü"], "🔧");
    assert_eq!(execution.job_document(), Some(r#"{"a": [1, "\n"]}"#));
    assert_eq!(execution.approximate_seconds_before_timed_out(), Some(4));

    let output = same_output(start(), &format!(r#"{{"execution": {EXECUTION}}}"#)).await;
    assert_eq!(output.execution().unwrap().version_number(), 5);

    let summary = r#"{"jobId": "j", "queuedAt": 1, "startedAt": 2, "lastUpdatedAt": 3, "versionNumber": 4,
        "executionNumber": 5}"#;
    let body =
        format!(r#"{{"inProgressJobs": [{summary}], "queuedJobs": [{summary}, {summary}]}}"#);
    let output = same_output(pending(), &body).await;
    assert_eq!(output.in_progress_jobs().len(), 1);
    assert_eq!(output.queued_jobs()[1].execution_number(), Some(5));

    let body = r#"{"executionState": {"status": "FAILED", "statusDetails": {}, "versionNumber": 2}, "jobDocument": ""}"#;
    let output = same_output(update(), body).await;
    assert_eq!(output.execution_state().unwrap().version_number(), 2);
    assert_eq!(output.job_document(), Some(""));

    let output = same_output(command(), r#"{"executionId": "e"}"#).await;
    assert_eq!(output.execution_id(), Some("e"));
}

#[tokio::test]
async fn what_is_missing_null_or_unknown() {
    for body in [
        "",
        "{}",
        " {\n} ",
        r#"{"execution": null, "inProgressJobs": null, "executionState": null, "executionId": null}"#,
        r#"{"execution": {}, "inProgressJobs": [], "queuedJobs": [{}], "executionState": {}}"#,
        r#"{"unknown": {"a": [1, {"b": null}]}, "another": "x", "Execution": 1}"#,
        r#"{"execution": {"status": "PAUSED", "statusDetails": {"a": ""}, "unknown": [[]]},
            "executionState": {"status": "", "x": 1e400}}"#,
        r#"{"execution": {"queuedAt": 9223372036854775807, "startedAt": -9223372036854775808, "versionNumber": 0,
            "statusDetails": null, "jobDocument": null}}"#,
        r#"{"execution": {"jobDocument": "\u0000\u001f\/\b\f\n\r\t\"\\ \u2028 \ud83d\ude00"}}"#,
    ] {
        same_output(describe(), body).await;
        same_output(pending(), body).await;
        same_output(command(), body).await;
        same_output(start(), body).await;
        same_output(update(), body).await;
    }
}

#[tokio::test]
async fn what_cannot_be_read() {
    for body in [
        "{",
        r#"{"execution": "#,
        r#"{"execution": {"queuedAt": 1}"#,
        "[]",
        "null",
        "1",
        "<html>",
        r#"{"execution": []}"#,
        r#"{"execution": 1}"#,
        r#"{"execution": {"jobId": 1}}"#,
        r#"{"execution": {"queuedAt": "1"}}"#,
        r#"{"execution": {"statusDetails": {"a": 1}}}"#,
        r#"{"execution": {"statusDetails": ["a"]}}"#,
        r#"{"execution": {"jobId": "a"}} x"#,
    ] {
        let (ours, theirs) = both(describe(), &Answer::json(200, body)).await;
        assert_eq!(ours, Outcome::Unreadable, "{body}");
        assert_eq!(theirs, Outcome::Unreadable, "{body}");
    }
}

/// The eleven errors of the model, with their status and an operation that has them.
const ERRORS: [(&str, u16, char); 11] = [
    ("CertificateValidationException", 400, 'd'),
    ("ConflictException", 409, 'c'),
    ("InternalServerException", 500, 'c'),
    ("InvalidRequestException", 400, 'p'),
    ("InvalidStateTransitionException", 409, 'u'),
    ("ResourceNotFoundException", 404, 's'),
    ("ServiceQuotaExceededException", 402, 'c'),
    ("ServiceUnavailableException", 503, 'p'),
    ("TerminalStateException", 410, 'd'),
    ("ThrottlingException", 429, 'u'),
    ("ValidationException", 400, 'c'),
];

/// Calls the operation of that letter.
async fn refused_by(operation: char, answer: &Answer) -> Refusal {
    match operation {
        'd' => same_refusal(describe(), answer).await,
        'p' => same_refusal(pending(), answer).await,
        'c' => same_refusal(command(), answer).await,
        's' => same_refusal(start(), answer).await,
        _ => same_refusal(update(), answer).await,
    }
}

#[tokio::test]
async fn every_modelled_error() {
    for (name, status, operation) in ERRORS {
        let members =
            r#""message": "it is \u00fc", "payload": "AP8=", "resourceId": "r", "other": [1]"#;
        let header = Answer::json(status, format!("{{{members}}}"))
            .header("x-amzn-errortype", name)
            .header("x-amzn-requestid", "id-1");
        let refusal = refused_by(operation, &header).await;
        assert_eq!(refusal.variant, Some(name));
        assert_eq!(refusal.code.as_deref(), Some(name));
        assert_eq!(refusal.message.as_deref(), Some("it is ü"));
        assert_eq!(refusal.request_id.as_deref(), Some("id-1"));
        assert_eq!(refusal.status, status);
        assert_eq!(refusal.payload.is_some(), name == "ThrottlingException");
        assert_eq!(refusal.resource_id.is_some(), name == "ConflictException");

        for answer in [
            // The name in each place where services put it, bare or with a namespace and an address.
            Answer::json(status, format!(r#"{{"__type": "{name}", {members}}}"#)),
            Answer::json(status, format!(r#"{{"code": "{name}", {members}}}"#)),
            Answer::json(
                status,
                format!(r#"{{{members}, "__type": "aws.iot#{name}"}}"#),
            ),
            Answer::json(status, format!("{{{members}}}")).header(
                "X-Amzn-Errortype",
                &format!("{name}:http://internal.amazon.com/coral/"),
            ),
            Answer::json(status, format!("{{{members}}}")).header(
                "x-amzn-errortype",
                &format!("aws.iot#{name}:http://internal/"),
            ),
        ] {
            assert_eq!(
                refused_by(operation, &answer).await.variant,
                Some(name),
                "{answer:?}"
            );
        }
        for body in [
            "{}",
            "",
            r#"{"message": null}"#,
            r#"{"Message": "m"}"#,
            r#"{"errorMessage": "m"}"#,
        ] {
            let answer = Answer::json(status, body).header("x-amzn-errortype", name);
            assert_eq!(
                refused_by(operation, &answer).await.variant,
                Some(name),
                "{answer:?}"
            );
        }
        // A gateway may answer with another status.
        let answer = Answer::json(418, "{}").header("x-amzn-errortype", name);
        assert_eq!(refused_by(operation, &answer).await.status, 418);
    }
}

#[tokio::test]
async fn errors_that_the_operation_does_not_have() {
    for answer in [
        Answer::json(
            409,
            r#"{"message": "version is 3", "executionState": {"versionNumber": 3}}"#,
        )
        .header("x-amzn-errortype", "VersionMismatch"),
        // Modelled, but not by this operation.
        Answer::json(409, r#"{"message": "m"}"#).header("x-amzn-errortype", "ConflictException"),
        Answer::json(
            403,
            r#"{"__type": "UnrecognizedClientException", "message": "m"}"#,
        ),
        Answer::json(403, r#"{"code": "Odd", "message": ""}"#).header("x-amz-request-id", "id-2"),
        Answer::json(502, "{}"),
        Answer::json(503, ""),
    ] {
        let refusal = same_refusal(update(), &answer).await;
        assert_eq!(refusal.variant, None);
        same_refusal(describe(), &answer).await;
    }
}

#[tokio::test]
async fn errors_that_are_no_documents() {
    for body in [
        "<html>Service Unavailable</html>",
        "[]",
        "\"text\"",
        "{\"message\": ",
    ] {
        let answer = Answer::json(503, body).header("x-amzn-requestid", "id-3");
        let (ours, theirs) = both(describe(), &answer).await;
        for outcome in [ours, theirs] {
            let Outcome::Refused(refusal) = outcome else {
                panic!("{body}: {outcome:?}");
            };
            assert_eq!(
                (refusal.variant, refusal.code, refusal.status),
                (None, None, 503)
            );
        }
    }
}

/// API Gateway answers `{"message": "Forbidden"}` without a name. The official SDK drops the message; we keep it.
#[tokio::test]
async fn errors_without_a_name() {
    let answer = Answer::json(403, r#"{"message": "Forbidden"}"#);
    let (ours, theirs) = both(update(), &answer).await;
    let (Outcome::Refused(mut ours), Outcome::Refused(theirs)) = (ours, theirs) else {
        panic!("no errors");
    };
    assert_eq!(ours.message.take().as_deref(), Some("Forbidden"));
    assert_eq!(ours, theirs);
}

/// AWS IoT Jobs has answered 200 with an error in it. The official SDK calls that a success; it is none.
#[tokio::test]
async fn an_error_inside_a_200() {
    let body = r#"{"Output": {"__type": "com.amazon.coral.service#UnknownOperationException", "message": null},
        "Version": "1.0"}"#;
    let (ours, theirs) = both(update(), &Answer::json(200, body)).await;
    assert!(matches!(theirs, Outcome::Output(_)), "{theirs:?}");
    let Outcome::Refused(refusal) = ours else {
        panic!("{ours:?}");
    };
    assert_eq!(refusal.code.as_deref(), Some("UnknownOperationException"));
}

#[tokio::test]
async fn random_responses() {
    let mut documents = Documents::new(1);
    for _ in 0..RANDOM {
        same(describe(), &Answer::json(200, documents.with_execution())).await;
        same(start(), &Answer::json(200, documents.with_execution())).await;
        same(pending(), &Answer::json(200, documents.pending())).await;
        same(update(), &Answer::json(200, documents.update())).await;
        let (name, status, operation) = ERRORS[documents.index(ERRORS.len())];
        let answer = Answer::json(status, documents.error()).header("x-amzn-errortype", name);
        refused_by(operation, &answer).await;
    }
}
