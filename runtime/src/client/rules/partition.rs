//! AWS's partitions.
//!
//! In: the name of a region. Out: the facts of the partition that it is in.

/// A group of regions with domain names of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// `aws`
    pub name: &'static str,
    /// What the names of hosts end in.
    pub dns_suffix: &'static str,
    /// What the names of hosts end in that are reached over IPv4 and IPv6.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether there are FIPS 140 endpoints.
    pub supports_fips: bool,
    /// Whether there are endpoints that are reached over IPv4 and IPv6.
    pub supports_dual_stack: bool,
    /// The region in which requests to global services are signed.
    pub implicit_global_region: &'static str,
    /// What the names of its regions begin with, before a word and a number: `us` in `us-east-1`.
    pub prefixes: &'static [&'static str],
    /// The name that stands for all of its regions; empty if there is none.
    pub global: &'static str,
}

impl Partition {
    const fn new(
        name: &'static str,
        dns_suffix: &'static str,
        dual_stack_dns_suffix: &'static str,
        implicit_global_region: &'static str,
        prefixes: &'static [&'static str],
        global: &'static str,
    ) -> Self {
        Self {
            name,
            dns_suffix,
            dual_stack_dns_suffix,
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region,
            prefixes,
            global,
        }
    }

    /// Whether a region is in this partition, as far as its name says.
    fn has(&self, region: &str) -> bool {
        let is_named = |prefix: &str| {
            region
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_prefix('-'))
                .and_then(|rest| rest.split_once('-'))
                .is_some_and(|(word, number)| is_word(word) && is_number(number))
        };
        region == self.global || self.prefixes.iter().any(|prefix| is_named(prefix))
    }
}

fn is_word(text: &str) -> bool {
    let is_in_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !text.is_empty() && text.bytes().all(is_in_word)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The partition of everything that no other one claims.
static AWS: Partition = Partition::new(
    "aws",
    "amazonaws.com",
    "api.aws",
    "us-east-1",
    &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
    "aws-global",
);

/// The others. No prefix of one is a prefix of another up to a hyphen, so their order says nothing.
static OTHERS: [Partition; 7] = [
    Partition::new(
        "aws-cn",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        "cn-northwest-1",
        &["cn"],
        "aws-cn-global",
    ),
    Partition::new(
        "aws-eusc",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        "eusc-de-east-1",
        &["eusc-de"],
        "",
    ),
    Partition::new(
        "aws-iso",
        "c2s.ic.gov",
        "api.aws.ic.gov",
        "us-iso-east-1",
        &["us-iso"],
        "aws-iso-global",
    ),
    Partition::new(
        "aws-iso-b",
        "sc2s.sgov.gov",
        "api.aws.scloud",
        "us-isob-east-1",
        &["us-isob"],
        "aws-iso-b-global",
    ),
    Partition::new(
        "aws-iso-e",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        "eu-isoe-west-1",
        &["eu-isoe"],
        "aws-iso-e-global",
    ),
    Partition::new(
        "aws-iso-f",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        "us-isof-south-1",
        &["us-isof"],
        "aws-iso-f-global",
    ),
    Partition::new(
        "aws-us-gov",
        "amazonaws.com",
        "api.aws",
        "us-gov-west-1",
        &["us-gov"],
        "aws-us-gov-global",
    ),
];

/// The partition that a region is in: by its name, also where the region is newer than this table; `aws` where the name
/// says nothing.
pub fn partition(region: &str) -> &'static Partition {
    OTHERS
        .iter()
        .find(|partition| !region.is_empty() && partition.has(region))
        .unwrap_or(&AWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_tell_their_partition() {
        for (region, name) in [
            ("us-east-1", "aws"),
            ("mx-central-1", "aws"),
            ("aws-global", "aws"),
            ("cn-north-1", "aws-cn"),
            ("aws-cn-global", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-gov-nowhere-17", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("eusc-de-east-1", "aws-eusc"),
            // no region, or one that nobody has heard of
            ("", "aws"),
            ("mars-east-1", "aws"),
            ("us-gov-west-", "aws"),
            ("us-gov-west-1x", "aws"),
            ("us-gov--1", "aws"),
            ("cn-north-east-1", "aws"),
            ("xcn-north-1", "aws"),
        ] {
            assert_eq!(partition(region).name, name, "{region}");
        }
    }

    #[test]
    fn the_table_finds_its_own_regions() {
        for partition in OTHERS.iter().chain([&AWS]) {
            let found = super::partition(partition.implicit_global_region);
            assert_eq!(found.name, partition.name);
            if !partition.global.is_empty() {
                assert_eq!(super::partition(partition.global).name, partition.name);
            }
        }
    }
}
