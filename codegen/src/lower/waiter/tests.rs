//! Waiters of both formats, and those that are left out.

use crate::rust::{AcceptorState, Comparator, Crate, JmesPath, Looked};
use crate::settings::Settings;
use crate::{Source, plan};

fn planned(sources: &[Source]) -> (Crate, Vec<String>) {
    let plan = plan(sources, &Settings::new("shelf")).unwrap();
    let warnings = plan.warnings.iter().map(|it| it.message.clone());
    let warnings = warnings.filter(|it| it.contains("waiter")).collect();
    (plan.krate, warnings)
}

fn c2j(waiters: &str) -> (Crate, Vec<String>) {
    let model = r#"{"version": "2.0",
        "metadata": {"apiVersion": "1", "protocol": "json", "jsonVersion": "1.1", "serviceId": "Shelf", "targetPrefix": "Shelf"},
        "operations": {"Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "Input"}, "output": {"shape": "Output"}, "errors": [{"shape": "NoSuchThingFault"}]}},
        "shapes": {
            "Input": {"type": "structure", "members": {"Id": {"shape": "Text"}}},
            "Output": {"type": "structure", "members": {"State": {"shape": "Text"}, "Count": {"shape": "Number"}, "States": {"shape": "States"}}},
            "NoSuchThingFault": {"type": "structure", "members": {}, "exception": true, "error": {"code": "NoSuchThing", "httpStatusCode": 404}},
            "States": {"type": "list", "member": {"shape": "Text"}},
            "Text": {"type": "string"}, "Number": {"type": "integer"}
        }}"#;
    planned(&[
        Source::new("service-2.json", model),
        Source::new(
            "waiters-2.json",
            format!(r#"{{"version": 2, "waiters": {waiters}}}"#),
        ),
    ])
}

#[test]
fn acceptors_keep_their_order_and_meaning() {
    let (krate, warnings) = c2j(
        r#"{"ThingReady": {"operation": "Get", "delay": 200, "maxAttempts": 3, "acceptors": [
            {"matcher": "status", "expected": 200, "state": "retry"},
            {"matcher": "status", "expected": 404, "state": "retry"},
            {"matcher": "error", "expected": "NoSuchThing", "state": "retry"},
            {"matcher": "error", "expected": true, "state": "failure"},
            {"matcher": "error", "expected": false, "state": "success"},
            {"matcher": "path", "argument": "State", "expected": "READY", "state": "success"},
            {"matcher": "path", "argument": "Count > `0`", "expected": true, "state": "success"},
            {"matcher": "pathAny", "argument": "States", "expected": "LOST", "state": "failure"}]}}"#,
    );
    assert_eq!(warnings, Vec::<String>::new());
    let [waiter] = krate.waiters.as_slice() else {
        panic!("one waiter");
    };
    assert_eq!(waiter.method, "wait_until_thing_ready");
    assert_eq!(waiter.constant, "THING_READY");
    // The longest pause is no shorter than the shortest.
    assert_eq!(waiter.delays, (200, 200));
    let looked: Vec<_> = waiter
        .acceptors
        .iter()
        .map(|acceptor| (acceptor.state, &acceptor.matcher))
        .collect();
    assert_eq!(looked[0], (AcceptorState::Retry, &Looked::Success(true)));
    assert_eq!(looked[1], (AcceptorState::Retry, &Looked::Status(404)));
    // As the service calls it, and as the model does.
    let names = ["NoSuchThing", "NoSuchThingFault"].map(str::to_owned);
    assert_eq!(
        looked[2],
        (AcceptorState::Retry, &Looked::Error(names.into()))
    );
    assert_eq!(looked[3], (AcceptorState::Failure, &Looked::Success(false)));
    assert_eq!(looked[4], (AcceptorState::Success, &Looked::Success(true)));
    let state = JmesPath::Path(vec!["State".to_owned()]);
    let ready = Comparator::StringEquals("READY".to_owned());
    assert_eq!(looked[5].1, &Looked::Output(state, ready));
    let docs: Vec<&str> = waiter.acceptors.iter().map(|it| it.docs.as_str()).collect();
    assert_eq!(docs[2], "Retry if the error is `NoSuchThing`.");
    assert_eq!(docs[6], "Success if `` Count > `0` `` is true.");
    assert_eq!(docs[7], "Failure if any of `States` is `LOST`.");
}

#[test]
fn one_that_can_never_be_is_left_out_with_a_warning() {
    for (matcher, argument, expected, reason) in [
        (
            "path",
            "Stat",
            r#""A""#,
            r#"the path "Stat" is wrong: GetOutput has no member "Stat""#,
        ),
        (
            "path",
            "State[",
            r#""A""#,
            "the path \"State[\" is wrong: it ends where a number, `:` or `]` was expected",
        ),
        (
            "path",
            "Count",
            r#""1""#,
            r#"the path "Count" gives a number, and a text is looked for"#,
        ),
        (
            "pathAll",
            "State",
            r#""A""#,
            r#"the path "State" gives a text, and a list of texts is looked for"#,
        ),
        (
            "path",
            "States",
            "true",
            r#"the path "States" gives a list of texts, and a truth value is looked for"#,
        ),
    ] {
        let (krate, warnings) = c2j(&format!(
            r#"{{"ThingReady": {{"operation": "Get", "delay": 1, "maxAttempts": 3, "acceptors": [
                {{"matcher": "{matcher}", "argument": "{argument}", "expected": {expected}, "state": "success"}}]}},
                "ThingThere": {{"operation": "Get", "delay": 1, "maxAttempts": 3, "acceptors": [
                {{"matcher": "error", "expected": false, "state": "success"}}]}}}}"#
        ));
        assert_eq!(
            warnings,
            [format!("the client has no waiter ThingReady: {reason}")]
        );
        let left: Vec<&str> = krate
            .waiters
            .iter()
            .map(|it| it.modelled.as_str())
            .collect();
        assert_eq!(left, ["ThingThere"]);
    }
}

#[test]
fn a_waiter_makes_room_for_an_operation_of_its_name() {
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#Shelf": {"type": "service", "version": "1", "operations": [{"target": "a#Get"}, {"target": "a#WaitUntilThere"}],
            "traits": {"aws.protocols#awsJson1_1": {}}},
        "a#Get": {"type": "operation", "traits": {"smithy.waiters#waitable": {
            "There": {"acceptors": [{"state": "success", "matcher": {"success": true}}]}}}},
        "a#WaitUntilThere": {"type": "operation"}}}"#;
    let (krate, _) = planned(&[Source::new("model.json", model)]);
    assert_eq!(krate.operations[1].method, "wait_until_there");
    assert_eq!(krate.waiters[0].method, "wait_until_there_2");
}
