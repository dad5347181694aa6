//! Percent-encoding of labels and query strings.
//!
//! In: text. Out: text of which only RFC 3986's unreserved characters (`A-Z a-z 0-9 - . _ ~`) stand for themselves, and
//! back. A `+` is a plus sign, never a space.

#[cfg(feature = "server")]
mod decode;
#[cfg(feature = "client")]
mod encode;

#[cfg(feature = "server")]
pub(crate) use decode::decode;
#[cfg(feature = "client")]
pub(crate) use encode::{encode, encode_path};

#[cfg(all(test, feature = "client", feature = "server"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn encoded(text: &str) -> String {
        let mut to = String::new();
        encode(text, &mut to);
        to
    }

    #[test]
    fn only_unreserved_characters_stay() {
        let kept = "AZaz09-._~";
        assert_eq!(encoded(kept), kept);
        assert_eq!(
            encoded(" %:/?#[]@!$&'()*+,;=\u{1f639}"),
            "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9"
        );
        assert_eq!(encoded("$next"), "%24next");
        assert_eq!(encoded("é\u{7f}\0"), "%C3%A9%7F%00");
    }

    #[test]
    fn greedy_labels_keep_slashes() {
        let mut to = String::from("/");
        encode_path("there/guy x", &mut to);
        assert_eq!(to, "/there/guy%20x");
    }

    #[test]
    fn decoding_undoes_encoding() {
        for text in ["", "plain", "a/b?c", "100%", "é👍\u{0}", "+"] {
            assert_eq!(decode(&encoded(text)).unwrap(), text);
        }
        assert!(matches!(decode("a+b"), Some(Cow::Borrowed("a+b"))));
        assert_eq!(decode("%2f%2F").unwrap(), "//");
    }

    #[test]
    fn what_is_no_encoding_is_refused() {
        for text in ["%", "%2", "a%2", "%zz", "%+1", "%C3", "%ff", "%é0"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
