//! How a client writes a request.
//!
//! In: literals, and members with their places. Out: an [`http::Request`], built in one buffer for the path and query. It
//! refuses what would reach another route or cannot be said, before anything is sent.

use super::options::RequestOptions;
use crate::binding::{Parameter, ParameterMap, Payload, Place, header_text, percent};
use crate::byte_stream::ByteStream;
use crate::client::Endpoint;
use crate::client::rules::is_valid_host_label;
use crate::codec::Structure;
use crate::error::EncodeError;
use crate::header::{self, QUERY_MODE};
use crate::operation::OperationSchema;
use crate::protocol::Protocol;
use crate::schema::Member;
use crate::unique_id;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use http_body::Body;
use std::marker::PhantomData;

/// As many headers as nearly all requests have, a signature and all others that are added to them included.
const HEADERS: usize = 12;

/// Where a host label goes.
const HOST_PART: &str = "a part of the host name";

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// Writes one request.
#[derive(Debug)]
pub struct RequestEncoder<P> {
    /// Path and query.
    uri: String,
    /// Where the query starts, behind its `?`.
    query: Option<usize>,
    headers: HeaderMap,
    body: Option<ByteStream>,
    scratch: String,
    text: String,
    /// What stands in front of the endpoint's host name.
    host_prefix: String,
    /// Where this request goes, in place of the configured endpoint.
    endpoint: Option<Endpoint>,
    /// Whether the service recognises repetitions of the request.
    has_token: bool,
    options: RequestOptions,
    protocol: PhantomData<fn() -> P>,
}

impl<P: Protocol> RequestEncoder<P> {
    pub(crate) fn new(endpoint: &Endpoint, options: RequestOptions) -> Self {
        let mut uri = String::with_capacity(128);
        uri.push_str(endpoint.path());
        Self {
            uri,
            query: None,
            headers: HeaderMap::with_capacity(HEADERS),
            body: None,
            scratch: String::new(),
            text: String::new(),
            host_prefix: String::new(),
            endpoint: None,
            has_token: false,
            options,
            protocol: PhantomData,
        }
    }

    /// The URL that this request goes to, in place of the configured endpoint. It comes before the path.
    ///
    /// # Errors
    ///
    /// If the value is not set, or is no URL of an endpoint.
    pub fn endpoint<T: Parameter>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), EncodeError> {
        const PLACE: &str = "the endpoint";
        let mut url = String::new();
        value
            .each(member, Place::Label, &mut self.scratch, &mut |text| {
                url.push_str(text);
                Ok(())
            })
            .map_err(|what| EncodeError::member(member, PLACE, what))?;
        let endpoint: Endpoint = url
            .parse()
            .map_err(|error| EncodeError::member(member, PLACE, &format!("{error}")))?;
        self.uri.clear();
        self.uri.push_str(endpoint.path());
        self.endpoint = Some(endpoint);
        Ok(())
    }

    /// Puts `text` where there is none.
    pub fn replace_empty<T: TokenSlot>(&mut self, slot: &mut T, text: &'static str) {
        if slot.is_unset() {
            slot.fill(text.to_owned());
        }
    }

    /// A header that every request has.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn fixed_header(
        &mut self,
        name: &'static str,
        value: &'static str,
    ) -> Result<(), EncodeError> {
        header::name(name)
            .and_then(|name| Ok((name, header::fixed_value(value)?)))
            .map(|(name, value)| {
                self.headers.insert(name, value);
            })
            .map_err(|what| EncodeError::part(&named_header(name), what))
    }

    /// A piece of what stands in front of the host name, as the model has it.
    pub fn host_literal(&mut self, text: &'static str) {
        self.host_prefix.push_str(text);
    }

    /// A member in front of the host name: one label of it (RFC 1123, 2.1).
    ///
    /// # Errors
    ///
    /// If the value is not set, or is no such label, which would lead to another host.
    pub fn host_label<T: Parameter>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), EncodeError> {
        let (before, prefix) = (self.host_prefix.len(), &mut self.host_prefix);
        value
            .each(member, Place::Label, &mut self.scratch, &mut |text| {
                prefix.push_str(text);
                Ok(())
            })
            .map_err(|what| EncodeError::member(member, HOST_PART, what))?;
        let label = self.host_prefix.get(before..).unwrap_or_default();
        if is_valid_host_label(label, false) {
            Ok(())
        } else {
            let what = "must have 1 to 63 letters, digits and inner hyphens";
            Err(EncodeError::member(member, HOST_PART, what))
        }
    }

    /// A piece of the path as the model has it, slashes included.
    pub fn literal(&mut self, text: &'static str) {
        self.uri.push_str(text);
    }

    /// One segment of the path.
    ///
    /// # Errors
    ///
    /// If the value is not set or empty, which would lead to another route, or has no text.
    pub fn label<T: Parameter>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.segments(member, value, percent::encode)
    }

    /// One or more segments of the path: slashes stay as they are.
    ///
    /// # Errors
    ///
    /// As [`label`](Self::label).
    pub fn greedy_label<T: Parameter>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.segments(member, value, percent::encode_path)
    }

    fn segments<T: Parameter>(
        &mut self,
        member: &'static Member,
        value: &T,
        encode: fn(&str, &mut String),
    ) -> Result<(), EncodeError> {
        let before = self.uri.len();
        let uri = &mut self.uri;
        value
            .each(member, Place::Label, &mut self.scratch, &mut |text| {
                encode(text, uri);
                Ok(())
            })
            .map_err(|what| EncodeError::member(member, "a part of the path", what))?;
        if self.uri.len() == before {
            return Err(EncodeError::member(
                member,
                "a part of the path",
                "must not be empty",
            ));
        }
        Ok(())
    }

    fn start_parameter(&mut self, name: &str) {
        match self.query {
            Some(_) => self.uri.push('&'),
            None => {
                self.uri.push('?');
                self.query = Some(self.uri.len());
            }
        }
        percent::encode(name, &mut self.uri);
    }

    /// A query parameter that the model fixes: `?key` or `?key=value`.
    pub fn query_literal(&mut self, name: &'static str, value: Option<&'static str>) {
        self.start_parameter(name);
        if let Some(value) = value {
            self.uri.push('=');
            percent::encode(value, &mut self.uri);
        }
    }

    /// A query parameter; one for each item of a list, none for a value that is not set.
    ///
    /// # Errors
    ///
    /// If the value has no text.
    pub fn query<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let mut scratch = std::mem::take(&mut self.scratch);
        let result = value.each(member, Place::Query, &mut scratch, &mut |text| {
            self.start_parameter(name);
            self.uri.push('=');
            percent::encode(text, &mut self.uri);
            Ok(())
        });
        self.scratch = scratch;
        result.map_err(|what| EncodeError::member(member, &parameter(name), what))
    }

    /// All entries of a map as query parameters, but those that are there already.
    ///
    /// # Errors
    ///
    /// If a value has no text.
    pub fn query_params<T: ParameterMap>(
        &mut self,
        member: &'static Member,
        map: &T,
    ) -> Result<(), EncodeError> {
        let named = self.query.map_or(0..0, |start| start..self.uri.len());
        let mut encoded = String::new();
        map.each(member, Place::Query, &mut |name, text| {
            encoded.clear();
            percent::encode(name, &mut encoded);
            let taken = self.uri[named.clone()]
                .split('&')
                .any(|pair| pair.split_once('=').map_or(pair, |(name, _)| name) == encoded);
            if !taken {
                self.start_parameter(name);
                self.uri.push('=');
                percent::encode(text, &mut self.uri);
            }
            Ok(())
        })
        .map_err(|what| EncodeError::member(member, "query parameters", what))
    }

    /// A header; none for a value that is not set, an empty one for an empty string or list.
    ///
    /// # Errors
    ///
    /// If the value has no text, or one that a header cannot carry.
    pub fn header<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        if !value.is_present() {
            return Ok(());
        }
        header_text(value, member, &mut self.scratch, &mut self.text)
            .and_then(|()| Ok((header::name(name)?, header::value(&self.text)?)))
            .map(|(name, value)| {
                self.headers.insert(name, value);
            })
            .map_err(|what| EncodeError::member(member, &named_header(name), what))
    }

    /// A header for each entry of a map, but for those that are there already.
    ///
    /// # Errors
    ///
    /// If a key is no header's name, or a value is one that a header cannot carry.
    pub fn prefix_headers<T: ParameterMap>(
        &mut self,
        member: &'static Member,
        prefix: &'static str,
        map: &T,
    ) -> Result<(), EncodeError> {
        header::insert_prefixed(&mut self.headers, member, prefix, map)
            .map_err(|what| EncodeError::member(member, &headers(prefix), what))
    }

    /// Fills a member that makes repetitions of the request recognisable, unless it is set.
    ///
    /// # Errors
    ///
    /// If this target has no source of random numbers and no other source of tokens was given.
    pub fn idempotency_token<T: TokenSlot>(&mut self, slot: &mut T) -> Result<(), EncodeError> {
        self.has_token = true;
        if slot.is_unset() {
            let token = match &self.options.tokens {
                Some(tokens) => tokens.token(),
                None => unique_id::random()
                    .map(unique_id::text)
                    .map_err(|what| EncodeError::part("the idempotency token", what))?,
            };
            slot.fill(token);
        }
        Ok(())
    }

    /// All members that are bound to nothing else, as the body.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for a value.
    pub fn body<T: Structure>(&mut self, value: &T) -> Result<(), EncodeError> {
        #[cfg(feature = "sigv4")]
        if self.options.hash {
            let (body, hash) = P::encode_hashed(value).map_err(EncodeError::body)?;
            self.set_body(ByteStream::hashed(body, hash), P::MEDIA_TYPE);
            return Ok(());
        }
        let body = P::encode(value).map_err(EncodeError::body)?;
        self.set_body(body.into(), P::MEDIA_TYPE);
        Ok(())
    }

    /// One member as the whole body. `media_type` is the model's; empty, if it gives none.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for the value.
    pub fn payload<T: Payload>(
        &mut self,
        member: &'static Member,
        media_type: &'static str,
        value: T,
    ) -> Result<(), EncodeError> {
        let media_type = if media_type.is_empty() {
            T::media_type::<P>()
        } else {
            media_type
        };
        match value.into_body::<P>(member).map_err(EncodeError::body)? {
            Some(body) => self.set_body(body, media_type),
            None if T::UNSET_IS_EMPTY => self.set_body(P::EMPTY.into(), media_type),
            None => {}
        }
        Ok(())
    }

    fn set_body(&mut self, body: ByteStream, media_type: &'static str) {
        if let Some(length) = body.size_hint().exact() {
            self.headers.insert(CONTENT_LENGTH, length.into());
        }
        // A member may be bound to the header.
        if let Ok(value) = header::fixed_value(media_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(value);
        }
        self.body = Some(body);
    }

    /// Whether the request carries an idempotency token.
    pub(crate) fn has_token(&self) -> bool {
        self.has_token
    }

    pub(crate) fn finish(
        mut self,
        operation: &'static OperationSchema,
        endpoint: &Endpoint,
    ) -> Result<http::Request<ByteStream>, EncodeError> {
        if let Some(target) = operation.target_header() {
            let target = header::fixed_value(target)
                .map_err(|what| EncodeError::part("the header `x-amz-target`", what))?;
            self.headers.insert(TARGET, target);
        }
        if operation.is_query_compatible() {
            self.headers
                .insert(QUERY_MODE, HeaderValue::from_static("true"));
        }
        let endpoint = self.endpoint.as_ref().unwrap_or(endpoint);
        let prefixed = match self.host_prefix.as_str() {
            "" => None,
            prefix if self.options.host_prefix => endpoint
                .with_prefix(prefix)
                .map_err(|error| EncodeError::part("the host name", error))?,
            _ => None,
        };
        let endpoint = prefixed.as_ref().unwrap_or(endpoint);
        self.headers.insert(HOST, endpoint.host().clone());
        let sent = self.body.unwrap_or_default();
        #[cfg(feature = "gzip")]
        let sent = match self.options.compress_from {
            Some(least) if operation.is_compressible() => {
                super::compression::compress(sent, least, &mut self.headers)
            }
            _ => sent,
        };
        #[cfg(feature = "tree-hash")]
        if operation.needs_tree_hash() {
            super::tree_hash::add(&sent, &mut self.headers);
        }
        #[cfg(feature = "md5")]
        if operation.needs_checksum() {
            super::checksum::add(&sent, &mut self.headers);
        }
        let path = PathAndQuery::from_maybe_shared(bytes::Bytes::from(self.uri))
            .map_err(|error| EncodeError::part("the path", error))?;
        let method = Method::from_bytes(operation.http_method().as_bytes())
            .map_err(|error| EncodeError::part("the method", error))?;
        let mut request = http::Request::new(sent);
        *request.method_mut() = method;
        *request.uri_mut() = endpoint
            .uri(path)
            .map_err(|error| EncodeError::part("the URI", error))?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

#[cold]
fn parameter(name: &str) -> String {
    format!("the query parameter `{name}`")
}

#[cold]
fn named_header(name: &str) -> String {
    format!("the header `{name}`")
}

#[cold]
fn headers(prefix: &str) -> String {
    format!("headers `{prefix}*`")
}

/// A field that holds an idempotency token.
pub trait TokenSlot {
    /// Whether it has none yet.
    fn is_unset(&self) -> bool;

    /// Takes one.
    fn fill(&mut self, token: String);
}

impl TokenSlot for Option<String> {
    fn is_unset(&self) -> bool {
        self.is_none()
    }

    fn fill(&mut self, token: String) {
        *self = Some(token);
    }
}

impl TokenSlot for String {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }

    fn fill(&mut self, token: String) {
        *self = token;
    }
}
