//! Waits, over a script of answers and tokio's paused clock.

use super::{Acceptor, Comparator, Matcher, Wait, WaitErrorKind, Waiter};
use crate::client::TokioTimer;
use crate::client::shelf::{ListInput, Script};
use crate::jmespath::{Comparison, Expression, Function};
use std::future::IntoFuture;
use std::time::Duration;
use tokio::time::Instant;

const STATE: Expression = Expression::Path(&["state"]);

static ACTIVE: Waiter = Waiter::new(
    "ShelfActive",
    &[
        Acceptor::success(Matcher::Output(STATE, Comparator::StringEquals("ACTIVE"))),
        Acceptor::failure(Matcher::Output(STATE, Comparator::StringEquals("BROKEN")))
            .message(Expression::Path(&["why"])),
        Acceptor::retry(Matcher::Error(&["NoSuchShelf"])),
        Acceptor::retry(Matcher::Status(404)),
    ],
);

const MINUTE: Duration = Duration::from_secs(60);

fn wait(script: &Script, waiter: &'static Waiter, max_wait: Duration) -> Wait<ListInput> {
    let client = script.client(|config| config.timer(TokioTimer));
    let input = ListInput {
        shelf: Some("a".to_owned()),
        ..ListInput::default()
    };
    Wait::new(client, input, max_wait, waiter)
}

const MISSING: (u16, &str) = (400, r#"{"__type":"NoSuchShelf"}"#);
const BUSY: (u16, &str) = (200, r#"{"state":"CREATING"}"#);

#[tokio::test(start_paused = true)]
async fn it_asks_until_it_is_so() {
    let script = Script::new(&[
        MISSING,
        (404, "{}"),
        BUSY,
        (200, r#"{"state":"ACTIVE","parts":["x"]}"#),
    ]);
    let begin = Instant::now();
    let waited = wait(&script, &ACTIVE, MINUTE).await.unwrap();
    assert_eq!(waited.attempts(), 4);
    let output = waited.into_last().unwrap();
    assert_eq!(output.parts.unwrap(), ["x"]);
    assert_eq!(script.asked(), [r#"{"shelf":"a"}"#; 4]);
    // 2, then 2 to 4, then 2 to 8 seconds
    let taken = begin.elapsed().as_secs_f64();
    assert!((6.0..=14.1).contains(&taken), "{taken}");
}

#[tokio::test(start_paused = true)]
async fn it_stops_where_it_will_never_be_so() {
    let broken = r#"{"state":"BROKEN","why":"no wood"}"#;
    let script = Script::new(&[BUSY, (200, broken)]);
    let error = wait(&script, &ACTIVE, MINUTE).await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Failed);
    assert_eq!(error.message(), Some("no wood"));
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        error.to_string(),
        "ShelfActive will not come, as was said (asked 2 times): no wood"
    );
    let last = error.into_last().unwrap().unwrap();
    assert_eq!(last.state.as_deref(), Some("BROKEN"));
}

#[tokio::test(start_paused = true)]
async fn an_error_of_which_it_knows_nothing_ends_it() {
    let script = Script::new(&[(400, r#"{"__type":"Denied","message":"not you"}"#)]);
    let error = wait(&script, &ACTIVE, MINUTE).await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Unexpected);
    assert_eq!(error.waiter(), "ShelfActive");
    assert_eq!(
        error.to_string(),
        "ShelfActive cannot be waited for (asked once): List: Denied: not you (status 400)"
    );
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(error.last().unwrap().unwrap_err().code(), Some("Denied"));
}

#[tokio::test(start_paused = true)]
async fn it_gives_up_in_time_and_asks_once_more_at_the_end() {
    let script = Script::new(&[BUSY; 40]);
    let begin = Instant::now();
    let error = wait(&script, &ACTIVE, MINUTE).await.unwrap_err();
    let max_wait = MINUTE;
    assert_eq!(error.kind(), WaitErrorKind::TimedOut { max_wait });
    assert_eq!(begin.elapsed().as_secs(), 60);
    assert!(error.to_string().contains("has not come within 60s"));
    // No two pauses of less than 2 seconds, and none of more than 120.
    assert!((4..=31).contains(&error.attempts()), "{error}");
    assert_eq!(script.asked().len(), error.attempts() as usize);
}

#[tokio::test(start_paused = true)]
async fn no_time_is_one_attempt() {
    let script = Script::new(&[BUSY]);
    let error = wait(&script, &ACTIVE, Duration::ZERO).await.unwrap_err();
    assert!(matches!(error.kind(), WaitErrorKind::TimedOut { .. }));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn pauses_can_be_chosen() {
    let script = Script::new(&[BUSY, BUSY, (200, r#"{"state":"ACTIVE"}"#)]);
    let begin = Instant::now();
    let pause = Duration::from_millis(5);
    let wait = wait(&script, &ACTIVE, MINUTE).delays(pause, pause);
    assert_eq!(wait.await.unwrap().attempts(), 3);
    assert!(begin.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn without_a_timer_nothing_is_sent() {
    let script = Script::new(&[]);
    let client = script.client(|config| config);
    let error = Wait::new(client, ListInput::default(), MINUTE, &ACTIVE)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::NoTimer);
    assert_eq!(error.attempts(), 0);
    assert!(error.last().is_none());
    assert!(error.to_string().contains("`timer`"));
}

/// What becomes of a wait whose first answer is this one.
async fn first(waiter: &'static Waiter, answer: (u16, &str)) -> Result<bool, WaitErrorKind> {
    let script = Script::new(&[answer]);
    let waited = wait(&script, waiter, Duration::ZERO).await;
    waited
        .map(|waited| waited.last().is_ok())
        .map_err(|error| error.kind())
}

#[tokio::test(start_paused = true)]
async fn an_error_may_be_what_is_waited_for() {
    static GONE: Waiter = Waiter::new(
        "ShelfGone",
        &[Acceptor::success(Matcher::Error(&["NoSuchShelf"]))],
    );
    static ANY: Waiter = Waiter::new("Any", &[Acceptor::success(Matcher::Success(true))]);
    static NONE: Waiter = Waiter::new("None", &[Acceptor::success(Matcher::Success(false))]);
    assert_eq!(first(&GONE, MISSING).await, Ok(false));
    assert_eq!(first(&ANY, BUSY).await, Ok(true));
    assert_eq!(first(&NONE, MISSING).await, Ok(false));
    assert_eq!(first(&ANY, MISSING).await, Err(WaitErrorKind::Unexpected));
}

#[tokio::test(start_paused = true)]
async fn lists_and_inputs_are_looked_into() {
    const PARTS: Expression = Expression::Path(&["parts"]);
    static ALL: Waiter = Waiter::new(
        "All",
        &[Acceptor::success(Matcher::Output(
            PARTS,
            Comparator::AllStringEquals("x"),
        ))],
    );
    static ANY: Waiter = Waiter::new(
        "Any",
        &[Acceptor::success(Matcher::Output(
            PARTS,
            Comparator::AnyStringEquals("x"),
        ))],
    );
    static SAME: Waiter = Waiter::new(
        "Same",
        &[Acceptor::success(Matcher::InputOutput(
            Expression::Compare(
                Comparison::Equal,
                &Expression::Path(&["input", "shelf"]),
                &Expression::Path(&["output", "state"]),
            ),
            Comparator::BooleanEquals(true),
        ))],
    );
    // `length` of what is not there fails, which is no match.
    static EMPTY: Waiter = Waiter::new(
        "Empty",
        &[Acceptor::success(Matcher::Output(
            Expression::Not(&Expression::Call(Function::Length, &[PARTS])),
            Comparator::BooleanEquals(false),
        ))],
    );
    let is_so = |waiter, body| async move { first(waiter, (200, body)).await.is_ok() };
    assert!(is_so(&ALL, r#"{"parts":["x","x"]}"#).await);
    assert!(!is_so(&ALL, r#"{"parts":["x","y"]}"#).await);
    assert!(!is_so(&ALL, r#"{"parts":[]}"#).await);
    assert!(!is_so(&ALL, "{}").await);
    assert!(is_so(&ANY, r#"{"parts":["y","x"]}"#).await);
    assert!(!is_so(&ANY, r#"{"parts":["y"]}"#).await);
    assert!(is_so(&SAME, r#"{"state":"a"}"#).await);
    assert!(!is_so(&SAME, r#"{"state":"b"}"#).await);
    assert!(is_so(&EMPTY, r#"{"parts":[]}"#).await);
    assert!(!is_so(&EMPTY, "{}").await);
}

#[test]
fn a_wait_can_go_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    is_send(&wait(&Script::new(&[]), &ACTIVE, MINUTE).into_future());
}
