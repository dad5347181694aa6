//! What a JSON error body says: its `__type` or `code`, and its message.
//!
//! In: the body of an error, or of a success that may not be one. Out: code and message, as they came. Only top-level
//! members count: a nested `__type` belongs to something else.

use super::ErrorBody;
use crate::codec::{MemberDecoder, MemberEncoder, Placeholder, Structure};
use crate::document::Document;
use crate::json::{self, Options};
use crate::schema::{Member, Schema};

/// The members by which services say what went wrong. They are documents, since a body may give them any type.
#[derive(Default)]
struct Members([Option<Document>; 5]);

static MEMBERS: [Member; 5] = [
    Member::new(",\"__type\":"),
    Member::new(",\"code\":"),
    Member::new(",\"message\":"),
    Member::new(",\"Message\":"),
    Member::new(",\"errorMessage\":"),
];
static SCHEMA: Schema = Schema::new("Error", &MEMBERS);

impl Structure for Members {
    const SCHEMA: &'static Schema = &SCHEMA;

    fn encode<E: MemberEncoder>(&self, to: &mut E) -> Result<(), E::Error> {
        MEMBERS
            .iter()
            .zip(&self.0)
            .try_for_each(|(member, value)| to.member(member, value))
    }

    fn decode<D: MemberDecoder>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(
            |value: &mut Self, index, from| match value.0.get_mut(index) {
                Some(slot) => from.member(&MEMBERS[index], slot),
                None => from.skip(),
            },
        )
    }
}

impl Placeholder for Members {
    fn placeholder() -> Self {
        Self::default()
    }
}

impl Members {
    /// The first of these that is a string.
    fn text(&self, indices: &[usize]) -> Option<String> {
        indices
            .iter()
            .filter_map(|index| self.0.get(*index)?.as_ref()?.as_str())
            .next()
            .map(str::to_owned)
    }

    fn into_body(self) -> ErrorBody {
        ErrorBody {
            code: self.text(&[0, 1]),
            message: self.text(&[2, 3, 4]),
        }
    }
}

/// What the body says; nothing, if it is no JSON object.
pub(super) fn read(body: &[u8]) -> ErrorBody {
    match json::decode_body::<Members>(body, Options::LENIENT) {
        Ok((members, _)) => members.into_body(),
        Err(_) => ErrorBody::default(),
    }
}

/// The error in an envelope, if a success's body is one: services behind AWS's Coral framework have answered 200 with
/// `{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}`.
pub(super) fn envelope(body: &[u8]) -> Option<Document> {
    // This runs for every response, so the rare case is told from the others by its first bytes.
    let text = body
        .trim_ascii_start()
        .strip_prefix(b"{")?
        .trim_ascii_start();
    if !(text.starts_with(b"\"Output\"") || text.starts_with(b"\"Version\"")) {
        return None;
    }
    let (envelope, _) = json::decode_body::<Envelope>(body, Options::LENIENT).ok()?;
    envelope.version?;
    let output = envelope.output?;
    output.get("__type")?.as_str()?;
    Some(output)
}

#[derive(Default)]
struct Envelope {
    output: Option<Document>,
    version: Option<Document>,
}

static ENVELOPE: [Member; 2] = [Member::new(",\"Output\":"), Member::new(",\"Version\":")];
static ENVELOPE_SCHEMA: Schema = Schema::new("Envelope", &ENVELOPE);

impl Structure for Envelope {
    const SCHEMA: &'static Schema = &ENVELOPE_SCHEMA;

    fn encode<E: MemberEncoder>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&ENVELOPE[0], &self.output)?;
        to.member(&ENVELOPE[1], &self.version)
    }

    fn decode<D: MemberDecoder>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&ENVELOPE[0], &mut value.output),
            1 => from.member(&ENVELOPE[1], &mut value.version),
            _ => from.skip(),
        })
    }
}

impl Placeholder for Envelope {
    fn placeholder() -> Self {
        Self::default()
    }
}

/// The error's name: what stands before the first `:`, and in that what stands behind `#`.
#[cfg(feature = "client")]
pub(crate) fn shape_name(code: &str) -> &str {
    let name = code.split_once(':').map_or(code, |(name, _)| name);
    name.split_once('#').map_or(name, |(_, name)| name).trim()
}

#[cfg(all(test, feature = "client"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_namespace_and_uri() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/a#b",
        ] {
            assert_eq!(shape_name(code), "FooError");
        }
        assert_eq!(shape_name(""), "");
    }

    #[test]
    fn only_the_top_level_counts() {
        let body =
            read(br#"{"ErrorDetails":[{"__type":"Inner","message":"inner"}],"code":"Outer"}"#);
        assert_eq!(body.code.as_deref(), Some("Outer"));
        assert_eq!(body.message, None);
        let body = read(br#"{"code":7,"__type":"a#B","message":null,"Message":"text"}"#);
        assert_eq!(body.code.as_deref(), Some("a#B"));
        assert_eq!(body.message.as_deref(), Some("text"));
        for body in [&b""[..], b"<html>", b"[]", b"{\"code\":"] {
            assert!(read(body).code.is_none());
        }
    }

    #[test]
    fn envelopes_are_told_from_outputs() {
        let error = envelope(
            br#" {"Output":{"__type":"com.amazon.coral.service#UnknownOperationException","message":null},"Version":"1.0"}"#,
        )
        .unwrap();
        assert_eq!(
            error["__type"].as_str().map(shape_name),
            Some("UnknownOperationException")
        );
        for body in [
            &b""[..],
            b"{}",
            br#"{"Output":"text","Version":"1.0"}"#,
            br#"{"Output":{"value":1},"Version":"1.0"}"#,
            br#"{"Output":{"__type":"Tagged"}}"#,
            br#"{"execution":{"__type":"x"}}"#,
        ] {
            assert!(envelope(body).is_none());
        }
    }
}
