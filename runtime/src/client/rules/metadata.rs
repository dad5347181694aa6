//! Endpoints of services that publish no rules.
//!
//! In: what a C2J model's `metadata` says, and parameters. Out: the endpoint that AWS's standard rules have for it, or
//! their error.

use super::error::EndpointRuleError;
use super::parameters::{ENDPOINT, EndpointParameters, REGION, USE_DUAL_STACK, USE_FIPS};
use super::resolved::{EndpointAuthScheme, ResolvedEndpoint};

/// What a model's metadata says of a service's hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EndpointMetadata {
    /// What the names of its hosts begin with: `endpointPrefix`.
    pub(crate) prefix: &'static str,
    /// The host that serves all regions of the partition `aws`, if there is one: `globalEndpoint`.
    pub(crate) global: Option<&'static str>,
}

impl EndpointMetadata {
    /// The endpoint for these parameters.
    ///
    /// # Errors
    ///
    /// As AWS's standard rules have them.
    pub(crate) fn resolve(
        &self,
        parameters: &EndpointParameters<'_>,
    ) -> Result<ResolvedEndpoint, EndpointRuleError> {
        let refused = |message| Err(EndpointRuleError::new(message));
        let use_fips = parameters.boolean(USE_FIPS).unwrap_or(false);
        let use_dual_stack = parameters.boolean(USE_DUAL_STACK).unwrap_or(false);
        if let Some(endpoint) = parameters.string(ENDPOINT) {
            return match (use_fips, use_dual_stack) {
                (true, _) => {
                    refused("Invalid Configuration: FIPS and custom endpoint are not supported")
                }
                (_, true) => refused(
                    "Invalid Configuration: Dualstack and custom endpoint are not supported",
                ),
                _ => ResolvedEndpoint::new(endpoint),
            };
        }
        let Some(region) = parameters.string(REGION) else {
            return refused("Invalid Configuration: Missing Region");
        };
        let partition = parameters.partition(region);
        match (use_fips, use_dual_stack) {
            (true, true) if !(partition.supports_fips && partition.supports_dual_stack) => {
                return refused(
                    "FIPS and DualStack are enabled, but this partition does not support one or both",
                );
            }
            (true, false) if !partition.supports_fips => {
                return refused("FIPS is enabled but this partition does not support FIPS");
            }
            (false, true) if !partition.supports_dual_stack => {
                return refused(
                    "DualStack is enabled but this partition does not support DualStack",
                );
            }
            _ => {}
        }
        let (prefix, fips) = (self.prefix, if use_fips { "-fips" } else { "" });
        if let (Some(host), "aws", false) = (self.global, partition.name, use_dual_stack) {
            let host = match host.strip_prefix(prefix) {
                Some(rest) => format!("{prefix}{fips}{rest}"),
                None => host.to_owned(),
            };
            let signed =
                EndpointAuthScheme::new("sigv4").signing_region(partition.implicit_global_region);
            return Ok(ResolvedEndpoint::new(format!("https://{host}"))?.auth_scheme(signed));
        }
        let suffix = match use_dual_stack {
            true => partition.dual_stack_dns_suffix,
            false => partition.dns_suffix,
        };
        ResolvedEndpoint::new(format!("https://{prefix}{fips}.{region}.{suffix}"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SERVICE: EndpointMetadata = EndpointMetadata {
        prefix: "data.jobs.iot",
        global: None,
    };

    fn resolve(
        service: EndpointMetadata,
        region: Option<&str>,
        fips: bool,
        dual_stack: bool,
        endpoint: Option<&str>,
    ) -> String {
        let mut parameters = EndpointParameters::new();
        parameters.put_some(REGION, region);
        parameters.put(USE_FIPS, fips);
        parameters.put(USE_DUAL_STACK, dual_stack);
        parameters.put_some(ENDPOINT, endpoint);
        match service.resolve(&parameters) {
            Ok(resolved) => {
                let signed = resolved.auth_schemes().first();
                let region = signed.and_then(|scheme| scheme.signing_region.clone());
                format!("{} {}", resolved.endpoint(), region.unwrap_or_default())
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn regions_have_hosts() {
        for (region, fips, dual_stack, url) in [
            (
                "us-east-1",
                false,
                false,
                "data.jobs.iot.us-east-1.amazonaws.com",
            ),
            (
                "us-east-1",
                true,
                true,
                "data.jobs.iot-fips.us-east-1.api.aws",
            ),
            (
                "us-gov-west-1",
                true,
                false,
                "data.jobs.iot-fips.us-gov-west-1.amazonaws.com",
            ),
            (
                "cn-north-1",
                false,
                true,
                "data.jobs.iot.cn-north-1.api.amazonwebservices.com.cn",
            ),
        ] {
            let found = resolve(SERVICE, Some(region), fips, dual_stack, None);
            assert_eq!(found.trim(), format!("https://{url}"));
        }
    }

    #[test]
    fn an_explicit_endpoint_wins_and_goes_with_nothing_else() {
        let url = Some("http://127.0.0.1:8080");
        let region = Some("us-east-1");
        assert_eq!(
            resolve(SERVICE, region, false, false, url).trim(),
            "http://127.0.0.1:8080"
        );
        assert_eq!(
            resolve(SERVICE, None, false, false, url).trim(),
            "http://127.0.0.1:8080"
        );
        assert_eq!(
            resolve(SERVICE, region, true, true, url),
            "Invalid Configuration: FIPS and custom endpoint are not supported"
        );
        assert_eq!(
            resolve(SERVICE, region, false, true, url),
            "Invalid Configuration: Dualstack and custom endpoint are not supported"
        );
        assert_eq!(
            resolve(SERVICE, None, false, false, None),
            "Invalid Configuration: Missing Region"
        );
    }

    #[test]
    fn a_global_host_serves_its_partition_and_is_signed_for_one_region() {
        let service = EndpointMetadata {
            prefix: "iam",
            global: Some("iam.amazonaws.com"),
        };
        for (region, fips, expected) in [
            ("eu-west-1", false, "https://iam.amazonaws.com us-east-1"),
            ("aws-global", false, "https://iam.amazonaws.com us-east-1"),
            (
                "eu-west-1",
                true,
                "https://iam-fips.amazonaws.com us-east-1",
            ),
            (
                "cn-north-1",
                false,
                "https://iam.cn-north-1.amazonaws.com.cn ",
            ),
        ] {
            assert_eq!(resolve(service, Some(region), fips, false, None), expected);
        }
    }
}
