//! What is repeated, and how the waits add up.

use crate::script::*;
use iot_jobs_data::client::ErrorKind;
use iot_jobs_data::operation::{DescribeJobExecutionInput, UpdateJobExecutionInput};
use iot_jobs_data::types::JobExecutionStatus;
use std::time::Duration;
use tinsmith::client::{FailedAttempt, Failure, NextAttempt, RetryPolicy};

fn describe() -> DescribeJobExecutionInput {
    DescribeJobExecutionInput::new("job-1", "lamp-7")
}

fn update() -> UpdateJobExecutionInput {
    UpdateJobExecutionInput::new("job-1", JobExecutionStatus::Succeeded, "lamp-7")
}

/// What became of a call: how many requests arrived, how long it took, and what it says.
#[derive(Debug, PartialEq)]
struct Fate {
    sent: usize,
    millis: u128,
    says: String,
}

macro_rules! fate {
    ($scene:expr, $input:expr) => {{
        let scene = $scene;
        let result = scene.time.run(scene.client.send($input));
        let (sent, millis) = (scene.count(), scene.time.passed().as_millis());
        let says = match result {
            Ok(_) => "well".to_owned(),
            Err(error) => {
                assert_eq!(error.attempts() as usize, sent);
                assert_eq!(error.elapsed().unwrap().as_millis(), millis);
                error.to_string()
            }
        };
        Fate { sent, millis, says }
    }};
}

fn fate(sent: usize, millis: u128, says: &str) -> Fate {
    Fate {
        sent,
        millis,
        says: says.to_owned(),
    }
}

#[test]
fn what_passes_is_repeated_until_it_has_passed() {
    let (get, post) = (describe, update);
    for act in [Act::Refuse, BROKEN, Act::Answer(503, &[], "")] {
        let acts = [act, act, WELL];
        assert_eq!(fate!(usual(&acts), get()), fate(3, 150, "well"), "{act:?}");
        assert_eq!(fate!(usual(&acts), post()), fate(3, 150, "well"), "{act:?}");
    }
    let acts = [THROTTLED, THROTTLED, WELL];
    assert_eq!(fate!(usual(&acts), get()), fate(3, 3000, "well"));
    assert_eq!(fate!(usual(&acts), post()), fate(3, 3000, "well"));
    // A success of Coral that is none.
    let envelope = r#"{"Output":{"__type":"com.amazon.coral.availability#ThrottlingException"},"Version":"1.0"}"#;
    let acts = [Act::Answer(200, &[], envelope), WELL];
    assert_eq!(fate!(usual(&acts), post()), fate(2, 1000, "well"));
}

#[test]
fn calls_give_up_and_say_what_happened() {
    for (act, millis, says) in [
        (
            Act::Refuse,
            150,
            "no connection to in.memory: refused (after 3 attempts in 150ms)",
        ),
        (
            BROKEN,
            150,
            "Unknown (status 500, after 3 attempts in 150ms)",
        ),
        (
            Act::Answer(503, &[("x-amzn-requestid", "r-1")], ""),
            150,
            "Unknown (status 503, request id r-1, after 3 attempts in 150ms)",
        ),
        (
            THROTTLED,
            3000,
            "ThrottlingException: slow down (status 429, after 3 attempts in 3s)",
        ),
    ] {
        let says = format!("UpdateJobExecution: {says}");
        assert_eq!(fate!(usual(&[act]), update()), fate(3, millis, &says));
    }
}

#[test]
fn what_does_not_pass_is_not_repeated() {
    for (act, says) in [
        (
            Act::Answer(
                400,
                &[("x-amzn-errortype", "InvalidRequestException")],
                r#"{"message":"no"}"#,
            ),
            "InvalidRequestException: no (status 400)",
        ),
        (Act::Answer(404, &[], "<html>"), "Unknown (status 404)"),
        (Act::Answer(501, &[], ""), "Unknown (status 501)"),
        (
            Act::Answer(200, &[], "<html>"),
            "the response cannot be read: body: expected an object at byte 0 (status 200)",
        ),
        (
            Act::Answer(200, &[], r#"{"execution":7}"#),
            "the response cannot be read: body: expected an object at byte 13, in /execution (status 200)",
        ),
    ] {
        let says = format!("DescribeJobExecution: {says}");
        assert_eq!(fate!(usual(&[act]), describe()), fate(1, 0, &says));
    }
}

#[test]
fn requests_without_a_whole_answer_are_repeated_where_that_does_no_harm() {
    let half = Act::Answer(200, &[], r#"{"execution":{"jobId":"job-1","#);
    for act in [Act::Break, half] {
        let acts = [act, act, WELL];
        assert_eq!(
            fate!(usual(&acts), describe()),
            fate(3, 150, "well"),
            "{act:?}"
        );
        // It changes something, and neither model nor method says that twice is like once.
        let once = fate!(usual(&acts), update());
        assert_eq!((once.sent, once.millis), (1, 0), "{act:?}");
        // The caller says so.
        let vouched = scene(&acts, |config| {
            config.retries(longest_waits().repeat_unanswered())
        });
        assert_eq!(fate!(vouched, update()), fate(3, 150, "well"), "{act:?}");
    }
}

#[test]
fn a_token_makes_a_request_repeatable_and_is_the_same_in_all_of_them() {
    let scene = usual(&[Act::Break, Act::Break, WELL]);
    let call = scene.client.start_command_execution();
    let call = call.target_arn("arn:aws:iot:eu-west-1:1:thing/lamp-7");
    let call = call.command_arn("arn:aws:iot:eu-west-1:1:command/dim");
    scene.time.run(call.send()).unwrap();
    assert_eq!(scene.count(), 3);
    let sent = scene.sent.lock().unwrap();
    assert!(sent.iter().all(|request| request.body() == sent[0].body()));
    let body = std::str::from_utf8(sent[0].body()).unwrap();
    assert!(body.contains(r#""clientToken":""#), "{body}");
}

#[test]
fn attempts_tell_the_service_which_they_are() {
    let timeout = Duration::from_secs(10);
    let scene = scene(&[BROKEN, BROKEN, WELL], |config| {
        config.timeout(timeout).app_name("lamp")
    });
    scene.time.run(scene.client.send(describe())).unwrap();
    let ids = scene.header("amz-sdk-invocation-id");
    assert!(ids[0].len() == 36 && ids.iter().all(|id| *id == ids[0]));
    // The time began 22:13:20; 10 seconds later this side stops waiting.
    let told = scene.header("amz-sdk-request");
    let again = |number| format!("ttl=20231114T221330Z; attempt={number}; max=3");
    assert_eq!(told, ["attempt=1; max=3", &again(2), &again(3)]);
    let agents = scene.header("user-agent");
    assert!(agents[0].contains(" api/iot_jobs_data_plane#2017-09-29 ") && agents[2] == agents[0]);
    scene.time.run(scene.client.send(describe())).unwrap();
    assert_ne!(scene.header("amz-sdk-invocation-id")[3], ids[0]);
}

#[test]
fn silence_ends_attempts_and_calls() {
    let attempts = |config: iot_jobs_data::client::ConfigBuilder| {
        config.attempt_timeout(Duration::from_secs(2))
    };
    assert_eq!(
        fate!(scene(&[Act::Hang], attempts), describe()),
        fate(
            3,
            6150,
            "DescribeJobExecution: no response within 2s (`attempt_timeout`) \
             (after 3 attempts in 6.15s); the attempt before: no response within 2s (`attempt_timeout`)"
        )
    );
    assert_eq!(
        fate!(scene(&[Act::Hang, WELL], attempts), describe()),
        fate(2, 2050, "well")
    );
    assert_eq!(
        fate!(scene(&[Act::Hang], attempts), update()),
        fate(
            1,
            2000,
            "UpdateJobExecution: no response within 2s (`attempt_timeout`)"
        )
    );
    // Without a time of their own, attempts take as long as the call may.
    assert_eq!(
        fate!(usual(&[Act::Hang]), describe()),
        fate(1, 60_000, "DescribeJobExecution: no response within 60s")
    );
    let both = |config| attempts(config).timeout(Duration::from_secs(5));
    assert_eq!(
        fate!(scene(&[Act::Hang], both), describe()),
        fate(
            3,
            5000,
            "DescribeJobExecution: no response within 5s (after 3 attempts in 5s); \
             the attempt before: no response within 2s (`attempt_timeout`)"
        )
    );
}

#[test]
fn a_call_ends_in_time_also_while_it_waits() {
    let scene = scene(&[THROTTLED], |config| {
        config.timeout(Duration::from_millis(2500))
    });
    let error = scene.time.run(scene.client.send(describe())).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Timeout(limit) if *limit == Duration::from_millis(2500))
    );
    assert_eq!((scene.count(), scene.time.passed().as_millis()), (2, 2500));
    let previous = error.previous().unwrap();
    assert_eq!(previous.code(), Some("ThrottlingException"));
    assert_eq!(
        error.to_string(),
        "DescribeJobExecution: no response within 2.5s (after 2 attempts in 2.5s); \
         the attempt before: ThrottlingException: slow down"
    );
}

#[test]
fn the_service_may_ask_for_more_time() {
    for (headers, millis) in [
        (&[("x-amz-retry-after", "1234")][..], 1234),
        (&[("retry-after", "2")], 2000),
        (&[("x-amz-retry-after", "60000")], 5050),
        (&[("x-amz-retry-after", "soon")], 50),
    ] {
        let acts = [Act::Answer(503, headers, ""), WELL];
        assert_eq!(fate!(usual(&acts), update()), fate(2, millis, "well"));
    }
}

#[test]
fn without_retries_a_call_is_one_request() {
    for act in [Act::Refuse, Act::Break, BROKEN, THROTTLED] {
        let scene = scene(&[act], |config| config.no_retries());
        assert_eq!(fate!(scene, describe()).sent, 1, "{act:?}");
    }
}

#[test]
fn a_service_that_fails_for_long_is_asked_less() {
    let scene = scene(&[BROKEN], |config| {
        config.retries(longest_waits().quota(50))
    });
    let mut count = 0;
    let sent: Vec<usize> = (0..4)
        .map(|_| {
            scene.time.run(scene.client.send(describe())).unwrap_err();
            let before = std::mem::replace(&mut count, scene.count());
            count - before
        })
        .collect();
    // Each repetition takes 14 of 50 tokens.
    assert_eq!(sent, [3, 2, 1, 1]);
}

/// Repeats everything at once, and counts.
struct Stubborn(u32);

impl RetryPolicy for Stubborn {
    fn max_attempts(&self) -> u32 {
        self.0
    }

    fn next_attempt(&self, failed: &FailedAttempt<'_>) -> Option<NextAttempt> {
        assert!(matches!(failed.failure, Failure::Refused { .. }));
        (failed.number < self.0).then_some(NextAttempt {
            after: Duration::ZERO,
            cost: 0,
        })
    }
}

#[test]
fn the_policy_is_replaceable() {
    let scene = scene(&[Act::Answer(400, &[], "")], |config| {
        config.retries(Stubborn(7))
    });
    let error = scene.time.run(scene.client.send(update())).unwrap_err();
    assert_eq!((error.attempts(), scene.count()), (7, 7));
    assert_eq!(
        scene.header("amz-sdk-request")[6].split("; ").last(),
        Some("max=7")
    );
}
