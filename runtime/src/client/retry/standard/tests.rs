#![allow(clippy::unwrap_used)]

use super::*;
use http::StatusCode;

fn failed(number: u32, failure: Failure<'_>) -> FailedAttempt<'_> {
    FailedAttempt {
        number,
        failure,
        repeatable: false,
        retry_after: None,
    }
}

fn refused(status: u16, code: Option<&str>) -> Failure<'_> {
    Failure::Refused {
        status: StatusCode::from_u16(status).unwrap(),
        code,
        modelled: None,
        listed: false,
    }
}

fn longest() -> StandardRetries {
    StandardRetries::new().jitter(|| 1.0)
}

fn wait(policy: &StandardRetries, failed: &FailedAttempt<'_>) -> Option<u128> {
    policy
        .next_attempt(failed)
        .map(|next| next.after.as_millis())
}

#[test]
fn what_passes_is_repeated() {
    for (failure, first_wait) in [
        (Failure::NotSent, Some(50)),
        (Failure::ClockSkew, Some(50)),
        (Failure::CutOff, None),
        (Failure::TimedOut, None),
        (refused(500, None), Some(50)),
        (refused(502, None), Some(50)),
        (refused(503, Some("Whatever")), Some(50)),
        (refused(504, None), Some(50)),
        (refused(429, None), Some(1000)),
        (refused(501, None), None),
        (refused(400, Some("ValidationException")), None),
        (refused(400, Some("ThrottlingException")), Some(1000)),
        (refused(503, Some("SlowDown")), Some(1000)),
        (refused(400, Some("RequestTimeout")), Some(50)),
        (refused(200, None), None),
    ] {
        let found = wait(&longest(), &failed(1, failure));
        assert_eq!(found, first_wait, "{failure:?}");
    }
}

#[test]
fn what_the_model_says_counts_behind_the_name_and_before_the_status() {
    let modelled = |status, code, modelled| Failure::Refused {
        status: StatusCode::from_u16(status).unwrap(),
        code: Some(code),
        modelled,
        listed: true,
    };
    for (failure, first_wait) in [
        (modelled(429, "Busy", None), None),
        (modelled(429, "Busy", Some(Retry::Transient)), Some(50)),
        (modelled(500, "Busy", Some(Retry::Throttling)), Some(1000)),
        (
            modelled(400, "SlowDown", Some(Retry::Transient)),
            Some(1000),
        ),
        (modelled(500, "Broken", None), Some(50)),
    ] {
        let found = wait(&longest(), &failed(1, failure));
        assert_eq!(found, first_wait, "{failure:?}");
    }
}

#[test]
fn unanswered_requests_are_repeated_where_that_does_no_harm() {
    for failure in [Failure::CutOff, Failure::TimedOut] {
        let mut failed = failed(1, failure);
        assert_eq!(wait(&longest(), &failed), None);
        assert_eq!(wait(&longest().repeat_unanswered(), &failed), Some(50));
        failed.repeatable = true;
        assert_eq!(wait(&longest(), &failed), Some(50));
    }
}

#[test]
fn waits_double_up_to_a_limit_and_calls_end() {
    let policy = longest().attempts(64);
    let waits =
        [1, 2, 3, 9, 10, 33, 40, 63, 64].map(|n| wait(&policy, &failed(n, refused(500, None))));
    let limit = Some(20_000);
    let grows = [Some(50), Some(100), Some(200), Some(12_800)];
    assert_eq!(waits[..4], grows);
    assert_eq!(waits[4..], [limit, limit, limit, limit, None]);
    let policy = longest();
    assert!(wait(&policy, &failed(2, Failure::NotSent)).is_some());
    assert_eq!(wait(&policy, &failed(3, Failure::NotSent)), None);
    let never = longest().attempts(0);
    assert_eq!(wait(&never, &failed(1, Failure::NotSent)), None);
}

#[test]
fn waits_are_random() {
    let policy = StandardRetries::new().quota(u32::MAX);
    let waits: Vec<u128> = (0..200)
        .filter_map(|_| wait(&policy, &failed(2, refused(429, None))))
        .collect();
    assert_eq!(waits.len(), 200);
    assert!(waits.iter().all(|wait| *wait <= 2000));
    // Each of the two would be wrong once in 10^24 runs.
    assert!(waits.iter().any(|wait| *wait < 500) && waits.iter().any(|wait| *wait > 1500));
    for wrong in [f64::NAN, -1.0, 7.0, f64::INFINITY] {
        let policy = StandardRetries::new().jitter(move || wrong);
        assert!(wait(&policy, &failed(1, Failure::NotSent)).unwrap() <= 50);
    }
}

#[test]
fn the_service_may_ask_for_a_little_more() {
    for (asked, waited) in [(10, 50), (70, 70), (5_050, 5_050), (60_000, 5_050)] {
        let mut failed = failed(1, refused(503, None));
        failed.retry_after = Some(Duration::from_millis(asked));
        assert_eq!(wait(&longest(), &failed), Some(waited));
    }
}

#[test]
fn the_quota_ends_repetitions_and_successes_fill_it() {
    let policy = longest().quota(30);
    let broken = failed(1, refused(500, None));
    let first = policy.next_attempt(&broken).unwrap();
    assert_eq!(first.cost, 14);
    assert!(policy.next_attempt(&broken).is_some());
    assert!(policy.next_attempt(&broken).is_none());
    // Two tokens are left, and three more do for one that was throttled.
    (0..3).for_each(|_| policy.succeeded(None));
    let throttled = failed(1, refused(429, None));
    assert_eq!(policy.next_attempt(&throttled).unwrap().cost, 5);
    assert!(policy.next_attempt(&throttled).is_none());
    policy.succeeded(Some(first));
    // Attempts that are not allowed cost nothing.
    assert!(
        policy
            .next_attempt(&failed(3, refused(500, None)))
            .is_none()
    );
    assert!(
        policy
            .next_attempt(&failed(1, refused(400, None)))
            .is_none()
    );
    assert!(policy.next_attempt(&broken).is_some());
    assert!(policy.next_attempt(&throttled).is_none());
}
