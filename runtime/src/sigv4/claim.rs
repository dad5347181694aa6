//! What a request says of its signature.
//!
//! In: the head of a request. Out: who is said to have signed it, when, for what and with which result, from its header
//! `authorization` or its query. Nothing is believed here: that is for `verify`.

use super::date::SigningDate;
use super::presign::{MAX_EXPIRES_IN, PARAMETERS};
use super::{ALGORITHM, DATE, TERMINATOR, TOKEN};
use crate::binding::percent;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// What a request says of its signature.
pub(crate) struct Claim<'r> {
    /// `AKIDEXAMPLE/20150830/eu-west-1/iot/aws4_request`.
    credential: Cow<'r, str>,
    /// Where in that the access key id ends.
    id_length: usize,
    /// `host;x-amz-date`.
    pub(super) names: Cow<'r, str>,
    pub(super) signature: Cow<'r, str>,
    pub(super) date: SigningDate,
    /// The same as a time.
    pub(crate) time: SystemTime,
    /// How long it is good for, if it is presigned.
    pub(crate) expires_in: Option<Duration>,
    /// The session's token, which is secret.
    pub(crate) token: Option<Cow<'r, str>>,
}

/// Why a claim cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The request is not signed.
    Missing,
    /// A part is missing or malformed; the text says which one.
    Part(&'static str),
}

impl<'r> Claim<'r> {
    /// What the request says.
    pub(crate) fn read(head: &'r Parts) -> Result<Self, Unreadable> {
        let query = head.uri.query().unwrap_or_default();
        let presigned = parameters(query).any(|(name, _)| PARAMETERS.contains(&name));
        match (only(&head.headers, AUTHORIZATION)?, presigned) {
            (None, false) => Err(Unreadable::Missing),
            (None, true) => Self::from_query(query),
            (Some(value), false) => Self::from_header(value, &head.headers),
            (Some(_), true) => Err(Unreadable::Part(
                "one signature: there is one in the header 'Authorization', and one in the query",
            )),
        }
    }

    fn from_header(value: &'r str, headers: &'r HeaderMap) -> Result<Self, Unreadable> {
        let parameters = value
            .strip_prefix(ALGORITHM)
            .and_then(|rest| rest.strip_prefix(' '))
            .ok_or(Unreadable::Part(
                "an 'Authorization' that begins with 'AWS4-HMAC-SHA256'",
            ))?;
        let mut found: [Option<&str>; 3] = [None; 3];
        for pair in parameters.split(',') {
            let slot = pair
                .trim_start_matches(' ')
                .split_once('=')
                .and_then(|(name, value)| {
                    let index = ["Credential", "SignedHeaders", "Signature"]
                        .iter()
                        .position(|known| *known == name)?;
                    Some((found.get_mut(index)?, value))
                });
            match slot {
                Some((slot @ None, value)) => *slot = Some(value),
                _ => {
                    return Err(Unreadable::Part(
                        "an 'Authorization' of 'Credential', 'SignedHeaders' and 'Signature', each once",
                    ));
                }
            }
        }
        let [credential, names, signature] = found;
        let date = only(headers, DATE)?.ok_or(Unreadable::Part("the header 'X-Amz-Date'"))?;
        let token = only(headers, TOKEN)?;
        Self::new(
            Cow::Borrowed(credential.ok_or(Unreadable::Part("'Credential' in 'Authorization'"))?),
            Cow::Borrowed(names.ok_or(Unreadable::Part("'SignedHeaders' in 'Authorization'"))?),
            Cow::Borrowed(signature.ok_or(Unreadable::Part("'Signature' in 'Authorization'"))?),
            date,
            None,
            token.map(Cow::Borrowed),
        )
    }

    fn from_query(query: &'r str) -> Result<Self, Unreadable> {
        // In the order of the parameters' names in `presign`.
        let mut found: [Option<Cow<'r, str>>; PARAMETERS.len()] = [const { None }; _];
        for (name, value) in parameters(query) {
            let Some(index) = PARAMETERS.iter().position(|known| *known == name) else {
                continue;
            };
            match (found.get_mut(index), percent::decode(value)) {
                (Some(slot @ None), Some(text)) => *slot = Some(text),
                _ => return Err(Unreadable::Part(EACH_ONCE[index])),
            }
        }
        let [
            algorithm,
            credential,
            date,
            expires,
            names,
            token,
            signature,
        ] = found;
        if algorithm.as_deref() != Some(ALGORITHM) {
            return Err(Unreadable::Part(
                "'X-Amz-Algorithm=AWS4-HMAC-SHA256' in the query",
            ));
        }
        let wanted = |index: usize| Unreadable::Part(EACH_ONCE[index]);
        let expires_in = expires
            .filter(|text| text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .map(Duration::from_secs)
            .filter(|expires_in| !expires_in.is_zero() && *expires_in <= MAX_EXPIRES_IN)
            .ok_or(Unreadable::Part(
                "an 'X-Amz-Expires' from 1 to 604800 in the query",
            ))?;
        Self::new(
            credential.ok_or(wanted(1))?,
            names.ok_or(wanted(4))?,
            signature.ok_or(wanted(6))?,
            &date.ok_or(wanted(2))?,
            Some(expires_in),
            token,
        )
    }

    fn new(
        credential: Cow<'r, str>,
        names: Cow<'r, str>,
        signature: Cow<'r, str>,
        date: &str,
        expires_in: Option<Duration>,
        token: Option<Cow<'r, str>>,
    ) -> Result<Self, Unreadable> {
        const FORM: Unreadable = Unreadable::Part(
            "a 'Credential' of access key id, day, region, service and 'aws4_request', with slashes between",
        );
        let (date, time) = SigningDate::parse(date)
            .ok_or(Unreadable::Part("a date of the form '20150830T123600Z'"))?;
        // Only the id could have slashes in it.
        let mut parts = credential.rsplitn(5, '/');
        let complete = parts.next() == Some(TERMINATOR);
        let (service, region, day) = (parts.next(), parts.next(), parts.next());
        let filled = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
        let id_length = match parts.next() {
            Some(id) if complete && !id.is_empty() && filled(service) && filled(region) => id.len(),
            _ => return Err(FORM),
        };
        if day.map(str::as_bytes) != Some(date.day()) {
            return Err(Unreadable::Part(
                "one day: that in 'Credential' and that of 'X-Amz-Date' are not the same",
            ));
        }
        Ok(Self {
            credential,
            id_length,
            names,
            signature,
            date,
            time,
            expires_in,
            token,
        })
    }

    /// Who is said to have signed.
    pub(crate) fn access_key_id(&self) -> &str {
        self.credential.get(..self.id_length).unwrap_or_default()
    }

    /// What it is said to be good for: `20150830/eu-west-1/iot/aws4_request`.
    pub(super) fn scope(&self) -> &str {
        self.credential
            .get(self.id_length + 1..)
            .unwrap_or_default()
    }

    /// The region in that.
    pub(crate) fn region(&self) -> &str {
        self.scope().split('/').nth(1).unwrap_or_default()
    }

    /// The service in that.
    pub(crate) fn service(&self) -> &str {
        self.scope().split('/').nth(2).unwrap_or_default()
    }

    /// Whether it is in the query.
    pub(crate) fn is_presigned(&self) -> bool {
        self.expires_in.is_some()
    }
}

/// What is wanted of each of the parameters.
const EACH_ONCE: [&str; PARAMETERS.len()] = [
    "'X-Amz-Algorithm' in the query, once",
    "'X-Amz-Credential' in the query, once",
    "'X-Amz-Date' in the query, once",
    "'X-Amz-Expires' in the query, once",
    "'X-Amz-SignedHeaders' in the query, once",
    "'X-Amz-Security-Token' in the query, once",
    "'X-Amz-Signature' in the query, once",
];

/// The parameters of a query, as they are written there.
fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The value of a header that may be there once.
fn only(headers: &HeaderMap, name: http::HeaderName) -> Result<Option<&str>, Unreadable> {
    let mut values = headers.get_all(&name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value
            .to_str()
            .map(|text| Some(text.trim_matches(' ')))
            .map_err(|_| Unreadable::Part("headers of visible ASCII characters")),
        _ => Err(Unreadable::Part(
            "'Authorization', 'X-Amz-Date' and 'X-Amz-Security-Token' at most once each",
        )),
    }
}
