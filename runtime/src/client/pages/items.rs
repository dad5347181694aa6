//! Items of pages as a stream.
//!
//! In: pages. Out: their items, one after the other; the next page is asked for when those of the last one are used up.

use super::{Itemized, Pages};
use crate::client::error::Error;
use futures_core::Stream;
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

type Item<I> = <<I as Itemized>::Items as IntoIterator>::Item;
type Answer<I> = Result<Item<I>, Error<<I as crate::operation::Operation>::Error>>;

/// The items in the pages of an operation's output: a [`Stream`], which [`next`](Self::next) reads without further imports.
///
/// Nothing is sent before the first item is asked for. An error ends the items.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<I: Itemized> {
    pages: Pages<I>,
    /// What is left of the page at hand.
    page: Option<<I::Items as IntoIterator>::IntoIter>,
}

/// Nothing in it is pinned.
impl<I: Itemized> Unpin for Items<I> {}

impl<I: Itemized> Items<I> {
    pub(super) fn new(pages: Pages<I>) -> Self {
        Self { pages, page: None }
    }

    /// The next item; none behind the last one, and behind an error. A call that is given up loses nothing.
    pub async fn next(&mut self) -> Option<Answer<I>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Answer<I>>> {
        loop {
            if let Some(item) = self.page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            self.page = None;
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(output)) => self.page = I::items(output).map(IntoIterator::into_iter),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<I: Itemized> Stream for Items<I> {
    type Item = Answer<I>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Answer<I>>> {
        self.get_mut().poll_item(context)
    }
}

impl<I: Itemized> Debug for Items<I> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
