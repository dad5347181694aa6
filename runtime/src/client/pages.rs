//! Outputs that come in pages.
//!
//! In: the input of an operation whose output says where the next page begins (Smithy 2.0, `paginated`; C2J,
//! `paginators-1.json`). Out: a stream of outputs, or of the items in them. One page is asked for at a time, when it is
//! wanted. An error ends the stream; nothing is repeated here.

mod items;
mod stream;
mod token;

pub use items::Items;
pub use stream::Pages;
pub(crate) use token::PageToken;
pub use token::token;

use super::operation::Operation;

/// The input of an operation whose output comes in pages.
pub trait Paginated: Operation + Clone + 'static {
    /// What leads from one page to the next.
    type Token: PageToken + Send;

    /// Where the page behind this one begins; none if this is the last one.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;

    /// Asks for the page that begins there.
    fn start_at(&mut self, token: Self::Token);
}

/// The input of an operation whose pages hold items.
pub trait Itemized: Paginated {
    /// The items of one page.
    type Items: IntoIterator<Item: Send, IntoIter: Send>;

    /// The items of a page.
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// What becomes of pages when a service answers with the token that it was given, so that the next page would be the same
/// again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RepeatedToken {
    /// They end with an [`ErrorKind::RepeatedToken`](super::ErrorKind::RepeatedToken).
    #[default]
    Fails,
    /// They end: some services say so that there is no more.
    Ends,
    /// They go on, for as long as they are asked for: whoever follows a log wants that.
    GoesOn,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
