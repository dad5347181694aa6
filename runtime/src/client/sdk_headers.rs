//! The headers by which services of AWS learn who calls, and what is a repetition.
//!
//! In: what is known of the service, and the name of the application. Out: `User-Agent`, made once per client, and for
//! services whose requests are signed `amz-sdk-invocation-id` and `amz-sdk-request` (AWS SDKs and Tools Reference Guide).
//! Nothing here is specific to a machine but the family of its operating system.

use super::service::ServiceSchema;
use crate::auth::AuthScheme;
use crate::timestamp::Timestamp;
use crate::unique_id;
use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;
use std::time::SystemTime;

const INVOCATION: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// What all requests of a client carry.
#[derive(Debug)]
pub(super) struct SdkHeaders {
    user_agent: Option<HeaderValue>,
    /// `amz-sdk-request` of first attempts; `None` for services that don't know the header.
    first: Option<HeaderValue>,
    max_attempts: u32,
}

impl SdkHeaders {
    /// Whether a service knows the two headers about repetitions is not in any model. All services of AWS do, and theirs
    /// are the ones whose requests are signed with its signatures.
    pub(super) fn new(service: &ServiceSchema, app_name: Option<&str>, max_attempts: u32) -> Self {
        let of_aws = service.auth_schemes().contains(&AuthScheme::SigV4);
        Self {
            user_agent: header(user_agent(service, app_name)),
            first: of_aws
                .then(|| header(format!("attempt=1; max={max_attempts}")))
                .flatten(),
            max_attempts,
        }
    }

    /// Whether requests tell which of them belong together.
    pub(super) fn has_invocations(&self) -> bool {
        self.first.is_some()
    }

    /// Adds the headers of attempt `number`; `until` is when this side stops waiting for an answer.
    pub(super) fn add(
        &self,
        headers: &mut HeaderMap,
        invocation: Option<&Invocation>,
        number: u32,
        until: impl FnOnce() -> Option<SystemTime>,
    ) {
        if let Some(agent) = &self.user_agent {
            // A member may be bound to the header.
            headers.entry(USER_AGENT).or_insert_with(|| agent.clone());
        }
        let (Some(first), Some(invocation)) = (&self.first, invocation) else {
            return;
        };
        if let Ok(invocation) = HeaderValue::from_bytes(invocation) {
            headers.insert(INVOCATION, invocation);
        }
        let request = match number {
            1 => Some(first.clone()),
            number => header(repetition(number, self.max_attempts, until())),
        };
        if let Some(request) = request {
            headers.insert(REQUEST, request);
        }
    }
}

/// What the attempts of one call have in common: a UUID.
pub(super) type Invocation = [u8; 36];

/// A new one; `None` on targets without random numbers.
pub(super) fn invocation() -> Option<Invocation> {
    unique_id::random().ok()
}

#[cold]
fn repetition(number: u32, max_attempts: u32, until: Option<SystemTime>) -> String {
    let mut text = String::new();
    if let Some(until) = until {
        // `20151021T072800Z`: RFC 3339 without its punctuation, in whole seconds.
        let until = Timestamp::from_secs(Timestamp::from(until).secs()).to_string();
        text.push_str("ttl=");
        text.extend(until.chars().filter(|char| !matches!(char, '-' | ':')));
        text.push_str("; ");
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "attempt={number}; max={max_attempts}");
    text
}

/// A value that is shared by its clones.
fn header(text: String) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(text)).ok()
}

/// Parts with a slash between name and value, one space between parts, and `#` in front of versions.
fn user_agent(service: &ServiceSchema, app_name: Option<&str>) -> String {
    let os = match std::env::consts::OS {
        os @ ("linux" | "windows" | "macos" | "android" | "ios") => os,
        _ => "other",
    };
    let mut text = format!(
        "tinsmith/{} ua/2.1 api/{}",
        env!("CARGO_PKG_VERSION"),
        token(service.name())
    );
    if !service.api_version().is_empty() {
        text.push('#');
        text.push_str(&token(service.api_version()));
    }
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        " os/{os} lang/rust md/arch#{}",
        std::env::consts::ARCH
    );
    if let Some(name) = app_name {
        text.push_str(" app/");
        text.push_str(name);
    }
    text
}

/// A name in lower case, with an underscore for whatever else than letters, digits, hyphens and points is in it.
fn token(name: &str) -> String {
    let char = |char: char| match char.to_ascii_lowercase() {
        char @ ('a'..='z' | '0'..='9' | '-' | '.') => char,
        _ => '_',
    };
    name.chars().map(char).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    static AWS: ServiceSchema = ServiceSchema::new("IoT Jobs Data Plane")
        .version("2017-09-29")
        .auth(&[AuthScheme::SigV4]);
    static OTHER: ServiceSchema = ServiceSchema::new("Depot");

    fn added(service: &ServiceSchema, number: u32, until: Option<SystemTime>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let invocation = [b'x'; 36];
        SdkHeaders::new(service, Some("my-app"), 3).add(
            &mut headers,
            Some(&invocation),
            number,
            || until,
        );
        headers
    }

    #[test]
    fn services_of_aws_learn_of_repetitions() {
        let headers = added(&AWS, 1, Some(UNIX_EPOCH));
        assert_eq!(headers[INVOCATION], "x".repeat(36));
        assert_eq!(headers[REQUEST], "attempt=1; max=3");
        let until = UNIX_EPOCH + Duration::from_millis(1_445_412_480_900);
        let headers = added(&AWS, 2, Some(until));
        assert_eq!(headers[REQUEST], "ttl=20151021T072800Z; attempt=2; max=3");
        assert_eq!(added(&AWS, 3, None)[REQUEST], "attempt=3; max=3");
        assert_eq!(added(&OTHER, 1, None).len(), 1);
    }

    #[test]
    fn the_user_agent_names_the_interface_and_the_application() {
        let agent = added(&AWS, 1, None)[USER_AGENT]
            .to_str()
            .unwrap()
            .to_owned();
        let start = format!("tinsmith/{} ua/2.1 ", env!("CARGO_PKG_VERSION"));
        assert!(agent.starts_with(&start), "{agent}");
        assert!(
            agent.contains(" api/iot_jobs_data_plane#2017-09-29 os/"),
            "{agent}"
        );
        assert!(agent.ends_with(" app/my-app"), "{agent}");
        assert_eq!(token("Ünï #/ 1.0"), "_n_____1.0");
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static("mine"));
        SdkHeaders::new(&OTHER, None, 1).add(&mut headers, None, 1, || None);
        assert_eq!(headers[USER_AGENT], "mine");
    }

    #[test]
    fn invocations_differ() {
        assert_ne!(invocation().unwrap(), invocation().unwrap());
    }
}
