//! Official clients for tests.
//!
//! In: an address. Out: a client that repeats nothing, waits for nothing and signs with credentials that mean nothing.

use aws_sdk_iotjobsdataplane::Client;
use aws_sdk_iotjobsdataplane::config::retry::RetryConfig;
use aws_sdk_iotjobsdataplane::config::timeout::TimeoutConfig;
use aws_sdk_iotjobsdataplane::config::{
    BehaviorVersion, Builder, Config, Credentials, IdentityCache, Region,
    StalledStreamProtectionConfig,
};

/// A client that talks plain HTTP to an address.
pub fn client(url: &str) -> Client {
    let http = aws_smithy_http_client::Builder::new().build_http();
    Client::from_conf(config(url).http_client(http).build())
}

/// What all clients here have in common.
pub(crate) fn config(url: &str) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("none", "none", None, None, "tests"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .endpoint_url(url)
}
