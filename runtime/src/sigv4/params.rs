//! Who signs, for what, when, and by which rules.
//!
//! In: what the caller knows. Out: the same in one place. Plain data, which decides nothing.

use crate::credentials::Credentials;
use std::time::SystemTime;

/// What a signature is good for, besides its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The region: `eu-west-1`.
    pub region: &'a str,
    /// What signatures call the service: `iot-jobs-data`.
    pub service: &'a str,
}

/// How a service wants its requests to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The path, as it is sent, is percent-encoded once more. All services want that but Amazon S3.
    pub double_encode: bool,
    /// Empty and dot segments are taken out of the path (RFC 3986, 5.2.4). All services want that but Amazon S3.
    pub normalize_path: bool,
    /// The body's hash is sent along, in `x-amz-content-sha256`. Amazon S3 wants that. For bodies that are not signed it
    /// is sent in any case.
    pub content_sha256_header: bool,
}

impl Settings {
    /// What Amazon S3 wants.
    pub const S3: Self = Self {
        double_encode: false,
        normalize_path: false,
        content_sha256_header: true,
    };
}

impl Default for Settings {
    /// What all services want but Amazon S3.
    fn default() -> Self {
        Self {
            double_encode: true,
            normalize_path: true,
            content_sha256_header: false,
        }
    }
}

/// Who signs, for what, when, and by which rules.
#[derive(Clone, Copy, Debug)]
pub struct SigningParams<'a> {
    pub(super) credentials: &'a Credentials,
    pub(super) scope: Scope<'a>,
    pub(super) time: SystemTime,
    pub(super) settings: Settings,
}

impl<'a> SigningParams<'a> {
    /// By the rules that hold for all services but Amazon S3. `time` is the service's, as far as it is known: signatures
    /// are refused that differ from its clock by more than some minutes.
    pub const fn new(credentials: &'a Credentials, scope: Scope<'a>, time: SystemTime) -> Self {
        Self {
            credentials,
            scope,
            time,
            settings: Settings {
                double_encode: true,
                normalize_path: true,
                content_sha256_header: false,
            },
        }
    }

    /// By other rules.
    #[must_use]
    pub const fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }
}
