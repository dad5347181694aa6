//! A wait.
//!
//! In: an input, a waiter and the time that there is. Out: the answer that settles it, or an error.

use super::acceptor::{Acceptor, Answer, State, Waiter, names};
use super::backoff::Backoff;
use super::error::{Inner, WaitError, WaitErrorKind};
use crate::client::core::Client;
use crate::client::error::Error;
use crate::client::operation::Operation;
use crate::client::timer::Sleep;
use crate::codec::Structure;
use crate::document::Document;
use crate::error::OperationError;
use crate::jmespath::{view, view_to_show};
use crate::operation;
use crate::unique_id;
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

type WaitResult<I> = Result<
    Waited<<I as operation::Operation>::Output, <I as operation::Operation>::Error>,
    WaitError<<I as operation::Operation>::Output, <I as operation::Operation>::Error>,
>;

/// A wait that begins when it is awaited: `client.wait_until_table_exists(input, max_wait).await`.
///
/// Dropping what is awaited ends it.
#[must_use = "nothing is sent until it is awaited"]
#[derive(Clone)]
pub struct Wait<I> {
    client: Client,
    input: I,
    waiter: &'static Waiter,
    max_wait: Duration,
    backoff: Backoff,
}

/// A success: the answer that settled it.
#[derive(Debug)]
pub struct Waited<O, E> {
    last: Result<O, Error<E>>,
    attempts: u32,
}

impl<O, E> Waited<O, E> {
    /// The answer that settled it; it may well be an error, as where something is waited for to be gone.
    pub fn last(&self) -> Result<&O, &Error<E>> {
        self.last.as_ref()
    }

    /// The answer that settled it.
    ///
    /// # Errors
    ///
    /// If that answer is an error.
    pub fn into_last(self) -> Result<O, Error<E>> {
        self.last
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl<I: Operation + Structure + Clone + 'static> Wait<I> {
    /// A wait of at most `max_wait`.
    #[doc(hidden)]
    pub fn new(client: Client, input: I, max_wait: Duration, waiter: &'static Waiter) -> Self {
        Self {
            client,
            input,
            waiter,
            max_wait,
            backoff: Backoff {
                min: waiter.min_delay(),
                max: waiter.max_delay(),
            },
        }
    }

    /// How long the pauses between two requests are, at least and at most, in place of what the model says. Each is a
    /// random time in between, and they grow.
    pub fn delays(mut self, min: Duration, max: Duration) -> Self {
        self.backoff = Backoff { min, max };
        self
    }

    async fn run(self) -> WaitResult<I> {
        let (waiter, max_wait) = (self.waiter, self.max_wait);
        let fail = |kind, message, attempts, last| {
            Err(WaitError::new(Inner {
                waiter: waiter.name(),
                kind,
                message,
                attempts,
                last,
            }))
        };
        let Some(timer) = &self.client.config().settings().timer else {
            return fail(WaitErrorKind::NoTimer, None, 0, None);
        };
        let input = match waiter.looks_into_input() {
            true => view(&self.input),
            false => Document::Null,
        };
        let mut deadline = timer.sleep(max_wait);
        // What the pauses leave. What requests take, only the deadline knows: there is no clock here.
        let mut remaining = max_wait;
        let mut is_last = max_wait.is_zero();
        let mut attempts = 0_u32;
        loop {
            attempts = attempts.saturating_add(1);
            let last = self.client.send(self.input.clone()).await;
            let accepted = judge(waiter, &input, &last);
            match accepted.map(Acceptor::state) {
                Some(State::Success) => return Ok(Waited { last, attempts }),
                Some(State::Failure) => {
                    let message = accepted.and_then(|acceptor| why(acceptor, &last));
                    return fail(WaitErrorKind::Failed, message, attempts, Some(last));
                }
                None if last.is_err() => {
                    return fail(WaitErrorKind::Unexpected, None, attempts, Some(last));
                }
                Some(State::Retry) | None => {}
            }
            if is_last || is_over(&mut deadline).await {
                let kind = WaitErrorKind::TimedOut { max_wait };
                return fail(kind, None, attempts, Some(last));
            }
            let pause = self
                .backoff
                .pause(attempts, remaining, unique_id::fraction());
            remaining = remaining.saturating_sub(pause);
            is_last = either(timer.sleep(pause), &mut deadline).await || remaining.is_zero();
        }
    }
}

/// What accepts an answer.
fn judge<O: Structure, E: OperationError>(
    waiter: &'static Waiter,
    input: &Document,
    last: &Result<O, Error<E>>,
) -> Option<&'static Acceptor> {
    let answer = match last {
        Ok(output) if waiter.looks_into_output() => Answer::Output(Document::from([
            ("input", input.clone()),
            ("output", view(output)),
        ])),
        Ok(_) => Answer::Output(Document::Null),
        Err(error) => Answer::Error {
            names: names(error),
            status: error.status().map(|status| status.as_u16()),
        },
    };
    let mut acceptors = waiter.acceptors().iter();
    acceptors.find(|acceptor| acceptor.accepts(&answer))
}

/// What an output says of why, if it says it. What is sensitive is nothing for messages.
fn why<O: Structure, E>(acceptor: &'static Acceptor, last: &Result<O, Error<E>>) -> Option<String> {
    let output = view_to_show(last.as_ref().ok()?);
    let texts = match acceptor.says_why()?.evaluate(&output).ok()? {
        Document::Array(items) => items,
        one => vec![one],
    };
    let texts: Vec<&str> = texts.iter().filter_map(Document::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Whether a time has passed already.
async fn is_over(deadline: &mut Sleep) -> bool {
    poll_fn(|context| Poll::Ready(deadline.as_mut().poll(context).is_ready())).await
}

/// Waits for whichever comes first, and says whether that is the deadline.
async fn either(mut pause: Sleep, deadline: &mut Sleep) -> bool {
    poll_fn(|context| {
        if deadline.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        pause.as_mut().poll(context).map(|()| false)
    })
    .await
}

impl<I: Operation + Structure + Clone + 'static> IntoFuture for Wait<I> {
    type Output = WaitResult<I>;
    type IntoFuture = Pin<Box<dyn Future<Output = WaitResult<I>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<I> Debug for Wait<I> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("waiter", &self.waiter.name())
            .field("max_wait", &self.max_wait)
            .finish_non_exhaustive()
    }
}
