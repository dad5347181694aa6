//! A call in the making.
//!
//! In: members of an input, one by one, from a generated fluent call. Out: the input once it is complete, sent or alone;
//! until then it holds placeholders, and knows which required members are still to come.

use super::core::Client;
use super::error::Error;
use super::operation::Operation;
#[cfg(feature = "pages")]
use super::pages::{Pages, Paginated};
use crate::codec::Placeholder;
use crate::error::MissingMembers;

/// As many required members have a bit.
const BITS: usize = 64;

/// The input of a call, of which not all may be set.
#[derive(Clone)]
pub struct Draft<I> {
    /// What is set so far, among placeholders.
    pub input: I,
    client: Client,
    required: &'static [&'static str],
    /// The bits of the required members that are set.
    given: u64,
    /// The indices of those that have no bit.
    later: Vec<usize>,
}

impl<I: Operation + Placeholder> Draft<I> {
    /// A call that needs these members.
    pub fn new(client: &Client, required: &'static [&'static str]) -> Self {
        Self {
            input: I::placeholder(),
            client: client.clone(),
            required,
            given: 0,
            later: Vec::new(),
        }
    }

    /// A required member is set.
    pub fn given(&mut self, member: &str) {
        match self.required.iter().position(|name| *name == member) {
            Some(index) if index < BITS => self.given |= 1 << index,
            Some(index) => self.later.push(index),
            None => {}
        }
    }

    /// The input.
    ///
    /// # Errors
    ///
    /// If a required member is not set.
    pub fn build(self) -> Result<I, MissingMembers> {
        let is_given = |index: usize| match index < BITS {
            true => self.given & (1 << index) != 0,
            false => self.later.contains(&index),
        };
        if (0..self.required.len()).all(is_given) {
            return Ok(self.input);
        }
        let required = self.required.iter().enumerate();
        let missing = required.filter(|(index, _)| !is_given(*index));
        let missing = missing.map(|(_, name)| *name).collect();
        Err(MissingMembers::new(I::OPERATION.name(), missing))
    }

    /// Sends the input.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub async fn send(self) -> Result<I::Output, Error<I::Error>> {
        let client = self.client.clone();
        client.send(self.build()?).await
    }

    /// The pages of the output, from this call on.
    #[cfg(feature = "pages")]
    pub fn pages(self) -> Pages<I>
    where
        I: Paginated,
    {
        Pages::new(self.client.clone(), self.build())
    }
}

// The script's operation has pages.
#[cfg(all(test, feature = "pages"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::shelf::{ListInput, Script};
    use super::*;

    /// The names of 70 members.
    static NAMES: [&str; 70] = [
        "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2", "b3", "b4",
        "b5", "b6", "b7", "b8", "b9", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9",
        "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "e0", "e1", "e2", "e3", "e4",
        "e5", "e6", "e7", "e8", "e9", "f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9",
        "g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9",
    ];

    #[test]
    fn what_is_not_set_is_named_in_order() {
        let client = Script::default().client(|config| config);
        for required in [&NAMES[..3], &NAMES] {
            let mut draft = Draft::<ListInput>::new(&client, required);
            let (last, others) = required.split_last().unwrap();
            for name in others.iter().skip(1).rev() {
                draft.given(name);
                draft.given(name);
            }
            let missing = draft.clone().build().unwrap_err();
            assert_eq!(missing.operation(), "List");
            assert_eq!(missing.members(), [required[0], last]);
            draft.given(last);
            draft.given(required[0]);
            assert!(draft.build().is_ok());
        }
    }
}
