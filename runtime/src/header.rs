//! Names and values of headers.
//!
//! In: names as models have them, texts of members. Out: what the crate `http` takes, or a clause that says why not. No
//! message holds a value.

use crate::binding::{ParameterMap, Place, TextError};
use crate::schema::Member;
use bytes::Bytes;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use std::borrow::Cow;

/// What a service calls the request, in responses.
#[cfg(feature = "server")]
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// The error's name, in responses of restJson1.
pub(crate) const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// What the query protocol called an error, and whose fault it is, in responses of services that once spoke it.
pub(crate) const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// Asks such a service for that header.
#[cfg(feature = "client")]
pub(crate) const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// A header's name. Lower-case ones cost no allocation.
pub(crate) fn name(name: &'static str) -> Result<HeaderName, TextError> {
    let lower = !name.is_empty()
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if lower {
        Ok(HeaderName::from_static(name))
    } else {
        dynamic_name(name)
    }
}

fn dynamic_name(name: &str) -> Result<HeaderName, TextError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| "this is no name of a header")
}

/// A header's value: UTF-8 without control characters.
pub(crate) fn value(text: &str) -> Result<HeaderValue, TextError> {
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| "control characters cannot be sent here")
}

/// A header's value that needs no copy.
pub(crate) fn fixed_value(text: &'static str) -> Result<HeaderValue, TextError> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))
        .map_err(|_| "control characters cannot be sent here")
}

/// Inserts a header for each entry of a map, unless there was one of its name.
pub(crate) fn insert_prefixed<T: ParameterMap>(
    headers: &mut HeaderMap,
    member: &'static Member,
    prefix: &str,
    map: &T,
) -> Result<(), TextError> {
    let mut full = String::new();
    let mut last = None;
    map.each(member, Place::Header, &mut |key, text| {
        full.clear();
        full.push_str(prefix);
        full.push_str(key);
        let name = dynamic_name(&full)?;
        // Several values of one key follow each other.
        if last.as_ref() == Some(&name) || !headers.contains_key(&name) {
            headers.append(&name, value(text)?);
            last = Some(name);
        }
        Ok(())
    })
}

/// The map of all headers whose names start with `prefix`, in any case, without it.
pub(crate) fn read_prefixed<T: ParameterMap>(
    headers: &HeaderMap,
    member: &'static Member,
    prefix: &str,
    strict: bool,
) -> Result<T, TextError> {
    let mut entries = headers.iter().filter_map(|(name, value)| {
        let (start, rest) = name.as_str().split_at_checked(prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then(|| {
            let text = std::str::from_utf8(value.as_bytes()).map_err(|_| "expected UTF-8 text")?;
            Ok((Cow::Borrowed(rest), Cow::Borrowed(text)))
        })
    });
    T::read(&mut entries, member, Place::Header, strict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case_are_taken() {
        for text in ["x-foo", "X-Foo", "content-type", "x_y", "x.y"] {
            assert_eq!(
                name(text).as_ref().map(HeaderName::as_str),
                Ok(text.to_ascii_lowercase().as_str())
            );
        }
        for text in ["", "x foo", "x:foo", "é", "x\n"] {
            assert!(name(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_hold_text_without_controls() {
        assert!(value("").is_ok());
        assert!(value("é, \"ü\"").is_ok());
        for text in ["a\nb", "a\r", "\0", "\u{7f}"] {
            assert!(value(text).is_err(), "{text:?}");
        }
    }
}
