//! Protocol tests: the traits of `smithy.test`, as published with models that judge implementations.
//!
//! In: a shape, and the protocol that is generated. Out: its cases, each with its messages in the words of
//! [`rust`](crate::rust) and its value as the model wrote it. One malformed request with parameters becomes as many cases as
//! it has sets of them. Never an omission: a case that cannot be read comes out with the reason.

mod template;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::model::{Kind, Number, Shape, Tags, Value};
use crate::rust::{WireMessage, WireRequest, WireResponse};
use template::Parameters;
pub(crate) use template::quoted;

/// The side that a case is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Client,
    Server,
}

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// Its id; of a case with parameters, the number of the set is added.
    pub(crate) id: String,
    /// The side that it is for; both, if it says nothing.
    side: Option<Side>,
    /// What it holds, or why it cannot be read.
    pub(crate) content: Result<Content, String>,
}

/// What a case holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// A request and the input that it stands for.
    Request(WireRequest, Value),
    /// A response, and the output or error that it stands for.
    Response(WireResponse, Value),
    /// A request that a server refuses.
    Malformed(WireRequest, WireResponse),
}

impl Case {
    /// Whether the case is for this side.
    pub(crate) fn is_for(&self, side: Side) -> bool {
        self.side.is_none_or(|only| only == side)
    }
}

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";
const MALFORMED: &str = "smithy.test#httpMalformedRequestTests";

/// The cases of a shape for this protocol, in the order of the model. An operation that is tagged for one side only has none
/// for the other.
pub(crate) fn of(shape: &Shape, protocol: &str) -> Vec<Case> {
    let only = match shape.kind {
        Kind::Operation(_) => tagged(shape),
        _ => None,
    };
    let mut cases = Vec::new();
    for (id, read) in [
        (REQUESTS, request as fn(&Fields<'_>) -> _),
        (RESPONSES, response),
        (MALFORMED, malformed),
    ] {
        // Only a server refuses requests.
        let judged = if id == MALFORMED {
            Some(Side::Server)
        } else {
            only
        };
        let items = shape.traits.unread(id).and_then(Value::items);
        for value in items.unwrap_or_default() {
            if value.get("protocol").and_then(Value::as_str) == Some(protocol) {
                expand(value, judged, read, &mut cases);
            }
        }
    }
    cases.retain(|case| case.side.is_none() || only.is_none() || case.side == only);
    cases
}

/// The one side that an operation is for.
fn tagged(shape: &Shape) -> Option<Side> {
    let Tags(tags) = shape.traits.get()?;
    tags.iter().find_map(|tag| match tag.as_str() {
        "client-only" => Some(Side::Client),
        "server-only" => Some(Side::Server),
        _ => None,
    })
}

/// One case, or one for each set of parameters.
fn expand(
    value: &Value,
    only: Option<Side>,
    read: fn(&Fields<'_>) -> Result<Content, String>,
    cases: &mut Vec<Case>,
) {
    let id = value
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or("nameless");
    let side = match value.get("appliesTo").and_then(Value::as_str) {
        Some("client") => Some(Side::Client),
        Some("server") => Some(Side::Server),
        _ => only,
    };
    let mut push = |id: String, parameters: Option<Parameters<'_>>| {
        let content = match parameters {
            None => read(&Fields(value)),
            Some(parameters) => parameters
                .fill(value)
                .and_then(|filled| read(&Fields(&filled))),
        };
        cases.push(Case { id, side, content });
    };
    match value.get("testParameters") {
        None => push(id.to_owned(), None),
        Some(parameters) => {
            for (number, set) in Parameters::sets(parameters).into_iter().enumerate() {
                push(format!("{id} case {number}"), Some(set));
            }
        }
    }
}

fn request(fields: &Fields<'_>) -> Result<Content, String> {
    Ok(Content::Request(fields.request()?, fields.params()))
}

fn response(fields: &Fields<'_>) -> Result<Content, String> {
    let response = WireResponse {
        code: fields.code()?,
        message: fields.message()?,
    };
    Ok(Content::Response(response, fields.params()))
}

fn malformed(fields: &Fields<'_>) -> Result<Content, String> {
    let inner = |key: &str| {
        fields
            .0
            .get(key)
            .ok_or_else(|| format!("it has no `{key}`"))
    };
    let request = Fields(inner("request")?).request()?;
    let expected = Fields(inner("response")?);
    let mut message = WireMessage {
        headers: expected.pairs("headers")?,
        ..WireMessage::default()
    };
    if let Some(body) = expected.0.get("body") {
        let body = Fields(body);
        message.media_type = body.text("mediaType")?;
        let assertion = body.0.get("assertion").map(Fields);
        let text = |key| match &assertion {
            Some(assertion) => assertion.text(key),
            None => Ok(None),
        };
        message.body = text("contents")?;
        message.message_regex = text("messageRegex")?;
        if message.body.is_none() && message.message_regex.is_none() {
            return Err("the assertion about its body is none that is known".to_owned());
        }
    }
    let answer = WireResponse {
        code: expected.code()?,
        message,
    };
    Ok(Content::Malformed(request, answer))
}

/// The members of an object.
struct Fields<'v>(&'v Value);

impl Fields<'_> {
    fn request(&self) -> Result<WireRequest, String> {
        let needed = |key| self.text(key)?.ok_or_else(|| format!("it has no `{key}`"));
        let mut uri = needed("uri")?;
        let mut query = self.texts("queryParams")?;
        // Malformed requests may have their query in the URI.
        if let Some((path, rest)) = uri.clone().split_once('?') {
            uri.truncate(path.len());
            query.extend(rest.split('&').map(str::to_owned));
        }
        Ok(WireRequest {
            method: needed("method")?,
            uri,
            host: self.text("host")?,
            resolved_host: self.text("resolvedHost")?,
            query,
            forbid_query: self.texts("forbidQueryParams")?,
            require_query: self.texts("requireQueryParams")?,
            message: self.message()?,
        })
    }

    fn message(&self) -> Result<WireMessage, String> {
        Ok(WireMessage {
            headers: self.pairs("headers")?,
            forbid_headers: self.texts("forbidHeaders")?,
            require_headers: self.texts("requireHeaders")?,
            body: self.text("body")?,
            media_type: self.text("bodyMediaType")?,
            message_regex: None,
        })
    }

    fn params(&self) -> Value {
        let params = self.0.get("params").cloned();
        params.unwrap_or(Value::Object(Vec::new()))
    }

    fn code(&self) -> Result<u16, String> {
        let code = match self.0.get("code") {
            Some(Value::Number(Number::Integer(code))) => u16::try_from(*code).ok(),
            _ => None,
        };
        code.ok_or_else(|| "its `code` is no HTTP status".to_owned())
    }

    fn text(&self, key: &str) -> Result<Option<String>, String> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(format!("its `{key}` is no string")),
        }
    }

    fn texts(&self, key: &str) -> Result<Vec<String>, String> {
        let Some(value) = self.0.get(key) else {
            return Ok(Vec::new());
        };
        let texts: Option<Vec<String>> = value.items().and_then(|items| {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect()
        });
        texts.ok_or_else(|| format!("its `{key}` is no list of strings"))
    }

    fn pairs(&self, key: &str) -> Result<Vec<(String, String)>, String> {
        let Some(value) = self.0.get(key) else {
            return Ok(Vec::new());
        };
        let pairs: Option<Vec<(String, String)>> = match value {
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect(),
            _ => None,
        };
        pairs.ok_or_else(|| format!("its `{key}` is no map of strings"))
    }
}
