//! Whether client and server speak of the same media types.
//!
//! In: the headers `Content-Type` and `Accept`, and what the operation's bodies are. Out: nothing, or 415 or 406. It
//! doesn't look into the body.

use super::rejection::Rejection;
use crate::operation::{Content, OperationSchema};
use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

/// Checks both headers. `document` is the protocol's media type; `has_body` is false if the request surely has none.
pub(super) fn negotiate(
    operation: &OperationSchema,
    document: &'static str,
    headers: &HeaderMap,
    has_body: bool,
) -> Result<(), Rejection> {
    content_type(operation.input_content(), document, headers, has_body)?;
    // Where the body is the whole message there is nothing to choose from, and clients of all kinds say what they like.
    if operation.target_header().is_some() {
        return Ok(());
    }
    accept(operation.output_content(), document, headers)
}

fn content_type(
    content: Content,
    document: &'static str,
    headers: &HeaderMap,
    has_body: bool,
) -> Result<(), Rejection> {
    let found = headers.get(CONTENT_TYPE);
    let expected = match content {
        Content::None => "",
        Content::Raw("") | Content::Stream("") => return Ok(()),
        Content::Raw(media_type) | Content::Stream(media_type) => media_type,
        Content::Document | Content::Empty => document,
    };
    let fits = match found {
        None => !has_body || matches!(content, Content::None | Content::Empty),
        // A media type of nothing is pointless, and harmless: clients send it out of habit.
        Some(_) if content == Content::None => !has_body,
        // As nearly everyone writes it.
        Some(found) if found == expected => true,
        Some(found) => found
            .to_str()
            .is_ok_and(|found| essence(found).eq_ignore_ascii_case(essence(expected))),
    };
    if fits {
        Ok(())
    } else {
        Err(Rejection::unsupported_media_type(expected))
    }
}

fn accept(content: Content, document: &'static str, headers: &HeaderMap) -> Result<(), Rejection> {
    let offered = match content {
        Content::None | Content::Raw("") | Content::Stream("") => return Ok(()),
        Content::Raw(media_type) | Content::Stream(media_type) => media_type,
        Content::Document | Content::Empty => document,
    };
    // As nearly everyone writes it, if at all.
    match headers.get(ACCEPT) {
        None => return Ok(()),
        Some(first) if first == "*/*" || first == offered => return Ok(()),
        Some(_) => {}
    }
    let mut wanted = false;
    for ranges in headers.get_all(ACCEPT) {
        for range in ranges.to_str().unwrap_or_default().split(',') {
            if admits(range, essence(offered)) {
                return Ok(());
            }
            wanted |= !range.trim().is_empty();
        }
    }
    if wanted {
        Err(Rejection::not_acceptable(offered))
    } else {
        Ok(())
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type
        .split_once(';')
        .map_or(media_type, |(essence, _)| essence)
        .trim()
}

/// Whether a media range (RFC 9110, 12.5.1) with its weight admits a media type.
fn admits(range: &str, media_type: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let range = parts.next().unwrap_or_default();
    let refused = parts.any(|parameter| {
        parameter.split_once('=').is_some_and(|(name, weight)| {
            name.trim().eq_ignore_ascii_case("q")
                && weight
                    .trim()
                    .parse::<f32>()
                    .is_ok_and(|weight| weight == 0.0)
        })
    });
    let fits = match range.split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => media_type
            .split_once('/')
            .is_some_and(|(found, _)| found.eq_ignore_ascii_case(kind)),
        _ => range.eq_ignore_ascii_case(media_type),
    };
    fits && !refused
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::HeaderName;

    const JSON: &str = "application/json";

    fn headers(name: HeaderName, values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(&name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn content_types_are_compared_without_parameters() {
        use Content::{Document, Empty, None, Raw, Stream};
        for (content, found, has_body, fits) in [
            (Document, &[JSON][..], true, true),
            (Document, &["application/json; charset=utf-8"], true, true),
            (Document, &["Application/JSON;x=y"], false, true),
            (Document, &["application/hal+json"], true, false),
            (Document, &["application/hal+json"], false, false),
            (Document, &["\u{e9}"], true, false),
            (Document, &[], true, false),
            (Document, &[], false, true),
            (None, &[], true, true),
            (None, &[JSON], true, false),
            (None, &[JSON], false, true),
            (Empty, &[JSON], true, true),
            (Empty, &[], true, true),
            (Empty, &["text/plain"], false, false),
            (Raw(""), &["image/jpeg"], true, true),
            (Raw(""), &[], true, true),
            (Raw("text/plain"), &["text/plain"], true, true),
            (Raw("text/plain"), &[], true, false),
            (Raw("text/plain"), &[], false, true),
            (Stream("text/plain"), &[JSON], true, false),
            (Stream(""), &[JSON], true, true),
        ] {
            let headers = headers(CONTENT_TYPE, found);
            assert_eq!(
                content_type(content, JSON, &headers, has_body).is_ok(),
                fits,
                "{content:?} {found:?} {has_body}"
            );
        }
    }

    #[test]
    fn one_range_that_fits_is_enough() {
        use Content::{Document, None, Raw};
        for (content, found, fits) in [
            (Document, &[][..], true),
            (Document, &[""], true),
            (Document, &[JSON], true),
            (Document, &["*/*"], true),
            (Document, &["application/*;q=0.5"], true),
            (Document, &["text/html, application/json;q=0.1"], true),
            (Document, &["text/html", "application/json"], true),
            (Document, &["application/hal+json"], false),
            (Document, &["application/json;q=0"], false),
            (Document, &["image/*, text/*"], false),
            (Raw("text/plain"), &["application/json"], false),
            (Raw("text/plain; charset=utf-8"), &["text/plain"], true),
            (Raw(""), &["image/jpeg"], true),
            (None, &["application/hal+json"], true),
        ] {
            let headers = headers(ACCEPT, found);
            assert_eq!(
                accept(content, JSON, &headers).is_ok(),
                fits,
                "{content:?} {found:?}"
            );
        }
    }
}
