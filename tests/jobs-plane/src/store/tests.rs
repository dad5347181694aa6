//! The rules of the store: each by an example, and all of them against random calls.

#![allow(clippy::unwrap_used)]

mod random;

use std::sync::Arc;

use super::*;

const THING: &str = "lamp";
const JOB: &str = "paint";
const NOW: i64 = 1_000_000;

/// A store with one thing and as many queued jobs as there are ids.
fn store(jobs: &[Job]) -> Store {
    let mut store = Store::default();
    store.add_thing(THING);
    for job in jobs {
        let execution = Execution::queued(Arc::new(job.clone()), 1, NOW);
        store.add_execution(THING, execution).unwrap();
    }
    store
}

fn job(id: &str) -> Job {
    Job {
        id: id.to_owned(),
        ..Job::default()
    }
}

fn report(status: Status) -> Report {
    Report {
        status,
        details: None,
        step_timer: StepTimer::Leave,
    }
}

fn details(text: &str) -> Details {
    Details::from([("step".to_owned(), text.to_owned())])
}

fn update(store: &mut Store, report: Report, now: i64) -> Result<Execution, UpdateRefusal> {
    store.update(THING, JOB, None, None, report, now).cloned()
}

#[test]
fn next_is_the_oldest_and_one_in_progress_comes_first() {
    let mut store = store(&[job("a"), job("b"), job("c")]);
    assert_eq!(store.next(THING, NOW).unwrap().unwrap().job.id, "a");
    store
        .update(THING, "b", None, None, report(Status::InProgress), NOW)
        .unwrap();
    let next = store.next(THING, NOW).unwrap().unwrap();
    assert_eq!((next.job.id.as_str(), next.version), ("b", 2));
    let pending: Vec<_> = store
        .pending(THING, NOW)
        .unwrap()
        .map(|execution| execution.job.id.clone())
        .collect();
    assert_eq!(pending, ["a", "b", "c"]);
}

#[test]
fn starting_takes_details_once() {
    let mut store = store(&[job(JOB)]);
    let started = store
        .start_next(THING, Some(details("one")), StepTimer::Leave, NOW + 5)
        .unwrap()
        .unwrap()
        .clone();
    assert_eq!(started.status, Status::InProgress);
    assert_eq!(started.details, details("one"));
    assert_eq!(started.started_at, Some(NOW + 5));
    assert_eq!(started.last_updated_at, NOW + 5);
    assert_eq!(started.version, 2);

    let again = store
        .start_next(THING, Some(details("two")), StepTimer::Leave, NOW + 9)
        .unwrap()
        .unwrap();
    assert_eq!(*again, started);
}

#[test]
fn with_nothing_pending_nothing_starts() {
    let mut store = store(&[]);
    assert_eq!(
        store.start_next(THING, None, StepTimer::Leave, NOW),
        Ok(None)
    );
    assert_eq!(store.next(THING, NOW), Ok(None));
}

#[test]
fn details_stay_unless_given() {
    let mut store = store(&[job(JOB)]);
    let mut first = report(Status::InProgress);
    first.details = Some(details("one"));
    update(&mut store, first, NOW).unwrap();
    let kept = update(&mut store, report(Status::InProgress), NOW).unwrap();
    assert_eq!(kept.details, details("one"));
    let mut empty = report(Status::InProgress);
    empty.details = Some(Details::new());
    assert_eq!(
        update(&mut store, empty, NOW).unwrap().details,
        Details::new()
    );
}

#[test]
fn a_version_must_be_the_one_that_is_expected() {
    let mut store = store(&[job(JOB)]);
    let call = |store: &mut Store, expected| {
        store
            .update(
                THING,
                JOB,
                None,
                Some(expected),
                report(Status::InProgress),
                NOW,
            )
            .cloned()
    };
    assert_eq!(call(&mut store, 1).unwrap().version, 2);
    let Err(UpdateRefusal::VersionMismatch(state)) = call(&mut store, 1) else {
        panic!("a stale version was taken");
    };
    assert_eq!((state.version, state.status), (2, Status::InProgress));
    assert_eq!(call(&mut store, 2).unwrap().version, 3);
}

#[test]
fn what_has_ended_stays_ended() {
    for end in [Status::Succeeded, Status::Failed, Status::Rejected] {
        let mut store = store(&[job(JOB)]);
        update(&mut store, report(Status::InProgress), NOW).unwrap();
        assert_eq!(update(&mut store, report(end), NOW).unwrap().status, end);
        for next in Status::ALL.into_iter().filter(|next| next.is_for_devices()) {
            let Err(UpdateRefusal::InvalidTransition(state)) =
                update(&mut store, report(next), NOW)
            else {
                panic!("{end} became {next}");
            };
            assert_eq!(state.status, end);
        }
        assert_eq!(
            store.describe(THING, JOB, None, NOW),
            Err(DescribeRefusal::Terminal(end))
        );
    }
}

#[test]
fn devices_set_only_what_is_theirs() {
    let mut store = store(&[job(JOB)]);
    for status in [
        Status::Queued,
        Status::TimedOut,
        Status::Removed,
        Status::Canceled,
    ] {
        assert!(matches!(
            update(&mut store, report(status), NOW),
            Err(UpdateRefusal::Invalid(Invalid(what))) if what.contains(status.as_str())
        ));
    }
}

#[test]
fn a_step_timer_ends_the_execution_when_it_runs_out() {
    let mut store = store(&[job(JOB)]);
    let mut timed = report(Status::InProgress);
    timed.step_timer = StepTimer::Minutes(2);
    assert_eq!(
        update(&mut store, timed.clone(), NOW)
            .unwrap()
            .seconds_left(NOW),
        Some(120)
    );
    // An update without a timer leaves it running; one with a timer starts it anew; -1 stops it.
    let left = update(&mut store, report(Status::InProgress), NOW + 100).unwrap();
    assert_eq!(left.seconds_left(NOW + 100), Some(20));
    let anew = update(&mut store, timed.clone(), NOW + 100).unwrap();
    assert_eq!(anew.seconds_left(NOW + 100), Some(120));
    let mut cancel = report(Status::InProgress);
    cancel.step_timer = StepTimer::Cancel;
    assert_eq!(
        update(&mut store, cancel, NOW + 110)
            .unwrap()
            .seconds_left(NOW + 110),
        None
    );
    let last = update(&mut store, timed, NOW + 200).unwrap();

    assert_eq!(store.next(THING, NOW + 319).unwrap(), Some(&last));
    assert_eq!(store.next(THING, NOW + 320), Ok(None));
    let Err(UpdateRefusal::InvalidTransition(ended)) =
        update(&mut store, report(Status::Succeeded), NOW + 5_000)
    else {
        panic!("an execution that had timed out succeeded");
    };
    assert_eq!(ended.status, Status::TimedOut);
    assert_eq!(ended.last_updated_at, NOW + 320);
    assert_eq!(ended.version, last.version);
    assert_eq!(ended.seconds_left(NOW + 5_000), None);
}

#[test]
fn a_step_timer_can_be_set_by_starting_again_and_never_extends_the_jobs_own() {
    let mut store = store(&[Job {
        in_progress_timeout_minutes: Some(3),
        ..job(JOB)
    }]);
    let mut left = |minutes, now| {
        store
            .start_next(THING, None, StepTimer::Minutes(minutes), now)
            .unwrap()
            .map(|execution| (execution.version, execution.seconds_left(now)))
    };
    assert_eq!(left(1, NOW), Some((2, Some(60))));
    assert_eq!(left(1, NOW + 30), Some((2, Some(60))));
    assert_eq!(left(100, NOW + 60), Some((2, Some(120))));
    assert_eq!(left(100, NOW + 180), None);
}

#[test]
fn a_retry_has_the_next_number_until_none_is_left() {
    let mut store = store(&[Job {
        in_progress_timeout_minutes: Some(1),
        retry: Some(Retry {
            failed: true,
            timed_out: true,
            times: 2,
        }),
        ..job(JOB)
    }]);
    update(&mut store, report(Status::InProgress), NOW).unwrap();
    assert_eq!(
        update(&mut store, report(Status::Failed), NOW + 1)
            .unwrap()
            .number,
        1
    );
    let second = store.describe(THING, JOB, None, NOW + 1).unwrap();
    assert_eq!((second.number, second.status), (2, Status::Queued));
    assert_eq!(
        store.describe(THING, JOB, Some(1), NOW + 1),
        Err(DescribeRefusal::Terminal(Status::Failed))
    );
    // The second one runs out while nobody looks; the third was queued then.
    update(&mut store, report(Status::InProgress), NOW + 10).unwrap();
    let third = store.describe(THING, JOB, None, NOW + 10_000).unwrap();
    assert_eq!((third.number, third.queued_at), (3, NOW + 70));
    update(&mut store, report(Status::InProgress), NOW + 10_000).unwrap();
    update(&mut store, report(Status::Failed), NOW + 10_000).unwrap();
    assert_eq!(
        store.describe(THING, JOB, None, NOW + 10_000),
        Err(DescribeRefusal::Terminal(Status::Failed))
    );
    assert_eq!(store.next(THING, NOW + 10_000), Ok(None));
}

#[test]
fn a_rejected_execution_is_not_tried_again() {
    let mut store = store(&[Job {
        retry: Some(Retry {
            failed: true,
            timed_out: true,
            times: 10,
        }),
        ..job(JOB)
    }]);
    let rejected = update(&mut store, report(Status::Rejected), NOW).unwrap();
    assert_eq!(rejected.started_at, None);
    assert_eq!(store.next(THING, NOW), Ok(None));
}

#[test]
fn what_is_unknown_is_named() {
    let mut store = store(&[job(JOB)]);
    let NotFound(what) = store.next("chair", NOW).unwrap_err();
    assert!(what.contains("chair"), "{what}");
    let Err(DescribeRefusal::NotFound(NotFound(what))) = store.describe(THING, JOB, Some(7), NOW)
    else {
        panic!("found");
    };
    assert!(what.contains("number 7") && what.contains(JOB), "{what}");
    assert!(matches!(
        store.update(THING, "sing", None, None, report(Status::InProgress), NOW),
        Err(UpdateRefusal::NotFound(_))
    ));
    assert!(
        store
            .add_execution("chair", Execution::queued(Arc::new(job(JOB)), 1, NOW))
            .is_err()
    );
}

#[test]
fn commands_go_to_things_and_clients() {
    let mut store = store(&[]);
    store.add_command("arn:aws:iot:eu-west-1:123456789012:command/reboot");
    let mut start = |target: &str| {
        let request = CommandRequest {
            target_arn: format!("arn:aws:iot:eu-west-1:123456789012:{target}"),
            command_arn: "arn:aws:iot:eu-west-1:123456789012:command/reboot".to_owned(),
            parameters: BTreeMap::new(),
            timeout_seconds: None,
        };
        store.start_command(None, request, NOW).map(str::to_owned)
    };
    assert!(start("thing/lamp").is_ok());
    assert!(start("client/any/name").is_ok());
    assert!(matches!(
        start("thing/chair"),
        Err(CommandRefusal::NotFound(_))
    ));
    for wrong in ["thing/", "client/", "thing", "group/lamp", ""] {
        assert!(
            matches!(start(wrong), Err(CommandRefusal::Invalid(_))),
            "{wrong}"
        );
    }
}
