//! What may stand in the name of a host.

use std::net::Ipv4Addr;

/// Whether a text is a label of a host's name (RFC 1123, 2.1), or with `allow_subdomains` several joined by dots.
pub fn is_valid_host_label(text: &str, allow_subdomains: bool) -> bool {
    if allow_subdomains {
        text.split('.').all(is_label)
    } else {
        is_label(text)
    }
}

fn is_label(text: &str) -> bool {
    matches!(text.len(), 1..=63)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Whether an S3 bucket of this name can be a part of a host's name: 3 to 63 characters, no upper case, no address.
pub fn is_virtual_hostable_s3_bucket(name: &str, allow_subdomains: bool) -> bool {
    matches!(name.len(), 3..=63)
        && !name.bytes().any(|byte| byte.is_ascii_uppercase())
        && name.parse::<Ipv4Addr>().is_err()
        && is_valid_host_label(name, allow_subdomains)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let long = "a".repeat(63);
        for (text, label, name) in [
            ("us-east-1", true, true),
            ("A1", true, true),
            (long.as_str(), true, true),
            ("a.b", false, true),
            ("", false, false),
            ("-a", false, false),
            ("a-", false, false),
            ("a..b", false, false),
            ("a.", false, false),
            ("a_b", false, false),
            ("ä", false, false),
            ("a/b", false, false),
        ] {
            assert_eq!(is_valid_host_label(text, false), label, "{text}");
            assert_eq!(is_valid_host_label(text, true), name, "{text}");
        }
        assert!(!is_valid_host_label(&format!("{long}a"), false));
    }

    #[test]
    fn buckets() {
        for (text, label, name) in [
            ("bucket", true, true),
            ("my.bucket", false, true),
            ("ab", false, false),
            ("Bucket", false, false),
            ("192.168.1.1", false, false),
            ("a_b", false, false),
            ("a..b", false, false),
        ] {
            assert_eq!(is_virtual_hostable_s3_bucket(text, false), label, "{text}");
            assert_eq!(is_virtual_hostable_s3_bucket(text, true), name, "{text}");
        }
        assert!(!is_virtual_hostable_s3_bucket(&"a.".repeat(40), true));
    }
}
