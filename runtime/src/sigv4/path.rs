//! The canonical form of a path.
//!
//! In: the path as it is sent. Out: the same, normalized and encoded once more, where the service wants it so.

use super::params::Settings;
use super::sink::{Sink, put_encoded};

/// Puts the canonical form of a path.
pub(super) fn put(to: &mut impl Sink, path: &str, settings: Settings) {
    let path = if path.is_empty() { "/" } else { path };
    if settings.normalize_path && !is_normal(path) {
        let mut normal = String::with_capacity(path.len());
        normalize(path, &mut normal);
        put_segments(to, &normal, settings);
    } else {
        put_segments(to, path, settings);
    }
}

fn put_segments(to: &mut impl Sink, path: &str, settings: Settings) {
    if settings.double_encode {
        put_encoded(to, path.as_bytes(), true);
    } else {
        to.put(path.as_bytes());
    }
}

/// Whether normalizing a path would leave it as it is.
pub(super) fn is_normal(path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        return false;
    };
    // Nearly all paths have neither, which two searches of single bytes don't find out faster.
    let bytes = path.as_bytes();
    if !bytes
        .windows(2)
        .any(|pair| matches!(pair, [b'/', b'/' | b'.']))
    {
        return true;
    }
    let mut segments = rest.split('/').peekable();
    while let Some(segment) = segments.next() {
        // The last may be empty: the path ends in a slash then.
        if matches!(segment, "." | "..") || (segment.is_empty() && segments.peek().is_some()) {
            return false;
        }
    }
    true
}

/// Takes empty and dot segments out (RFC 3986, 5.2.4).
fn normalize(path: &str, to: &mut String) {
    let mut segments: Vec<&str> = Vec::new();
    let mut last = "";
    for segment in path.split('/') {
        last = segment;
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    for segment in &segments {
        to.push('/');
        to.push_str(segment);
    }
    // A path that ends in a folder still does.
    if matches!(last, "" | "." | "..") {
        to.push('/');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn canonical(path: &str, settings: Settings) -> String {
        let mut text = Vec::new();
        put(&mut text, path, settings);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn paths_are_normalized_and_encoded_again() {
        for (path, expected) in [
            ("", "/"),
            ("/", "/"),
            ("//", "/"),
            ("/things/a/jobs/$next", "/things/a/jobs/%24next"),
            ("/a%20b/%E1%88%B4", "/a%2520b/%25E1%2588%25B4"),
            ("/a//b///c", "/a/b/c"),
            ("/a/./b/../c", "/a/c"),
            ("/../../a", "/a"),
            ("/a/..", "/"),
            ("/a/b/.", "/a/b/"),
            ("/a/b/..", "/a/"),
            ("/a/b/", "/a/b/"),
            ("/.a/..b/c.", "/.a/..b/c."),
            ("/%2E/a", "/%252E/a"),
        ] {
            assert_eq!(canonical(path, Settings::default()), expected, "{path}");
            assert_eq!(
                is_normal(path),
                expected.replace("%25", "%").replace("%24", "$") == path
            );
        }
    }

    #[test]
    fn amazon_s3_takes_them_as_they_are() {
        for path in ["/", "/a//b/../c", "/a%20b", "/./%2F"] {
            assert_eq!(canonical(path, Settings::S3), path);
        }
    }
}
