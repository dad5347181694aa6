//! For the same input both clients send the same request.

#![allow(clippy::unwrap_used)]

mod inputs;

use iot_jobs_data::operation::{
    DescribeJobExecutionInput, GetPendingJobExecutionsInput, StartCommandExecutionInput,
    StartNextPendingJobExecutionInput, UpdateJobExecutionInput,
};
use iot_jobs_data::types::{CommandParameterValue, JobExecutionStatus};
use official_sdk::{Answer, Call, Pair, Sent, TOKEN};
use serde_json::Value;

use inputs::Inputs;

/// How many random inputs of each operation are tried.
const RANDOM: usize = 300;

fn pair() -> Pair {
    // With a path, which both have to put before their own.
    Pair::new(
        "https://prefix.example.com/base/path",
        &Answer::json(200, "{}"),
    )
    .unwrap()
}

/// Both requests, after the check that there is one of each and that they are the same.
async fn same<C: Call + std::fmt::Debug>(pair: &Pair, input: C) -> Sent {
    let (ours, theirs) = pair.send(input.clone()).await;
    let ([ours], [theirs]) = (&ours[..], &theirs[..]) else {
        panic!("{input:?}: we sent {ours:?}, they {theirs:?}");
    };
    assert_eq!(ours.method, theirs.method, "{input:?}");
    assert_eq!(ours.path, theirs.path, "{input:?}");
    assert_eq!(ours.query, theirs.query, "{input:?}");
    assert_eq!(body(ours), body(theirs), "{input:?}");
    let mut ours_headers = ours.headers.clone();
    let mut their_headers = theirs.headers.clone();
    // The same document may be written with other bytes: maps have no order, and some characters two escapes.
    if ours.body != theirs.body {
        ours_headers.remove("content-length");
        their_headers.remove("content-length");
    }
    assert_eq!(ours_headers, their_headers, "{input:?}");
    ours.clone()
}

/// The body as it counts: the JSON value, with every number as the double or the integer that it is.
fn body(sent: &Sent) -> Option<Value> {
    if sent.body.is_empty() {
        return None;
    }
    let mut value = serde_json::from_slice(&sent.body).unwrap();
    doubles(&mut value);
    Some(value)
}

/// JSON does not tell 1 from 1.0, and a double may be written either way.
fn doubles(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member.as_f64()) {
                    ("D", Some(number)) => *member = format!("double {number:?}").into(),
                    _ => doubles(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(doubles),
        _ => {}
    }
}

#[tokio::test]
async fn what_is_sent_is_what_the_protocol_says() {
    let pair = pair();
    let describe = DescribeJobExecutionInput::new("$next", "a:b/c d")
        .include_job_document(false)
        .execution_number(-1);
    let sent = same(&pair, describe).await;
    assert_eq!(sent.method, "GET");
    assert_eq!(sent.path, "/base/path/things/a%3Ab%2Fc%20d/jobs/%24next");
    assert_eq!(
        sent.query.unwrap(),
        "includeJobDocument=false&executionNumber=-1"
    );
    assert!(sent.body.is_empty());

    let sent = same(&pair, GetPendingJobExecutionsInput::new("t")).await;
    assert_eq!(
        (&*sent.method, &*sent.path, sent.query),
        ("GET", "/base/path/things/t/jobs", None)
    );

    let sent = same(&pair, StartNextPendingJobExecutionInput::new("t")).await;
    assert_eq!(
        (&*sent.method, &*sent.path),
        ("PUT", "/base/path/things/t/jobs/$next")
    );
    assert_eq!(sent.body, b"{}");
    assert_eq!(sent.headers["content-type"], ["application/json"]);

    let update = UpdateJobExecutionInput::new("j", JobExecutionStatus::Succeeded, "t")
        .status_details([("a", "\u{1f527} \"q\" \\ \n")])
        .step_timeout_in_minutes(-1)
        .expected_version(i64::MAX)
        .include_job_execution_state(true)
        .include_job_document(false)
        .execution_number(i64::MIN);
    let sent = same(&pair, update).await;
    assert_eq!(
        (&*sent.method, &*sent.path),
        ("POST", "/base/path/things/t/jobs/j")
    );

    let sent = same(&pair, StartCommandExecutionInput::new("command", "target")).await;
    assert_eq!(
        (&*sent.method, &*sent.path),
        ("POST", "/base/path/command-executions")
    );
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    assert_eq!(body["clientToken"], TOKEN);
}

#[tokio::test]
async fn every_kind_of_parameter() {
    let pair = pair();
    let none = CommandParameterValue::new;
    let all = none().s("s").b(true).i(1).l(2).d(3.5).bin("bytes").ul("4");
    let values = [
        none(),
        all,
        none().s(""),
        none().s("\u{0}\u{1f}\u{7f}\u{80}\u{2028}\u{feff}\u{1f600}\"\\/"),
        none().b(false),
        none().i(i32::MIN),
        none().i(i32::MAX),
        none().l(i64::MIN),
        none().l(i64::MAX),
        none().d(0.0),
        none().d(-0.0),
        none().d(0.1),
        none().d(1e21),
        none().d(1e-7),
        none().d(f64::MIN),
        none().d(f64::MAX),
        none().d(f64::MIN_POSITIVE),
        none().d(5e-324),
        none().d(f64::INFINITY),
        none().d(f64::NEG_INFINITY),
        none().d(f64::NAN),
        none().bin(""),
        none().bin(&[0, 255, 254]),
        none().ul("18446744073709551615"),
    ];
    for value in values {
        let input = StartCommandExecutionInput::new("c", "t").parameters([("p", value)]);
        same(&pair, input).await;
    }
    let nothing: [(&str, CommandParameterValue); 0] = [];
    let sent = same(
        &pair,
        StartCommandExecutionInput::new("", "").parameters(nothing),
    )
    .await;
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    assert_eq!(body["parameters"], serde_json::json!({}));
}

#[tokio::test]
async fn odd_labels() {
    let pair = pair();
    for label in [
        "$next",
        "%24next",
        "a/b",
        "/",
        "//",
        ".",
        "..",
        "a..b",
        "~",
        "-._~",
        "a b",
        "a+b",
        "%",
        "%%",
        "%2F",
        "?",
        "#",
        "a?b=c&d#e",
        "&",
        "=",
        ":",
        ";",
        "@",
        "!",
        "*",
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "\\",
        "^",
        "`",
        "<",
        ">",
        "\"",
        ",",
        "\t",
        "\n",
        "\u{0}",
        "\u{7f}",
        "é",
        "e\u{301}",
        "ß",
        "日本",
        "\u{1f600}",
        "\u{feff}",
    ] {
        same(&pair, GetPendingJobExecutionsInput::new(label)).await;
        same(&pair, DescribeJobExecutionInput::new(label, label)).await;
        same(
            &pair,
            UpdateJobExecutionInput::new("j", JobExecutionStatus::InProgress, label),
        )
        .await;
    }
}

#[tokio::test]
async fn a_status_that_the_model_does_not_know() {
    let pair = pair();
    let status = JobExecutionStatus::from("PAUSED");
    let sent = same(&pair, UpdateJobExecutionInput::new("j", status, "t")).await;
    assert_eq!(sent.body, br#"{"status":"PAUSED"}"#);
}

#[tokio::test]
async fn an_empty_label_is_not_sent() {
    let pair = pair();
    let (ours, theirs) = pair.send(GetPendingJobExecutionsInput::new("")).await;
    assert_eq!((ours, theirs), (vec![], vec![]));
    let (ours, theirs) = pair.send(DescribeJobExecutionInput::new("", "t")).await;
    assert_eq!((ours, theirs), (vec![], vec![]));
}

#[tokio::test]
async fn random_inputs() {
    let pair = pair();
    let mut inputs = Inputs::new(1);
    for _ in 0..RANDOM {
        same(&pair, inputs.describe()).await;
        same(&pair, inputs.pending()).await;
        same(&pair, inputs.command()).await;
        same(&pair, inputs.start()).await;
        same(&pair, inputs.update()).await;
    }
}
