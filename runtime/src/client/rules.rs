//! Where requests of a service go: what a model's endpoint rules, or its metadata, make of a client's settings.
//!
//! In: [`EndpointParameters`]: settings by the names of Smithy's built-ins, and what the rules ask for besides. Out: a
//! [`ResolvedEndpoint`], or the modelled error. Generated code calls the functions of the rules engine's library that are
//! here (Smithy 2.0, "Rules engine standard library" and "AWS rules engine library functions"). Nothing here reads an
//! environment or looks up a host.

mod argument;
mod arn;
mod endpoints;
mod error;
mod host;
mod metadata;
mod parameters;
mod partition;
mod resolved;
mod text;
mod url;

pub use argument::EndpointArgument;
pub use arn::{Arn, parse_arn};
pub use endpoints::ResolveEndpoint;
pub(super) use endpoints::{Endpoints, Rules};
pub use error::EndpointRuleError;
pub use host::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub(super) use metadata::EndpointMetadata;
pub(super) use parameters::{ENDPOINT, REGION, USE_DUAL_STACK, USE_FIPS};
pub use parameters::{EndpointParameters, EndpointValue};
pub use partition::{Partition, partition};
pub use resolved::{EndpointAuthScheme, ResolvedEndpoint};
pub use text::{item, split, substring, uri_encode};
pub use url::{ParsedUrl, parse_url};
