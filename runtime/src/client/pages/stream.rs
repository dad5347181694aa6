//! Pages as a stream.
//!
//! In: a complete input. Out: its pages, one request each, the next one when it is asked for.

use super::{Itemized, Items, PageToken, Paginated, RepeatedToken};
use crate::client::core::Client;
use crate::client::error::{Error, ErrorKind};
use crate::error::MissingMembers;
use futures_core::Stream;
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

type Answer<I> = Result<
    <I as crate::operation::Operation>::Output,
    Error<<I as crate::operation::Operation>::Error>,
>;

/// The pages of an operation's output: a [`Stream`], which [`next`](Self::next) reads without further imports.
///
/// Nothing is sent before the first page is asked for. An error ends the pages.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<I: Paginated> {
    client: Client,
    state: State<I>,
    /// The token that led to the page at hand.
    token: Option<I::Token>,
    repeated: RepeatedToken,
}

enum State<I: Paginated> {
    /// The next request, or why there is none.
    Ready(Result<I, Error<I::Error>>),
    /// A request is on its way, and what it was made of.
    Sent(I, Pin<Box<dyn Future<Output = Answer<I>> + Send>>),
    /// There is no more.
    Done,
}

/// Nothing in it is pinned but what is in a box.
impl<I: Paginated> Unpin for Pages<I> {}

impl<I: Paginated> Pages<I> {
    /// The pages of this input, if it is complete.
    pub(crate) fn new(client: Client, input: Result<I, MissingMembers>) -> Self {
        Self {
            client,
            state: State::Ready(input.map_err(Error::from)),
            token: None,
            repeated: RepeatedToken::default(),
        }
    }

    /// What becomes of the pages when the service answers with the token that it was given. Unless set, they end with an
    /// error.
    pub fn on_repeated_token(mut self, repeated: RepeatedToken) -> Self {
        self.repeated = repeated;
        self
    }

    /// The next page; none behind the last one, and behind an error. A call that is given up loses nothing: the next one
    /// waits for the same page.
    pub async fn next(&mut self) -> Option<Answer<I>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Answer<I>>> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                State::Ready(Ok(input)) => {
                    let (client, request) = (self.client.clone(), input.clone());
                    let answer = async move { client.send(request).await };
                    State::Sent(input, Box::pin(answer))
                }
                State::Sent(input, mut answer) => match answer.as_mut().poll(context) {
                    Poll::Ready(Ok(output)) => {
                        self.state = self.behind(input, &output);
                        return Poll::Ready(Some(Ok(output)));
                    }
                    Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                    Poll::Pending => {
                        self.state = State::Sent(input, answer);
                        return Poll::Pending;
                    }
                },
            }
        }
    }

    /// What comes behind a page.
    fn behind(&mut self, mut input: I, output: &I::Output) -> State<I> {
        let Some(token) = I::next_token(output).filter(|token| !token.is_end()) else {
            return State::Done;
        };
        if self.token.as_ref() == Some(&token) {
            match self.repeated {
                RepeatedToken::GoesOn => {}
                RepeatedToken::Ends => return State::Done,
                RepeatedToken::Fails => {
                    let name = I::OPERATION.name();
                    return State::Ready(Err(Error::new(name, ErrorKind::RepeatedToken, None)));
                }
            }
        }
        self.token = Some(token.clone());
        input.start_at(token);
        State::Ready(Ok(input))
    }
}

impl<I: Itemized> Pages<I> {
    /// The items of all pages.
    pub fn items(self) -> Items<I> {
        Items::new(self)
    }
}

impl<I: Paginated> Stream for Pages<I> {
    type Item = Answer<I>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Answer<I>>> {
        self.get_mut().poll_page(context)
    }
}

impl<I: Paginated> Debug for Pages<I> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &I::OPERATION.name())
            .finish_non_exhaustive()
    }
}
