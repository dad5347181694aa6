//! Paths into what functions answer with: `resourceId[0]`.

/// A path: a key, an index, or an index behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) key: Option<String>,
    pub(super) index: Option<i64>,
}

impl Path {
    /// Reads a path; `None` if it is none. Nothing that a function answers with is nested, so there is one key at most.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (key, index) = match text.split_once('[') {
            Some((key, index)) => (key, Some(index.strip_suffix(']')?.parse().ok()?)),
            None => (text, None),
        };
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let key = (!key.is_empty()).then(|| key.to_owned());
        (is_key && (key.is_some() || index.is_some())).then_some(Self { key, index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_a_key_and_an_index() {
        let parse = |text| Path::parse(text).map(|path| (path.key, path.index));
        assert_eq!(parse("name"), Some((Some("name".to_owned()), None)));
        assert_eq!(parse("a[2]"), Some((Some("a".to_owned()), Some(2))));
        assert_eq!(parse("[-1]"), Some((None, Some(-1))));
        for text in ["", "[", "[]", "a[", "a[x]", "a[0]b", "a.b", "a[0][1]", "é"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
