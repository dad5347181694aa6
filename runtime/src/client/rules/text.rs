//! Texts and lists of texts.

use crate::binding::percent;

/// The characters from `start` up to `stop`, counted from the end where `reverse` is set. `None` unless all of them are
/// there and the text is ASCII.
pub fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    if start >= stop || !text.is_ascii() {
        return None;
    }
    if reverse {
        let end = text.len().checked_sub(start)?;
        text.get(text.len().checked_sub(stop)?..end)
    } else {
        text.get(start..stop)
    }
}

/// The parts of a text between delimiters: at most `limit`, the last with what is left; all of them for a limit of 0.
pub fn split<'a>(text: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    if limit == 0 {
        text.split(delimiter).collect()
    } else {
        text.splitn(limit, delimiter).collect()
    }
}

/// The text with everything percent-encoded that is not unreserved (RFC 3986, 2.3).
pub fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    percent::encode(text, &mut encoded);
    encoded
}

/// The item at an index of a list; a negative one counts from the end.
pub fn item<T: AsRef<str>>(list: &[T], index: isize) -> Option<&str> {
    let index = match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => list.len().checked_sub(index.unsigned_abs())?,
    };
    list.get(index).map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substrings() {
        for (text, start, stop, reverse, expected) in [
            ("abcdef", 0, 4, false, Some("abcd")),
            ("abcdef", 0, 6, false, Some("abcdef")),
            ("abcdef", 0, 4, true, Some("cdef")),
            ("abcdef", 1, 3, true, Some("de")),
            ("abcdef", 4, 6, true, Some("ab")),
            ("abc", 0, 4, false, None),
            ("abc", 0, 4, true, None),
            ("abc", 2, 2, false, None),
            ("abc", 3, 2, false, None),
            ("äbcdef", 0, 4, false, None),
            ("", 0, 1, true, None),
        ] {
            assert_eq!(substring(text, start, stop, reverse), expected, "{text}");
        }
    }

    #[test]
    fn splits() {
        for (text, limit, expected) in [
            ("a--b--c", 0, &["a", "b", "c"][..]),
            ("a--b--c", 2, &["a", "b--c"]),
            ("a--b--c", 1, &["a--b--c"]),
            ("", 0, &[""]),
            ("--", 0, &["", ""]),
            ("----", 0, &["", "", ""]),
            ("--b--", 0, &["", "b", ""]),
            ("--x-s3--azid--suffix", 2, &["", "x-s3--azid--suffix"]),
            ("abc", 0, &["abc"]),
        ] {
            assert_eq!(split(text, "--", limit), expected, "{text}");
        }
    }

    #[test]
    fn items_count_from_either_end() {
        let list = ["a", "b"];
        for (index, expected) in [
            (0, Some("a")),
            (1, Some("b")),
            (2, None),
            (-1, Some("b")),
            (-2, Some("a")),
            (-3, None),
            (isize::MIN, None),
        ] {
            assert_eq!(item(&list, index), expected);
        }
    }

    #[test]
    fn encoding_is_that_of_urls() {
        assert_eq!(uri_encode("a b/ü~-._%"), "a%20b%2F%C3%BC~-._%25");
    }
}
