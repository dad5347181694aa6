//! What one query parameter or header can hold: a value, several, or none.
//!
//! In: a member's value. Out: the text of each of its items, in order; and back. A `None` has no text, not even an empty
//! one.

use super::header_list::{self, ListForm};
use super::text::{Place, TextError, TextValue};
use crate::schema::Member;
use std::borrow::Cow;

/// A member's value that stands in a query parameter or a header: a [`TextValue`], a list of them, or an `Option` of
/// either.
pub trait Parameter: Sized {
    /// Whether it is there. An empty list is.
    fn is_present(&self) -> bool;

    /// How the items lie in one header; `None` if there is always one.
    #[doc(hidden)]
    fn list_form(member: &'static Member) -> Option<ListForm>;

    /// Calls `each` with the text of every item.
    ///
    /// # Errors
    ///
    /// What `each` reports, or that an item has no text.
    fn each(
        &self,
        member: &'static Member,
        place: Place,
        scratch: &mut String,
        each: &mut dyn FnMut(&str) -> Result<(), TextError>,
    ) -> Result<(), TextError>;

    /// Reads the items of `texts`, of which there is at least one for a value that is no list.
    ///
    /// # Errors
    ///
    /// If a text is that of no value of this type.
    fn read(
        texts: &mut dyn Iterator<Item = Result<Cow<'_, str>, TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError>;
}

impl<T: TextValue> Parameter for T {
    #[inline]
    fn is_present(&self) -> bool {
        true
    }

    fn list_form(_: &'static Member) -> Option<ListForm> {
        None
    }

    fn each(
        &self,
        member: &'static Member,
        place: Place,
        scratch: &mut String,
        each: &mut dyn FnMut(&str) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        scratch.clear();
        each(self.text(member, place, scratch)?)
    }

    fn read(
        texts: &mut dyn Iterator<Item = Result<Cow<'_, str>, TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        // Of a parameter that is repeated, the first value counts (Smithy 2.0, httpQuery).
        match texts.next() {
            Some(text) => T::from_text(text?, member, place, strict),
            None => Err("expected a value"),
        }
    }
}

impl<T: TextValue> Parameter for Vec<T> {
    fn is_present(&self) -> bool {
        true
    }

    fn list_form(member: &'static Member) -> Option<ListForm> {
        Some(T::list_form(member.item()))
    }

    fn each(
        &self,
        member: &'static Member,
        place: Place,
        scratch: &mut String,
        each: &mut dyn FnMut(&str) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        for item in self {
            scratch.clear();
            each(item.text(member.item(), place, scratch)?)?;
        }
        Ok(())
    }

    fn read(
        texts: &mut dyn Iterator<Item = Result<Cow<'_, str>, TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        texts
            .map(|text| T::from_text(text?, member.item(), place, strict))
            .collect()
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn list_form(member: &'static Member) -> Option<ListForm> {
        T::list_form(member)
    }

    fn each(
        &self,
        member: &'static Member,
        place: Place,
        scratch: &mut String,
        each: &mut dyn FnMut(&str) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        match self {
            Some(value) => value.each(member, place, scratch, each),
            None => Ok(()),
        }
    }

    fn read(
        texts: &mut dyn Iterator<Item = Result<Cow<'_, str>, TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        T::read(texts, member, place, strict).map(Some)
    }
}

/// A header's text, for a value that is present.
///
/// # Errors
///
/// If an item has no text.
pub(crate) fn header_text<T: Parameter>(
    value: &T,
    member: &'static Member,
    scratch: &mut String,
    text: &mut String,
) -> Result<(), TextError> {
    text.clear();
    let form = T::list_form(member);
    let mut first = true;
    value.each(member, Place::Header, scratch, &mut |item| {
        match form {
            Some(form) => header_list::push(item, form, first, text),
            None => text.push_str(item),
        }
        first = false;
        Ok(())
    })
}

/// Reads the values of a header, of which there is at least one. Those of a list may be spread over several lines.
///
/// # Errors
///
/// If a value is not text, or that of no value of this type.
pub(crate) fn read_header<'h, T: Parameter>(
    values: impl Iterator<Item = &'h http::HeaderValue>,
    member: &'static Member,
    strict: bool,
) -> Result<T, TextError> {
    const NOT_TEXT: TextError = "expected UTF-8 text";
    let mut texts = values.map(|value| std::str::from_utf8(value.as_bytes()).map_err(|_| NOT_TEXT));
    match T::list_form(member) {
        None => T::read(
            &mut texts.map(|text| text.map(Cow::Borrowed)),
            member,
            Place::Header,
            strict,
        ),
        Some(form) => {
            let mut items = Vec::new();
            texts.try_for_each(|text| {
                header_list::split(text?, form, &mut |item| {
                    items.push(Ok(Cow::Owned(item.into_owned())));
                    Ok(())
                })
            })?;
            T::read(&mut items.into_iter(), member, Place::Header, strict)
        }
    }
}
