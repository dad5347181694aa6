//! The headers that a signature covers.
//!
//! In: a request's headers. Out: those that are signed, by name, and their canonical form. Nothing is allocated for the
//! headers of a usual request.

use super::sink::Sink;
use http::HeaderMap;

/// A name, and one of its values.
type Entry<'h> = (&'h str, &'h [u8]);

/// How many values are sorted without an allocation.
const INLINE: usize = 16;

/// The headers that a signature covers, sorted by name; the values of one name in their order.
pub(super) struct SignedHeaders<'h> {
    inline: [Entry<'h>; INLINE],
    count: usize,
    /// All of them, where there are too many.
    many: Vec<Entry<'h>>,
}

impl<'h> SignedHeaders<'h> {
    fn empty() -> Self {
        Self {
            inline: [("", b""); INLINE],
            count: 0,
            many: Vec::new(),
        }
    }

    /// Those that a signer signs.
    pub(super) fn of(headers: &'h HeaderMap) -> Self {
        let mut all = Self::empty();
        for (name, value) in headers {
            if is_signed(name.as_str()) {
                all.push((name.as_str(), value.as_bytes()));
            }
        }
        // Few elements are sorted in place; values of one name keep their order.
        all.entries_mut().sort_by(|a, b| a.0.cmp(b.0));
        all
    }

    /// Those that somebody says to have signed, in ascending order. A name that the request doesn't have is left out,
    /// which no signature survives that covers it.
    #[cfg(feature = "server")]
    pub(super) fn named(headers: &'h HeaderMap, names: impl Iterator<Item = &'h str>) -> Self {
        let mut all = Self::empty();
        for name in names {
            for value in headers.get_all(name) {
                all.push((name, value.as_bytes()));
            }
        }
        all
    }

    fn push(&mut self, entry: Entry<'h>) {
        match self.inline.get_mut(self.count) {
            Some(slot) if self.many.is_empty() => {
                *slot = entry;
                self.count += 1;
            }
            _ => {
                if self.many.is_empty() {
                    self.many.extend_from_slice(&self.inline);
                }
                self.many.push(entry);
            }
        }
    }

    fn entries(&self) -> &[Entry<'h>] {
        if self.many.is_empty() {
            self.inline.get(..self.count).unwrap_or_default()
        } else {
            &self.many
        }
    }

    fn entries_mut(&mut self) -> &mut [Entry<'h>] {
        if self.many.is_empty() {
            self.inline.get_mut(..self.count).unwrap_or_default()
        } else {
            &mut self.many
        }
    }

    /// The names, each once.
    fn names(&self) -> impl Iterator<Item = &'h str> {
        let mut last = None;
        self.entries().iter().filter_map(move |(name, _)| {
            let new = last != Some(*name);
            last = Some(*name);
            new.then_some(*name)
        })
    }

    /// How many bytes the list of names has.
    pub(super) fn names_length(&self) -> usize {
        let length: usize = self.names().map(|name| name.len() + 1).sum();
        length.saturating_sub(1)
    }

    /// Puts the list of names: `host;x-amz-date`.
    pub(super) fn put_names(&self, to: &mut Vec<u8>) {
        for (index, name) in self.names().enumerate() {
            if index > 0 {
                to.push(b';');
            }
            to.extend_from_slice(name.as_bytes());
        }
    }

    /// Puts the canonical form: a line for each name.
    pub(super) fn put(&self, to: &mut impl Sink) {
        let mut last = None;
        for (name, value) in self.entries() {
            if last == Some(*name) {
                to.put(b",");
            } else {
                if last.is_some() {
                    to.put(b"\n");
                }
                to.put(name.as_bytes());
                to.put(b":");
                last = Some(*name);
            }
            put_value(to, value);
        }
        if last.is_some() {
            to.put(b"\n");
        }
    }
}

/// Whether a signer covers a header. Those of the first row are replaced by the signature itself, or mean something to
/// proxies or to the person who reads logs; those of the second change with each attempt; the others end at the next hop.
fn is_signed(name: &str) -> bool {
    !matches!(
        name,
        "authorization"
            | "user-agent"
            | "x-amzn-trace-id"
            | "traceparent"
            | "tracestate"
            | "baggage"
            | "amz-sdk-invocation-id"
            | "amz-sdk-request"
            | "connection"
            | "expect"
            | "keep-alive"
            | "proxy-authenticate"
            | "proxy-authorization"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
    )
}

/// Puts a value without what surrounds it, and each run of spaces in it as one.
fn put_value(to: &mut impl Sink, value: &[u8]) {
    // HTTP takes tabs off the ends as well: what is signed is what arrives.
    let mut rest = value.trim_ascii();
    while let Some(start) = rest.windows(2).position(|pair| pair == b"  ") {
        let (before, spaces) = rest.split_at(start);
        to.put(before);
        to.put(b" ");
        rest = spaces.trim_ascii_start();
    }
    to.put(rest);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn canonical(pairs: &[(&'static str, &'static str)]) -> (String, String) {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        let signed = SignedHeaders::of(&headers);
        let (mut names, mut text) = (Vec::new(), Vec::new());
        signed.put_names(&mut names);
        signed.put(&mut text);
        assert_eq!(names.len(), signed.names_length());
        (
            String::from_utf8(names).unwrap(),
            String::from_utf8(text).unwrap(),
        )
    }

    #[test]
    fn names_are_sorted_and_values_joined() {
        let (names, text) = canonical(&[
            ("x-b", "2"),
            ("host", "example.com"),
            ("x-a", "  a   b  c "),
            ("x-b", "1"),
            ("x-c", ""),
            ("user-agent", "me"),
            ("amz-sdk-request", "attempt=1"),
        ]);
        assert_eq!(names, "host;x-a;x-b;x-c");
        assert_eq!(text, "host:example.com\nx-a:a b c\nx-b:2,1\nx-c:\n");
        assert_eq!(canonical(&[]), (String::new(), String::new()));
    }

    #[test]
    fn many_headers_are_no_different() {
        let names = [
            "x-s", "x-r", "x-q", "x-p", "x-o", "x-n", "x-m", "x-l", "x-k", "x-j", "x-i", "x-h",
            "x-g", "x-f", "x-e", "x-d", "x-c", "x-b", "x-a",
        ];
        let pairs: Vec<_> = names.iter().map(|name| (*name, "v")).collect();
        let (listed, text) = canonical(&pairs);
        let mut sorted = names;
        sorted.sort_unstable();
        assert_eq!(listed, sorted.join(";"));
        assert_eq!(text.lines().count(), names.len());
        // Exactly as many as are sorted in place, and one more.
        for count in [INLINE, INLINE + 1] {
            let (listed, _) = canonical(&pairs[..count]);
            assert_eq!(listed.split(';').count(), count);
        }
    }
}
